package org.checkoutbridge.bench.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection of a load, which carries one request at a time and stays open. */
final class Line {

    private static final int REQUEST_BYTES = 8_192;
    private static final int ANSWER_BYTES = 65_536;
    private static final int HEAD_ENDS = 0x0d0a0d0a;

    final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_BYTES);
    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER_BYTES);
    private final SocketAddress address;
    private final Selector selector;
    private SocketChannel channel;
    private SelectionKey key;

    /** What it carries. */
    int number;
    /** When that was sent, or due: {@link System#nanoTime}. */
    long since;
    boolean busy;

    Line(SocketAddress address, Selector selector) {
        this.address = address;
        this.selector = selector;
    }

    boolean open() {
        return channel != null;
    }

    void connect() throws IOException {
        channel = SocketChannel.open();
        channel.connect(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends what is in {@link #request}. */
    void send() throws IOException {
        answer.clear();
        busy = true;
        request.flip();
        write();
    }

    void write() throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /**
     * Reads what has come.
     *
     * @return the answer's status when it is whole, else 0
     * @throws IOException also when the other side has closed
     */
    int read() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("closed");
        }
        int body = bodyStart();
        if (body < 0) {
            return 0;
        }
        String head = text(0, body).toLowerCase(Locale.ROOT);
        int length = head.indexOf("content-length:");
        boolean whole = length < 0 ? !head.contains("chunked") || text(body, answer.position()).endsWith("0\r\n\r\n")
                : answer.position() - body >= Integer.parseInt(head.substring(length + 15, head.indexOf('\r', length)).trim());
        return whole ? Integer.parseInt(head.substring(9, 12)) : 0;
    }

    private int bodyStart() {
        for (int i = 12; i + 4 <= answer.position(); i++) {
            if (answer.getInt(i) == HEAD_ENDS) {
                return i + 4;
            }
        }
        return -1;
    }

    private String text(int from, int to) {
        byte[] bytes = new byte[to - from];
        answer.get(from, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    void close() {
        busy = false;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // it is given up anyway
            }
            channel = null;
        }
    }
}
