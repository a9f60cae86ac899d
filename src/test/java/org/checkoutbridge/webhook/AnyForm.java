package org.checkoutbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds of any bytes that come as a form: they are fields and a tree that says the same, or are refused for a documented reason. */
public final class AnyForm {

    private static final int MAX_FIELDS = 2_000;
    private static final int MAX_STEPS = 13;

    private static final Set<String> REFUSALS = Set.of("the text is not UTF-8", "more than 2000 fields", "a field stands twice",
            "a field is both a value and a group", "a field's name is malformed", "fields are nested too deeply", "a percent sign stands alone");

    private AnyForm() {}

    public static void fuzzerTestOneInput(byte[] body) {
        Map<String, String> fields;
        try {
            fields = read(body);
        } catch (IllegalArgumentException refused) {
            isDocumented(refused);
            return;
        }
        assertThat(fields).hasSizeLessThanOrEqualTo(MAX_FIELDS).isEqualTo(asTheJdkReadsIt(body));
        assertThat(new ArrayList<>(read(written(fields)).entrySet())).as("written and read again").isEqualTo(new ArrayList<>(fields.entrySet()));
        JsonNode tree;
        try {
            tree = NestedForm.tree(fields);
        } catch (IllegalArgumentException refused) {
            isDocumented(refused);
            return;
        }
        Map<String, String> spelt = new HashMap<>();
        spell(tree, "", 0, spelt);
        assertThat(spelt).as("the tree has all fields, and no other").isEqualTo(fields);
    }

    private static Map<String, String> read(byte[] body) {
        return NestedForm.fields(body, List.of(StandardCharsets.UTF_8));
    }

    private static void isDocumented(IllegalArgumentException refused) {
        assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(refused.getMessage()).isIn(REFUSALS);
    }

    /** The JDK knows no bytes beside escapes, so all that are not ASCII become escapes first. */
    private static Map<String, String> asTheJdkReadsIt(byte[] body) {
        StringBuilder ascii = new StringBuilder();
        for (byte b : body) {
            ascii.append(b < 0 ? String.format("%%%02X", b & 0xff) : Character.toString(b));
        }
        Map<String, String> fields = new HashMap<>();
        for (String pair : ascii.toString().split("&")) {
            if (!pair.isEmpty()) {
                String[] sides = pair.split("=", 2);
                fields.put(URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
                        sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static byte[] written(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&")).getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void spell(JsonNode node, String name, int steps, Map<String, String> spelt) {
        if (node.isTextual()) {
            assertThat(steps).isBetween(1, MAX_STEPS);
            spelt.put(name, node.textValue());
            return;
        }
        assertThat(node.isObject()).isTrue();
        node.properties().forEach(field ->
                spell(field.getValue(), steps == 0 ? field.getKey() : name + "[" + field.getKey() + "]", steps + 1, spelt));
    }
}
