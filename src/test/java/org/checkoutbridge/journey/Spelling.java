package org.checkoutbridge.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Spells what a table of cases cannot hold: {@code <<repeat 5000 x>>}, {@code <<hex FF FE>>}, {@code <<n>>} (a number that no other
 * case has) and the names that a test gives, such as {@code <<reference>>}.
 */
final class Spelling {

    private static final Pattern TOKEN = Pattern.compile("<<([a-zA-Z-]+)((?: [^>]*)?)>>");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Spelling() {}

    static byte[] bytes(String text, Map<String, String> names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher tokens = TOKEN.matcher(text);
        int from = 0;
        while (tokens.find()) {
            bytes.writeBytes(text.substring(from, tokens.start()).getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(token(tokens.group(1), tokens.group(2).isEmpty() ? "" : tokens.group(2).substring(1), names));
            from = tokens.end();
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static byte[] token(String name, String argument, Map<String, String> names) {
        return switch (name) {
            case "hex" -> HexFormat.of().parseHex(argument.replace(" ", ""));
            case "n" -> Integer.toString(NUMBERS.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
            case "repeat" -> {
                int blank = argument.indexOf(' ');
                yield argument.substring(blank + 1).repeat(Integer.parseInt(argument.substring(0, blank))).getBytes(StandardCharsets.UTF_8);
            }
            default -> {
                if (!names.containsKey(name)) {
                    throw new IllegalArgumentException("nothing is called " + name);
                }
                yield names.get(name).getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    /** @param encodings each {@code gzip}, or a charset in which the text is written instead of UTF-8 */
    static byte[] encoded(byte[] bytes, List<String> encodings) {
        byte[] encoded = bytes;
        for (String encoding : encodings) {
            encoded = encoding.equals("gzip") ? gzip(encoded) : new String(encoded, StandardCharsets.UTF_8).getBytes(Charset.forName(encoding));
        }
        return encoded;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
