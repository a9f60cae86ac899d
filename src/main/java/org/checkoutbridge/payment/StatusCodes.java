package org.checkoutbridge.payment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.checkoutbridge.document.Table;

/**
 * What a platform's status codes mean, from {@code config/gateways/<platform>/status-codes.csv}.
 */
public final class StatusCodes {

    private final Map<String, Standing> exact = new HashMap<>();
    private final Map<String, Standing> ranges = new HashMap<>();

    /**
     * @throws IllegalArgumentException naming file and line, if a code stands twice or a standing does not exist
     */
    public StatusCodes(Path file) {
        for (Table.Row row : Table.read(file, "code", "standing", "source").rows()) {
            String code = row.get("code");
            Map<String, Standing> home = code.indexOf('x') < 0 ? exact : ranges;
            if (home.put(code, row.constant("standing", Standing.class)) != null) {
                throw row.wrong("code " + code + " stands twice");
            }
        }
    }

    /** The standing of a code, compared as trimmed text. Codes that no row covers are {@link Standing#UNKNOWN}. */
    public Standing standing(String code) {
        String text = code == null ? "" : code.trim();
        Standing known = exact.get(text);
        if (known != null) {
            return known;
        }
        return ranges.entrySet().stream()
                .filter(range -> covers(range.getKey(), text))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Standing.UNKNOWN);
    }

    private static boolean covers(String range, String code) {
        if (range.length() != code.length()) {
            return false;
        }
        for (int i = 0; i < range.length(); i++) {
            char wanted = range.charAt(i);
            char given = code.charAt(i);
            if (wanted == 'x' ? given < '0' || given > '9' : wanted != given) {
                return false;
            }
        }
        return true;
    }
}
