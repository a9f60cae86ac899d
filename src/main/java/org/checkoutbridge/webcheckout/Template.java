package org.checkoutbridge.webcheckout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with names in braces: {@code {key}|{amount}|{secret}}. What stands outside of braces is copied. A name may say how the amount
 * that it stands for is written: {@code {value:one-or-two-decimals}} (see {@link AmountText}).
 */
final class Template {

    private static final Pattern BRACES = Pattern.compile("\\{([^{}:]*)(?::([^{}]*))?}");

    /** @param format how the value is written, or null: as it is */
    private record Part(String before, String name, AmountText format) {}

    private final List<Part> parts = new ArrayList<>();
    private final String end;

    /** @throws IllegalArgumentException if a way to write amounts is not known */
    Template(String text) {
        Matcher braces = BRACES.matcher(text);
        int from = 0;
        while (braces.find()) {
            parts.add(new Part(text.substring(from, braces.start()), braces.group(1),
                    braces.group(2) == null ? null : AmountText.of(braces.group(2))));
            from = braces.end();
        }
        end = text.substring(from);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        parts.forEach(part -> names.add(part.name));
        return names;
    }

    /**
     * @param value of a name; null for none
     * @return null when a name has no value, or an amount is none
     */
    String filled(UnaryOperator<String> value) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String given = value.apply(part.name);
            String written = given == null || part.format == null ? given : part.format.written(given);
            if (written == null) {
                return null;
            }
            text.append(part.before).append(written);
        }
        return text.append(end).toString();
    }
}
