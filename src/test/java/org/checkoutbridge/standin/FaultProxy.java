package org.checkoutbridge.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A wire to a neighbour that can be in trouble. It stands between the bridge and the neighbour, and neither knows of it. */
public final class FaultProxy implements AutoCloseable {

    /** What the wire does with what it carries, from the next byte on. */
    public enum Manner {
        /** Nothing. */
        CARRIES,
        /** Whoever comes is sent away at once. */
        DOWN,
        /** Each connection is reset when the answer begins. */
        RESETS,
        /** Connections are taken, and nothing goes through them; the neighbour does not even learn that one was given up. */
        HALF_OPEN,
        /** Both hear each other a fifth of a second later. */
        FAR,
        /** The neighbour is heard a second and a half later. */
        SLOW,
        /** The neighbour is heard when nobody waits for it any more. */
        LATE,
        /** The neighbour is heard byte by byte, each in time. */
        DRIPS,
        /** Something that is not the neighbour answers 200 to everything. */
        NONSENSE
    }

    private static final byte[] NONSENSE = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 21\r\nConnection: close\r\n\r\n<html>Welcome!</html>"
            .getBytes(StandardCharsets.US_ASCII);
    private static final Set<Manner> BOTH_WAYS = EnumSet.of(Manner.HALF_OPEN, Manner.FAR);
    private static final long FAR_MILLIS = 200;
    private static final long SLOW_MILLIS = 1_500;
    private static final long LATE_MILLIS = 6_000;
    private static final long DRIP_MILLIS = 60;

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Manner manner = Manner.CARRIES;
    private volatile int target;

    public FaultProxy() {
        try {
            listener = new ServerSocket(0, 200, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "http://localhost:" + port();
    }

    /** @param url of the neighbour */
    public FaultProxy to(String url) {
        return to(URI.create(url).getPort());
    }

    public FaultProxy to(int port) {
        target = port;
        return this;
    }

    /** What is in the middle of something goes on under the new manner; what was cut off stays so. */
    public void behave(Manner next) {
        manner = next;
        if (next == Manner.DOWN) {
            open.forEach(FaultProxy::reset);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> carry(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket client) {
        open.add(client);
        try {
            switch (manner) {
                case DOWN -> reset(client);
                case HALF_OPEN -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
                case NONSENSE -> {
                    client.getInputStream().read(new byte[65_536]);
                    client.getOutputStream().write(NONSENSE);
                }
                default -> carry(client, new Socket("localhost", target));
            }
        } catch (IOException gone) {
            // whoever hung up
        } finally {
            close(client);
        }
    }

    private void carry(Socket client, Socket neighbour) throws IOException {
        open.add(neighbour);
        threads.execute(() -> {
            try {
                pump(client.getInputStream(), neighbour.getOutputStream(), client, false);
                if (manner != Manner.HALF_OPEN) {
                    neighbour.shutdownOutput();
                }
            } catch (IOException gone) {
                hangUp(neighbour);
            }
        });
        try {
            pump(neighbour.getInputStream(), client.getOutputStream(), client, true);
        } finally {
            hangUp(neighbour);
        }
    }

    /** What cannot be heard is not heard: the neighbour goes on waiting. */
    private void hangUp(Socket neighbour) {
        if (manner != Manner.HALF_OPEN) {
            close(neighbour);
        }
    }

    private void pump(InputStream in, OutputStream out, Socket client, boolean answer) throws IOException {
        byte[] some = new byte[65_536];
        for (int count = in.read(some); count >= 0; count = in.read(some)) {
            switch (answer || BOTH_WAYS.contains(manner) ? manner : Manner.CARRIES) {
                case RESETS, DOWN -> reset(client);
                case HALF_OPEN -> { }
                case FAR -> later(FAR_MILLIS, out, some, count);
                case SLOW -> later(SLOW_MILLIS, out, some, count);
                case LATE -> later(LATE_MILLIS, out, some, count);
                case DRIPS -> {
                    for (int i = 0; i < count; i++) {
                        later(manner == Manner.DRIPS ? DRIP_MILLIS : 0, out, new byte[] {some[i]}, 1);
                    }
                }
                default -> later(0, out, some, count);
            }
        }
    }

    private void later(long millis, OutputStream out, byte[] bytes, int count) throws IOException {
        try {
            if (millis > 0 && closed.await(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        out.write(bytes, 0, count);
        out.flush();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // it is gone already
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(FaultProxy::close);
        threads.shutdownNow();
    }
}
