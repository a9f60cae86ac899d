package org.checkoutbridge.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP exchange by hand, for requests that no client library would send.
 *
 * @param status 0 when the connection was closed without an answer
 * @param head of the answer, with the status line
 */
record RawExchange(int status, String head, String body) {

    private static final int PATIENCE_MILLIS = 15_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

    /** @param hangUp whether our side of the connection is closed after the last byte */
    static RawExchange send(int port, byte[] request, boolean hangUp) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request);
                out.flush();
                if (hangUp) {
                    socket.shutdownOutput();
                }
            } catch (IOException refusedWhileSending) {
                // the answer may have come all the same
            }
            return read(socket.getInputStream());
        }
    }

    private static RawExchange read(InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                bytes.write(some, 0, count);
                if (whole(bytes.toString(StandardCharsets.ISO_8859_1))) {
                    break;
                }
            }
        } catch (IOException reset) {
            // what came before counts
        }
        String answer = bytes.toString(StandardCharsets.UTF_8);
        if (!answer.startsWith("HTTP/")) {
            return new RawExchange(0, "", answer);
        }
        int end = answer.indexOf("\r\n\r\n");
        String head = answer.substring(0, end);
        return new RawExchange(Integer.parseInt(head.split(" ")[1]), head, answer.substring(end + 4));
    }

    /** Who sent half a request may be answered on a connection that stays. */
    private static boolean whole(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(answer.substring(0, end + 2));
        return length.find() ? answer.length() - end - 4 >= Integer.parseInt(length.group(1)) : answer.endsWith("\r\n0\r\n\r\n");
    }

    boolean is(String mediaType) {
        return head.toLowerCase(Locale.ROOT).contains("\r\ncontent-type: " + mediaType);
    }
}
