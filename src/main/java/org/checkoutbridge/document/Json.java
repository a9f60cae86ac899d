package org.checkoutbridge.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The one way in which this program reads and writes JSON: numbers are decimals and never floats, times are ISO-8601, a key
 * that stands twice is an error, nesting and sizes have limits.
 *
 * <p>Documents inside the program have the names of the ledger's columns (snake_case); the public ones of the contract are
 * made from them by jq mappings.
 */
public final class Json {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_TEXT_LENGTH = 2_000_000;

    /** Shared and never reconfigured. */
    public static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxStringLength(MAX_TEXT_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .build();

    private Json() {}

    /**
     * Reads a record or bean from a document (a map, a list, a JSON tree).
     *
     * @throws IllegalArgumentException if a value does not fit its field
     */
    public static <T> T read(Object document, Class<T> type) {
        try {
            return document instanceof ObjectView view ? MAPPER.treeToValue(view.tree, type) : MAPPER.convertValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** As {@link #read}, for a list of documents; null gives an empty list. */
    public static <T> List<T> readAll(List<?> documents, Class<T> type) {
        return documents == null ? List.of() : documents.stream().map(d -> read(d, type)).toList();
    }

    /** A record or bean as a document, with the ledger's names. */
    public static Map<String, Object> document(Object value) {
        return new ObjectView(MAPPER.valueToTree(value));
    }

    /** Any document as compact JSON text. */
    public static String text(Object document) {
        try {
            return MAPPER.writeValueAsString(document instanceof ObjectView view ? view.tree : document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * JSON text as a tree.
     *
     * @throws IOException if it is no JSON, or goes beyond the limits
     */
    public static JsonNode tree(String text) throws IOException {
        try {
            return MAPPER.readTree(text);
        } catch (NumberFormatException e) { // an exponent that no decimal has; the message would repeat the number
            throw new JsonParseException(null, "a number cannot be read");
        }
    }

    /** A document as a tree: maps, lists, texts, numbers and booleans one by one, anything else as the mapper has it. */
    public static JsonNode node(Object document) {
        if (document == null) {
            return NullNode.getInstance();
        } else if (document instanceof JsonNode node) {
            return node;
        } else if (document instanceof ObjectView view) {
            return view.tree;
        } else if (document instanceof ArrayView view) {
            return view.tree;
        } else if (document instanceof CharSequence text) {
            return TextNode.valueOf(text.toString());
        } else if (document instanceof Map<?, ?> map) {
            ObjectNode object = MAPPER.createObjectNode();
            map.forEach((name, value) -> object.set(String.valueOf(name), node(value)));
            return object;
        } else if (document instanceof Collection<?> entries) {
            ArrayNode array = MAPPER.createArrayNode();
            entries.forEach(entry -> array.add(node(entry)));
            return array;
        } else if (document instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        return MAPPER.valueToTree(document);
    }

    /** A tree as plain maps, lists, texts, decimals and booleans. Maps and lists show the tree, which nobody may change from now on. */
    public static Object plain(JsonNode tree) {
        if (tree == null || tree.isNull() || tree.isMissingNode()) {
            return null;
        } else if (tree.isTextual()) {
            return tree.textValue();
        } else if (tree instanceof ObjectNode object) {
            return new ObjectView(object);
        } else if (tree instanceof ArrayNode array) {
            return new ArrayView(array);
        } else if (tree.isBoolean()) {
            return tree.booleanValue();
        } else if (tree.isFloatingPointNumber()) {
            return tree.decimalValue();
        }
        return tree.isNumber() ? tree.numberValue() : MAPPER.convertValue(tree, Object.class);
    }
}
