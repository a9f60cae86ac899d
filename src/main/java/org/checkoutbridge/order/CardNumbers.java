package org.checkoutbridge.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds card numbers where none may be: 13 to 19 digits that pass Luhn's check, plain or in the groups that cards are printed in.
 */
final class CardNumbers {

    /** Fields that hold long digit strings of their own. */
    private static final Set<String> APART = Set.of("sku", "orderId", "phone");

    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("(?<![0-9])[0-9]{13,19}(?![0-9])"),
            Pattern.compile("(?<![0-9])[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{1,7}(?![0-9])"),
            Pattern.compile("(?<![0-9])[0-9]{4}([ -])[0-9]{6}\\1[0-9]{4,5}(?![0-9])"));

    private CardNumbers() {}

    /** Tells where there is one, as JSON pointers. */
    static void find(JsonNode tree, Consumer<String> found) {
        find(tree, "", found);
    }

    private static void find(JsonNode node, String path, Consumer<String> found) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                String at = path + Findings.step(field.getKey());
                if (looksLikeOne(field.getKey())) {
                    found.accept(path); // and no place below it, which would repeat the name
                } else if (!APART.contains(field.getKey()) || field.getValue().isContainerNode()) {
                    find(field.getValue(), at, found);
                }
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                find(node.get(i), path + "/" + i, found);
            }
        } else if (node.isTextual() && looksLikeOne(node.textValue())
                || node.isNumber() && looksLikeOne(node.decimalValue().toPlainString())) {
            found.accept(path);
        }
    }

    static boolean looksLikeOne(String text) {
        for (Pattern shape : SHAPES) {
            Matcher matcher = shape.matcher(text);
            while (matcher.find()) {
                if (luhn(matcher.group().replaceAll("[ -]", ""))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0 && digits.chars().distinct().count() > 1;
    }
}
