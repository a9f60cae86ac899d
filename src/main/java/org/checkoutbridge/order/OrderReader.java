package org.checkoutbridge.order;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.checkoutbridge.document.Json;

/**
 * Reads what an ERP sends: JSON in UTF-8 (RFC 8259), an order or, from a file, an array of them. A byte order mark is forgiven.
 */
public final class OrderReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private OrderReader() {}

    /** @throws MalformedOrder if it is not one JSON object */
    public static JsonNode one(byte[] sent) throws MalformedOrder {
        JsonNode tree = read(sent);
        if (!tree.isObject()) {
            throw new MalformedOrder("a JSON object is expected");
        }
        return tree;
    }

    /** @throws MalformedOrder if it is neither a JSON object nor an array */
    public static List<JsonNode> oneOrMany(byte[] sent) throws MalformedOrder {
        JsonNode tree = read(sent);
        if (tree.isObject()) {
            return List.of(tree);
        }
        if (!tree.isArray()) {
            throw new MalformedOrder("a JSON object or an array of them is expected");
        }
        List<JsonNode> orders = new ArrayList<>();
        tree.forEach(orders::add);
        return orders;
    }

    private static JsonNode read(byte[] sent) throws MalformedOrder {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(sent))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedOrder("the text is not UTF-8");
        }
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        try {
            JsonNode tree = Json.tree(text);
            if (tree == null || tree.isMissingNode()) {
                throw new MalformedOrder("there is no JSON in it");
            }
            return tree;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new MalformedOrder(at == null
                    ? "not a JSON document"
                    : "not a JSON document: line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException e) {
            throw new MalformedOrder("not a JSON document");
        }
    }
}
