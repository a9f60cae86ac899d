package org.checkoutbridge.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what a neighbour answered, as far as anybody needs it. */
public final class AnswerReader {

    private AnswerReader() {}

    /**
     * @param body a stream, which is closed, or null
     * @param maxBytes an answer that is longer is no answer
     * @throws IOException if it cannot be read or is longer
     */
    public static String read(InputStream body, int maxBytes) throws IOException {
        if (body == null) {
            return "";
        }
        try (body) {
            byte[] bytes = body.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException("an answer of more than " + maxBytes + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
