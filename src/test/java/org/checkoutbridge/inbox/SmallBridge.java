package org.checkoutbridge.inbox;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.checkoutbridge.document.Json;
import org.flywaydb.core.Flyway;

/** One inbox on a real HTTP server and a real PostgreSQL, with a route that writes down what it reads. */
final class SmallBridge implements AutoCloseable {

    /** Stands in an address for a checkout that only the message knows. */
    static final String ACCOUNT = "account";
    static final int CAPACITY = 300;
    static final int GROUP = 64;
    static final int MAX_BYTES = 10_000;
    static final String ROUTE = "read-messages";

    final int port = freePort();
    /** What was read of each lane, in that order. */
    final Map<String, List<String>> read = new ConcurrentHashMap<>();
    /** Lanes whose next reader waits for this. */
    final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    /** Lanes of which two readers were at work at once. */
    final List<String> crowded = new CopyOnWriteArrayList<>();
    final AtomicBoolean reading = new AtomicBoolean(true);

    private final Map<String, Boolean> worked = new ConcurrentHashMap<>();
    private final Path data;
    private final int databasePort = freePort();
    private final HikariDataSource pool = new HikariDataSource();
    private final Main main = new Main();
    private EmbeddedPostgres postgres;

    /** Lets everybody in who signs with "good". */
    private record SignedGood() implements Door {

        @Override
        public boolean authentic(String gateway, String reference, String signature) {
            return "good".equals(signature);
        }

        @Override
        public String checkout(String reference) {
            return ACCOUNT.equals(reference) ? null : reference;
        }

        @Override
        public String key(String gateway, String reference, byte[] body) {
            return gateway + " " + String.valueOf(reference).replace("\0", "") + " " + new String(body, StandardCharsets.UTF_8);
        }
    }

    SmallBridge(Path data) throws Exception {
        this.data = data;
        startDatabase();
        Flyway.configure().dataSource(url(), "postgres", "").locations("classpath:db/migration").load().migrate();
        pool.setJdbcUrl(url() + "&socketTimeout=60");
        pool.setUsername("postgres");
        pool.setConnectionTimeout(3_000);
        pool.setMaximumPoolSize(12);
        main.addOverrideProperty("camel.main.name", "small-bridge");
        main.addOverrideProperty("camel.server.enabled", "true");
        main.addOverrideProperty("camel.server.port", Integer.toString(port));
        main.addOverrideProperty("camel.metrics.enabled", "true");
        main.addOverrideProperty("camel.health.enabled", "true");
        main.bind("pool", pool);
        main.bind("door", new SignedGood());
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("inbox:webhooks/{gateway}/{reference}/{signature}?database=#pool&door=#door&port=" + port + "&capacity=" + CAPACITY
                        + "&groupSize=" + GROUP + "&maxBytes=" + MAX_BYTES + "&concurrentConsumers=4&rehearsalMillis=0"
                        + "&statement=classpath:sql/webhooks/insert-webhooks.sql&unread=direct:unread")
                        .routeId(ROUTE).process(SmallBridge.this::readOnce);
                from("direct:unread").process(SmallBridge.this::findLanes);
            }
        });
        main.start();
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    // ---- the reader

    private void readOnce(Exchange exchange) throws Exception {
        if (!reading.get()) {
            return;
        }
        String lane = exchange.getVariable("lane", String.class);
        if (worked.putIfAbsent(lane, true) != null) {
            crowded.add(lane);
        }
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            CountDownLatch latch = held.get(lane);
            if (latch != null) {
                latch.await(60, TimeUnit.SECONDS);
            }
            List<String> ids = new ArrayList<>();
            try (PreparedStatement unread = connection.prepareStatement("select id, convert_from(body, 'UTF8') from webhook_inbox "
                    + "where processed_at is null and gateway || ' ' || coalesce(reference, '') = ? order by id limit 3")) {
                unread.setString(1, lane);
                ResultSet rows = unread.executeQuery();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                    read.computeIfAbsent(lane, l -> new CopyOnWriteArrayList<>()).add(rows.getString(2));
                }
            }
            if (!ids.isEmpty()) {
                statement.execute("update webhook_inbox set processed_at = now() where id in (" + String.join(",", ids) + ")");
            }
            exchange.setVariable("more", ids.size() == 3);
        } finally {
            worked.remove(lane);
        }
    }

    private void findLanes(Exchange exchange) throws Exception {
        String statement = Files.readString(Path.of("src/main/resources/sql/webhooks/find-lanes.sql"));
        try (Connection connection = pool.getConnection(); Statement run = connection.createStatement();
                ResultSet rows = run.executeQuery(statement)) {
            rows.next();
            exchange.getMessage().setBody(reading.get() ? Json.plain(Json.tree(rows.getString(1))) : List.of());
        }
    }

    // ---- the database

    private String url() {
        return "jdbc:postgresql://localhost:" + databasePort + "/postgres?user=postgres";
    }

    /** A connection of one's own. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection(url());
    }

    long count(String condition) throws SQLException {
        return number("select count(*) from webhook_inbox where " + condition);
    }

    long number(String query) throws SQLException {
        try (Connection connection = connection(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void startDatabase() throws IOException {
        if (postgres != null) {
            postgres.close(); // it holds a lock on its files even when its server is dead
        }
        postgres = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).setPort(databasePort)
                .setPGStartupWait(Duration.ofSeconds(60)).setLocaleConfig("locale", "C")
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").start();
    }

    /** SIGKILL, in the middle of whatever it is doing. */
    void killDatabase() throws Exception {
        long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(0, postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        held.values().forEach(CountDownLatch::countDown);
        main.stop();
        pool.close();
        postgres.close();
    }
}
