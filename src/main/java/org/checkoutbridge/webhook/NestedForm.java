package org.checkoutbridge.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.checkoutbridge.document.Json;

/**
 * Nested forms, as the qs library of JavaScript writes them: {@code data[payment][status][code]=200}. Every value is text.
 * Lists come as objects with the keys 0, 1, 2, which the mappings read as they are.
 */
final class NestedForm {

    private static final int MAX_FIELDS = 2_000;
    private static final int MAX_DEPTH = 12;
    private static final Pattern BETWEEN_NAMES = Pattern.compile("]\\[");
    /** Of which each ASCII character is one byte, and the same. */
    private static final Set<Charset> LIKE_ASCII = Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);

    private NestedForm() {}

    /**
     * The fields by name.
     *
     * @param charsets in which the whole of it may be encoded; the first that fits is taken
     * @throws IllegalArgumentException if it is no form, has too many fields, or names one twice
     */
    static Map<String, String> fields(byte[] body, List<Charset> charsets) {
        for (Charset charset : charsets) {
            try {
                return fields(body, charset);
            } catch (CharacterCodingException e) {
                // the next one may fit
            }
        }
        throw new IllegalArgumentException("the text is not " + charsets.get(0));
    }

    private static Map<String, String> fields(byte[] body, Charset charset) throws CharacterCodingException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            if (fields.size() >= MAX_FIELDS) {
                throw new IllegalArgumentException("more than " + MAX_FIELDS + " fields");
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals), charset);
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), charset);
            if (fields.put(name, value) != null) {
                throw new IllegalArgumentException("a field stands twice");
            }
        }
        return fields;
    }

    /**
     * The tree that the fields' names spell.
     *
     * @throws IllegalArgumentException if names are malformed, too deep, or contradict each other
     */
    static ObjectNode tree(Map<String, String> fields) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        fields.forEach((name, value) -> {
            String[] path = path(name);
            ObjectNode at = root;
            for (int i = 0; i < path.length - 1; i++) {
                if (at.has(path[i]) && !at.get(path[i]).isObject()) {
                    throw new IllegalArgumentException("a field is both a value and a group");
                }
                at = at.withObjectProperty(path[i]);
            }
            String leaf = path[path.length - 1];
            if (at.has(leaf)) {
                throw new IllegalArgumentException("a field is both a value and a group");
            }
            at.put(leaf, value);
        });
        return root;
    }

    private static String[] path(String name) {
        int first = name.indexOf('[');
        if (first < 0) {
            return new String[] {name};
        }
        if (first == 0 || !name.endsWith("]")) {
            throw new IllegalArgumentException("a field's name is malformed");
        }
        String[] rest = BETWEEN_NAMES.split(name.substring(first + 1, name.length() - 1), -1);
        if (rest.length > MAX_DEPTH) {
            throw new IllegalArgumentException("fields are nested too deeply");
        }
        String[] path = new String[rest.length + 1];
        path[0] = name.substring(0, first);
        for (int i = 0; i < rest.length; i++) {
            if (rest[i].indexOf('[') >= 0 || rest[i].indexOf(']') >= 0) {
                throw new IllegalArgumentException("a field's name is malformed");
            }
            path[i + 1] = rest[i];
        }
        return path;
    }

    /** Percent-decoding (URL standard, application/x-www-form-urlencoded), strict about the charset. */
    private static String decoded(String encoded, Charset charset) throws CharacterCodingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        int bits = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                int low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new IllegalArgumentException("a percent sign stands alone");
                }
                bits |= high * 16 + low;
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bits |= c;
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        if (bits < 0x80 && LIKE_ASCII.contains(charset)) { // most fields of all forms, and a decoder for each is dear
            return bytes.toString(StandardCharsets.US_ASCII);
        }
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes.toByteArray()))
                .toString();
    }
}
