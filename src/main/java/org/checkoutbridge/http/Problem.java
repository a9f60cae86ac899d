package org.checkoutbridge.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.Json;

/**
 * An answer that says why a request was not done (RFC 9457, {@code application/problem+json}). Thrown where the reason is found,
 * answered by the one owner of errors. Its texts never repeat what was sent.
 */
public final class Problem extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient List<?> errors;
    private final int retryAfterSeconds;

    private Problem(int status, String title, List<?> errors, int retryAfterSeconds) {
        super(title, null, false, false);
        this.status = status;
        this.title = title;
        this.errors = errors;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Problem of(int status, String title) {
        return new Problem(status, title, List.of(), 0);
    }

    public static Problem withErrors(int status, String title, List<?> errors) {
        return new Problem(status, title, new ArrayList<>(errors), 0);
    }

    /** 503: come again. */
    public static Problem later(String title, int seconds) {
        return new Problem(503, title, List.of(), seconds);
    }

    public int status() {
        return status;
    }

    /** Seconds for {@code Retry-After}, 0 for none. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    public String body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        if (errors != null && !errors.isEmpty()) {
            body.put("errors", errors);
        }
        return Json.text(body);
    }

    /** What is wrong, by place; when only the whole can be named, the title under the empty path. */
    public List<?> errors() {
        boolean none = errors == null || errors.isEmpty();
        return none ? List.of(Map.of("path", "", "code", "http-" + status, "message", title)) : errors;
    }
}
