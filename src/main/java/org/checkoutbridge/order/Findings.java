package org.checkoutbridge.order;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong, or strange, in one order. No finding repeats a value. */
final class Findings {

    private final List<OrderError> errors = new ArrayList<>();
    private final List<OrderError> warnings = new ArrayList<>();

    /** @param path a JSON Pointer (RFC 6901) */
    void error(String path, String code, String message) {
        errors.add(new OrderError(path, code, message));
    }

    void warning(String path, String code, String message) {
        warnings.add(new OrderError(path, code, message));
    }

    /** Whether nothing at this place or below it is wrong, so far. */
    boolean sound(String path) {
        return errors.stream().noneMatch(error -> error.path().equals(path) || error.path().startsWith(path + "/"));
    }

    List<OrderError> errors() {
        return List.copyOf(errors);
    }

    List<OrderError> warnings() {
        return List.copyOf(warnings);
    }

    /** A field's name as a step of a JSON Pointer. */
    static String step(String field) {
        return "/" + field.replace("~", "~0").replace("/", "~1");
    }
}
