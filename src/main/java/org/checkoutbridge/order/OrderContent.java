package org.checkoutbridge.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Tells whether two orders have the same content, however their JSON was written. */
final class OrderContent {

    private OrderContent() {}

    /** SHA-256 over the order with its fields sorted, nulls left out and numbers in plain digits. */
    static String hash(JsonNode order) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(canonical(order).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String canonical(JsonNode node) {
        StringBuilder text = new StringBuilder();
        append(node, text);
        return text.toString();
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    sorted.put(field.getKey(), field.getValue());
                }
            });
            text.append('{');
            sorted.forEach((name, value) -> {
                text.append(name.length()).append(':').append(name).append('=');
                append(value, text);
                text.append(';');
            });
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(entry -> {
                append(entry, text);
                text.append(';');
            });
            text.append(']');
        } else if (node.isNumber()) {
            text.append(node.decimalValue().stripTrailingZeros().toPlainString());
        } else {
            text.append(node.asText().length()).append(':').append(node.asText());
        }
    }
}
