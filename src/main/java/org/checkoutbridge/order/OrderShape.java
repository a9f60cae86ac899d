package org.checkoutbridge.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** The form of an order: its JSON Schema, and what no text and no number in it may be. */
final class OrderShape {

    private static final int MAX_DIGITS = 40;
    /** Leaves room for the documents in which the program carries an order: all of them are read under one limit. */
    private static final int MAX_DEPTH = 32;

    private final JsonSchema schema;

    /** @throws IllegalArgumentException if the schema file is not one */
    OrderShape(String schemaFile) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        try {
            this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of(schemaFile)), InputFormat.JSON, config);
            this.schema.initializeValidators();
        } catch (IOException e) {
            throw new UncheckedIOException(schemaFile + " cannot be read", e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(schemaFile + " is no JSON Schema: " + e.getMessage(), e);
        }
    }

    /** @return whether the order can be counted with at all: a number of thousands of digits is not even compared */
    boolean check(JsonNode order, Findings findings) {
        leaves(findings, order, "");
        if (!countable(order)) {
            return false;
        }
        schema.validate(order).forEach(message -> note(findings, message));
        return true;
    }

    boolean hasField(String name) {
        return schema.getSchemaNode().path("properties").has(name);
    }

    private static void note(Findings findings, ValidationMessage message) {
        String path = message.getInstanceLocation().toString();
        if ("required".equals(message.getType()) && message.getProperty() != null) {
            path += Findings.step(message.getProperty());
        }
        if (!findings.sound(path)) {
            return; // one error for one place is enough
        }
        String shape = message.getSchemaLocation().toString();
        if (shape.contains("/$defs/quantity/")) {
            findings.error(path, "quantity", "is above zero, in plain digits, with at most three decimals");
        } else if (shape.contains("/$defs/amount/") || shape.contains("/$defs/signedAmount/")) {
            findings.error(path, "amount", "is not an amount in plain digits with a dot");
        } else {
            findings.error(path, message.getType(), text(message));
        }
    }

    /** The validator's own words, where they cannot repeat a value. */
    private static String text(ValidationMessage message) {
        return switch (message.getType()) {
            case "required" -> "is required";
            case "type" -> "has the wrong type";
            case "pattern" -> "does not have the right form";
            case "enum" -> "is none of the values that are allowed";
            case "minLength", "maxLength" -> "is too short or too long";
            case "minimum", "exclusiveMinimum" -> "is too small";
            case "maximum", "exclusiveMaximum" -> "is too large";
            case "minItems", "maxItems", "maxProperties" -> "has too few or too many entries";
            default -> "is not allowed";
        };
    }

    /** What no text and no number in an order may be, wherever it stands. */
    private static void leaves(Findings findings, JsonNode node, String path) {
        if (node.isContainerNode() && path.chars().filter(c -> c == '/').count() > MAX_DEPTH) {
            findings.error("", "depth", "is nested too deeply");
            return;
        }
        if (node.isTextual() && node.textValue().codePoints().anyMatch(c -> forbidden(c, path))) {
            findings.error(path, "control-character", "has a character that no text has");
        } else if (node.isNumber() && tooLong(node.decimalValue())) {
            findings.error(path, "number", "has too many digits");
        }
        if (node.isObject()) {
            node.properties().forEach(field -> field(findings, field.getKey(), field.getValue(), path));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            leaves(findings, node.get(i), path + "/" + i);
        }
    }

    /** Whether it is a text that an order may hold. */
    static boolean isText(JsonNode node) {
        return node.isTextual() && node.textValue().codePoints().noneMatch(c -> forbidden(c, ""));
    }

    private static void field(Findings findings, String name, JsonNode value, String path) {
        if (name.codePoints().anyMatch(c -> forbidden(c, "")) || CardNumbers.looksLikeOne(name)) {
            findings.error(path, "field-name", "has a field with a name that no field has"); // which it does not repeat
        } else {
            leaves(findings, value, path + Findings.step(name));
        }
    }

    /** Controls, halves of characters, other ends of lines than the usual ones, and what turns the direction of writing around. */
    private static boolean forbidden(int c, String path) {
        boolean lineInNote = path.startsWith("/metadata/") && (c == '\n' || c == '\r' || c == '\t');
        return Character.isISOControl(c) && !lineInNote || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                || c == 0x2028 || c == 0x2029 || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    /** Wherever they stand: also below a name that is none, and deeper than is looked for what else is wrong. */
    private static boolean countable(JsonNode node) {
        if (node.isNumber()) {
            return !tooLong(node.decimalValue());
        }
        for (JsonNode below : node) {
            if (!countable(below)) {
                return false;
            }
        }
        return true;
    }

    private static boolean tooLong(BigDecimal number) {
        return Math.abs((long) number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS;
    }
}
