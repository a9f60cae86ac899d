package org.checkoutbridge.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.Gateways;

/**
 * Reads a platform's message in the encodings that platforms use: JSON, a nested form, or a form whose field {@code body} holds
 * JSON (../domain/sugaway.md, section 3.1).
 */
public final class WebhookBody {

    private final Gateways gateways;

    public WebhookBody(Gateways gateways) {
        this.gateways = gateways;
    }

    /**
     * A stored message, read.
     *
     * @param stored {@code gateway}, {@code content_type}, and {@code body} as the ledger hands it out: in base64
     * @return message, or problem when it cannot be read
     */
    public Map<String, Object> readStored(Map<String, Object> stored) {
        try {
            return Map.of("message", read((String) stored.get("content_type"), Base64.getMimeDecoder().decode((String) stored.get("body")),
                    gateways.get((String) stored.get("gateway")).capabilities().charsets()));
        } catch (IllegalArgumentException e) {
            return Map.of("problem", e.getMessage());
        }
    }

    /** As {@link #read(String, byte[], List)}, in UTF-8. */
    public static Object read(String contentType, byte[] body) {
        return read(contentType, body, List.of(StandardCharsets.UTF_8));
    }

    /**
     * The message as one tree, whatever its encoding.
     *
     * @param contentType as it was sent; parameters are ignored
     * @param charsets in which a form may be encoded
     * @throws IllegalArgumentException with a reason that repeats nothing of the body
     */
    public static Object read(String contentType, byte[] body, List<Charset> charsets) {
        boolean json = contentType.toLowerCase(Locale.ROOT).split(";")[0].trim().equals("application/json");
        JsonNode tree = json ? json(text(body)) : form(body, charsets);
        if (!tree.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        requireText(tree);
        return Json.plain(tree);
    }

    /** What no database stores is no text: NUL, and halves of characters. */
    private static void requireText(JsonNode node) {
        if (node.isTextual()) {
            requireText(node.textValue());
        }
        node.properties().forEach(field -> {
            requireText(field.getKey());
            requireText(field.getValue());
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            requireText(node.get(i));
        }
    }

    private static void requireText(String text) {
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException("has a character that no text has");
            }
        }
    }

    private static JsonNode form(byte[] body, List<Charset> charsets) {
        Map<String, String> fields = NestedForm.fields(body, charsets);
        return fields.containsKey("body") && !fields.containsKey("type") ? json(fields.get("body")) : NestedForm.tree(fields);
    }

    private static JsonNode json(String text) {
        try {
            return Json.tree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a JSON document", e);
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text is not UTF-8", e);
        }
    }
}
