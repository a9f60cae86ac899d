package org.checkoutbridge.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.http.Problem;

/** A file of orders. */
public final class OrderFile {

    private static final long MAX_BYTES = 16 * 1024 * 1024;

    private OrderFile() {}

    /**
     * The entries of a file, each an {@code order} or, when the file is no JSON, one {@code problem}.
     *
     * @throws IOException if it cannot be read
     */
    public static List<Map<String, Object>> read(File file) throws IOException {
        if (file.length() > MAX_BYTES) {
            return List.of(Map.of("problem", "the file is larger than " + MAX_BYTES + " bytes"));
        }
        try {
            List<Map<String, Object>> entries = new ArrayList<>();
            for (JsonNode order : OrderReader.oneOrMany(Files.readAllBytes(file.toPath()))) {
                entries.add(Map.of("order", order));
            }
            return entries.isEmpty() ? List.of(Map.of("problem", "there is no order in it")) : entries;
        } catch (MalformedOrder e) {
            return List.of(Map.of("problem", e.getMessage()));
        }
    }

    /** @throws Problem if the entry is none */
    public static JsonNode order(Map<String, Object> entry) throws Problem {
        if (entry.get("order") instanceof JsonNode order && order.isObject()) {
            return order;
        }
        String problem = entry.containsKey("problem") ? entry.get("problem").toString() : "a JSON object is expected";
        throw Problem.withErrors(422, "not an order", List.of(new OrderError("", "malformed", problem)));
    }
}
