package org.checkoutbridge.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sends requests over a fixed number of connections, from one thread that never waits for an answer. In a closed loop each connection
 * sends when it has its answer; in an open loop requests are due by the clock, and one that finds every connection busy waits, which
 * counts as its latency. A connection that breaks is opened again.
 */
public final class Load {

    private static final long CONNECT_AGAIN_NANOS = 50_000_000;
    private static final long LAST_ANSWERS_NANOS = 5_000_000_000L;

    private final SocketAddress address;
    private final int connections;
    private final Requests requests;
    private double perSecond = Double.POSITIVE_INFINITY;
    private long most = Long.MAX_VALUE;
    private volatile boolean stopped;

    private Latencies latencies;
    private List<Latencies> bySecond;
    private Map<Integer, Long> answers;
    private Deque<Line> free;
    private long begin;
    private int underway;

    public Load(int port, int connections, Requests requests) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.connections = connections;
        this.requests = requests;
    }

    /** An open loop: so many requests a second are due. */
    public Load atRate(double requestsPerSecond) {
        this.perSecond = requestsPerSecond;
        return this;
    }

    /** Ends after so many requests. */
    public Load atMost(long many) {
        this.most = many;
        return this;
    }

    /** Ends it before its time. May be called by any thread. */
    public void stop() {
        stopped = true;
    }

    /** Sends for so long, and waits for the last answers. */
    public LoadResult run(Duration duration) {
        latencies = new Latencies();
        bySecond = new ArrayList<>();
        answers = new TreeMap<>();
        free = new ArrayDeque<>();
        underway = 0;
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (Selector selector = Selector.open()) {
            List<Line> lines = Stream.generate(() -> new Line(address, selector)).limit(connections).toList();
            begin = System.nanoTime();
            free.addAll(lines);
            long took = loop(selector, begin + duration.toNanos());
            lines.forEach(Line::close);
            double own = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / (double) took;
            return new LoadResult(took / 1e9, latencies, answers, bySecond, own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long loop(Selector selector, long end) throws IOException {
        long sent = 0;
        boolean closed = Double.isInfinite(perSecond);
        long now = System.nanoTime();
        while (goesOn(sent, now, end) || underway > 0 && now < end + LAST_ANSWERS_NANOS) {
            while (!free.isEmpty() && goesOn(sent, now, end) && (closed || due(sent) <= now)) {
                if (!send(free.remove(), closed ? now : due(sent))) {
                    break;
                }
                sent++;
            }
            selector.select(this::ready, closed && underway > 0 ? 100 : 1);
            now = System.nanoTime();
        }
        return now - begin;
    }

    private boolean goesOn(long sent, long now, long end) {
        return !stopped && now < end && sent < most;
    }

    private long due(long number) {
        return begin + (long) (number * 1e9 / perSecond);
    }

    private boolean send(Line line, long since) {
        try {
            if (!line.open()) {
                if (line.since > System.nanoTime() - CONNECT_AGAIN_NANOS) {
                    free.addLast(line);
                    return false;
                }
                line.connect();
            }
            line.request.clear();
            line.number = requests.next(line.request);
            line.since = since;
            underway++;
            line.send();
            return true;
        } catch (IOException e) {
            broken(line);
            return false;
        }
    }

    private void ready(SelectionKey key) {
        Line line = (Line) key.attachment();
        try {
            if (key.isWritable()) {
                line.write();
            }
            int status = key.isReadable() ? line.read() : 0;
            if (status > 0 && line.busy) {
                answered(line, status);
            }
        } catch (IOException e) {
            broken(line);
        }
    }

    private void answered(Line line, int status) {
        long now = System.nanoTime();
        line.busy = false;
        underway--;
        answers.merge(status, 1L, Long::sum);
        if (status < 300) {
            latencies.add(now - line.since);
            int second = (int) ((now - begin) / 1_000_000_000L);
            while (bySecond.size() <= second) {
                bySecond.add(new Latencies());
            }
            bySecond.get(second).add(now - line.since);
        }
        requests.answered(line.number, status);
        free.addLast(line);
    }

    private void broken(Line line) {
        if (line.busy) {
            underway--;
            requests.answered(line.number, 0);
        }
        answers.merge(0, 1L, Long::sum);
        line.close();
        line.since = System.nanoTime();
        free.addLast(line);
    }
}
