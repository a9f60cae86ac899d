package org.checkoutbridge.webcheckout;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form with which a buyer's browser goes to a platform: its fields in their order, and the signature over what is posted. */
final class Form {

    static final String SIGNATURE = "signature";

    private final Mapping mapping;
    private final Recipe recipe;
    private final String secret;

    Form(Mapping mapping, String secret) {
        this.mapping = mapping;
        this.recipe = new Recipe(mapping.form().signature().algorithm(), mapping.form().signature().template());
        this.secret = secret;
    }

    /**
     * @param document {@code order}, {@code checkout} and {@code links}
     * @throws Refusal if the platform could not take it, or would take something else than is meant
     */
    Map<String, String> fields(Map<String, Object> document) throws Refusal {
        if (!mapping.amounts().currency().equals(at(document, "order.currency"))) {
            throw new Refusal("currency", "this platform takes " + mapping.amounts().currency());
        }
        Map<String, String> posted = new LinkedHashMap<>();
        for (Mapping.Field field : mapping.form().fields()) {
            String text = text(field, new Template(field.value()).filled(source -> source.equals(SIGNATURE) ? "" : value(document, source)));
            if (text != null) {
                posted.put(field.name(), text);
            }
        }
        String signature = recipe.signature(name -> posted.getOrDefault(name, "").isEmpty() ? null : posted.get(name), secret, StandardCharsets.UTF_8);
        if (signature == null) {
            throw new Refusal("required", "something is missing that this platform wants signed");
        }
        mapping.form().fields().stream().filter(Form::signs).forEach(field -> posted.put(field.name(), signature));
        return posted;
    }

    private static boolean signs(Mapping.Field field) {
        return ("{" + SIGNATURE + "}").equals(field.value());
    }

    private String value(Map<String, Object> document, String source) {
        String setting = source.startsWith("settings.") ? mapping.settings().get(source.substring("settings.".length())) : null;
        Object value = setting != null ? setting : at(document, source);
        return value == null || value.toString().isBlank() ? null : value.toString().strip();
    }

    private static Object at(Map<String, Object> document, String path) {
        Object at = document;
        for (String step : path.split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }

    /** @return null when it is left out */
    private String text(Mapping.Field field, String value) throws Refusal {
        if (signs(field)) {
            return ""; // its place, for the order of fields
        }
        if (value == null || value.isEmpty()) {
            if (field.optional()) {
                return null;
            }
            throw new Refusal("required", "this platform wants " + about(field));
        }
        if (field.forbid() != null && value.chars().anyMatch(c -> field.forbid().indexOf(c) >= 0)) {
            throw new Refusal("forbidden-character", about(field) + " has a character that this platform's signature cannot carry");
        }
        String word = field.words() == null ? value : field.words().get(value);
        if (word == null) {
            throw new Refusal("unknown-word", about(field) + " is nothing that this platform has a word for");
        }
        String text = field.amount() ? amount(word) : word;
        if (field.max() != null && text.codePointCount(0, text.length()) > field.max()) {
            if (!field.cut()) {
                throw new Refusal("too-long", about(field) + " is longer than this platform takes");
            }
            text = text.substring(0, text.offsetByCodePoints(0, field.max())).strip();
        }
        if (field.pattern() != null && !text.matches(field.pattern())) {
            throw new Refusal("pattern", about(field) + " does not have the form that this platform wants");
        }
        return text;
    }

    private String amount(String value) throws Refusal {
        BigDecimal amount = AmountText.read(value);
        if (amount == null || amount.scale() > 2 && amount.stripTrailingZeros().scale() > 2) {
            throw new Refusal("amount", "this platform takes amounts with two decimals");
        }
        String text = AmountText.PLAIN.written(amount);
        Mapping.Amounts limits = mapping.amounts();
        if (limits.min() != null && amount.signum() > 0 && amount.compareTo(limits.min()) < 0
                || limits.maxLength() != null && text.length() > limits.maxLength()) {
            throw new Refusal("amount", "the amount is smaller or longer than this platform takes");
        }
        return text;
    }

    /** What a field is filled with, without what is in it. */
    private static String about(Mapping.Field field) {
        List<String> sources = new ArrayList<>(new Template(field.value()).names());
        return sources.isEmpty() ? field.name() : String.join(", ", sources);
    }

    /** Why there is no form. Says nothing of what was to be in it. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final String code;

        Refusal(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
