package org.checkoutbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.LoadResult;
import org.checkoutbridge.bench.load.Orders;
import org.checkoutbridge.bench.world.BridgeServer;
import org.checkoutbridge.bench.world.Child;
import org.checkoutbridge.bench.world.Database;
import org.checkoutbridge.bench.world.Neighbours;

/** Where a section is measured: a database server, neighbours, and bridges that end with it. */
final class Lab implements AutoCloseable {

    static final String INTERPRET_WEBHOOKS = "routes/webhooks/interpret-webhooks.camel.yaml";

    final Settings settings;
    final Report report;
    final Path folder;
    final Database database;
    final Neighbours neighbours = new Neighbours();
    private final Deque<Runnable> open = new ArrayDeque<>();

    Lab(Settings settings, Report report, String name) {
        this.settings = settings;
        this.report = report;
        this.folder = settings.folder().resolve(name);
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.database = new Database(folder);
    }

    /** A bridge with a database of its own, both of this name, which is ready. */
    BridgeServer bridge(String name) {
        database.create(name);
        return started(prepared(name));
    }

    /** The same, with a file of its own that is different. */
    BridgeServer bridge(String name, String file, UnaryOperator<String> change) {
        database.create(name);
        return started(prepared(name).edit(file, change));
    }

    /** A bridge that is not started, on a database that is there. */
    BridgeServer prepared(String name) {
        try {
            return new BridgeServer(Files.createTempDirectory(folder, name), database, name, neighbours);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BridgeServer started(BridgeServer bridge) {
        open.push(bridge::close);
        return bridge.start();
    }

    void untilTheEnd(Child process) {
        open.push(process::close);
    }

    /** Sends new orders until so many are open at the platform. Gives their references. */
    List<String> checkouts(BridgeServer bridge, String prefix, int many) {
        Orders orders = new Orders(prefix, BridgeServer.ERP_KEY);
        LoadResult sent = new Load(bridge.port(), 16, orders).atMost(many).run(Duration.ofMinutes(10));
        if (sent.answered(201) != many) {
            throw new IllegalStateException("of " + many + " orders: " + sent.answers() + "\n" + bridge.process().log());
        }
        return orders.references();
    }

    /** Takes away what is unread, and leaves the tables as if nothing had been. */
    void tidy(String name, String... tables) {
        for (String table : tables) {
            database.execute(name, "delete from " + table + " where processed_at is null");
            database.execute(name, "vacuum " + table);
        }
        database.execute(name, "checkpoint");
    }

    /** Waits until nothing of a database waits any more. @return seconds, or -1 when it takes longer */
    double untilNone(String name, String countOfWaiting, Duration atMost) {
        long begin = System.nanoTime();
        while (database.number(name, countOfWaiting) > 0) {
            if (System.nanoTime() - begin > atMost.toNanos()) {
                return -1;
            }
            Child.pause(200);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /**
     * Waits until every effect has been delivered.
     *
     * @return after how many seconds that was; -1: not within 90
     */
    double untilDelivered(String name) {
        return untilNone(name, "select count(*) from effect where state = 'PENDING'", Duration.ofSeconds(90));
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
        neighbours.close();
        database.close();
    }
}
