package org.checkoutbridge.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is answered with 200 is on disk, whatever happens; what cannot be stored is refused at once; and lanes are read in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private SmallBridge bridge;

    @BeforeAll
    void start() throws Exception {
        bridge = new SmallBridge(folder.resolve("data"));
    }

    @AfterAll
    void stop() throws Exception {
        if (bridge != null) {
            bridge.close();
        }
    }

    @AfterEach
    void everythingIsReadAgain() {
        bridge.reading.set(true);
    }

    private CompletableFuture<HttpResponse<String>> send(String reference, String body) {
        return send(reference, "good", "application/json", BodyPublishers.ofString(body));
    }

    private CompletableFuture<HttpResponse<String>> send(String reference, String signature, String contentType, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + bridge.port + "/webhooks/sugaway/" + reference + "/" + signature))
                .header("Content-Type", contentType).timeout(Duration.ofSeconds(60)).POST(body).build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private int status(String reference, String body) {
        return send(reference, body).join().statusCode();
    }

    private static List<Integer> statuses(List<CompletableFuture<HttpResponse<String>>> answers) {
        return answers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
    }

    private void awaitRead(String reference, String... bodies) {
        await().atMost(SOON).untilAsserted(() -> assertThat(bridge.read.get("sugaway " + reference)).containsExactly(bodies));
    }

    // ---- storing

    @Test
    void aLoneMessageIsStoredAnsweredAndRead() throws Exception {
        HttpResponse<String> answer = send("LONE", "{\"n\":1}").join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"result\":true}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(bridge.count("reference = 'LONE' and gateway = 'sugaway' and content_type = 'application/json' and body = '{\"n\":1}'")).isEqualTo(1);
        awaitRead("LONE", "{\"n\":1}");
    }

    @Test
    void manyAtATimeAreStoredInFewTransactions() throws Exception {
        bridge.reading.set(false);
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 200).mapToObj(n -> send("GROUP-" + n, "{}")).toList();
        assertThat(statuses(answers)).containsOnly(200);
        assertThat(bridge.count("reference like 'GROUP-%'")).isEqualTo(200);
        assertThat(bridge.number("select count(distinct xmin::text) from webhook_inbox where reference like 'GROUP-%'"))
                .as("transactions that stored them").isLessThan(100);
    }

    @Test
    void aRepeatIsAnsweredAndNotStoredAgain() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20).mapToObj(n -> send("TWICE", "{}")).toList();
        assertThat(statuses(answers)).containsOnly(200);
        assertThat(status("TWICE", "{}")).isEqualTo(200);
        assertThat(bridge.count("reference = 'TWICE'")).isEqualTo(1);
    }

    @Test
    void aRepeatOfOneThatNamesItsCheckoutOnlyInItsBodyIsNotStoredAgain() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
                .mapToObj(n -> send(SmallBridge.ACCOUNT, n % 2 == 0 ? "{}" : "[]")).toList();
        assertThat(statuses(answers)).containsOnly(200);
        assertThat(status(SmallBridge.ACCOUNT, "{}")).isEqualTo(200);
        assertThat(bridge.count("reference is null")).isEqualTo(2);
    }

    @Test
    void oneThatTheDatabaseRefusesTakesNobodyWithIt() throws Exception {
        try (Connection other = bridge.connection()) {
            CompletableFuture<HttpResponse<String>> first = lockedOut(other, "BAD-FIRST");
            List<CompletableFuture<HttpResponse<String>>> good = IntStream.range(0, 20).mapToObj(n -> send("BAD-GOOD-" + n, "{}")).toList();
            CompletableFuture<HttpResponse<String>> bad = send("BAD%00", "{}");
            awaitWaiting(21);
            other.rollback();
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(statuses(good)).containsOnly(200);
            assertThat(bad.join().statusCode()).isEqualTo(503);
        }
        assertThat(bridge.count("reference like 'BAD-GOOD-%'")).isEqualTo(20);
    }

    /** A message that cannot be stored until the other connection lets go of the table. */
    private CompletableFuture<HttpResponse<String>> lockedOut(Connection other, String reference) throws Exception {
        other.setAutoCommit(false);
        other.createStatement().execute("lock table webhook_inbox in access exclusive mode");
        CompletableFuture<HttpResponse<String>> first = send(reference, "{}");
        await().atMost(SOON).until(() -> bridge.number("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into webhook_inbox%'") == 1);
        return first;
    }

    private void awaitWaiting(int messages) {
        await().atMost(SOON).untilAsserted(() -> assertThat(gauge("checkout_bridge_webhooks_waiting")).isEqualTo(messages));
    }

    private double gauge(String name) {
        return meters().get(name).gauge().value();
    }

    private MeterRegistry meters() {
        return bridge.context().getRegistry().lookupByNameAndType("metricsRegistry", MeterRegistry.class);
    }

    @Test
    void whatThereIsNoRoomForIsRefusedAtOnce() throws Exception {
        try (Connection other = bridge.connection()) {
            CompletableFuture<HttpResponse<String>> first = lockedOut(other, "FULL-FIRST");
            List<CompletableFuture<HttpResponse<String>>> waiting =
                    IntStream.range(0, SmallBridge.CAPACITY).mapToObj(n -> send("FULL-" + n, "{}")).toList();
            awaitWaiting(SmallBridge.CAPACITY);
            HttpResponse<String> refused = send("FULL-TOO-MANY", "{}").get(5, TimeUnit.SECONDS);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            other.rollback();
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(statuses(waiting)).containsOnly(200);
        }
        assertThat(bridge.count("reference like 'FULL-%'")).isEqualTo(SmallBridge.CAPACITY + 1L);
    }

    // ---- refusing

    @Test
    void whatIsNotOursIsTurnedAway() throws Exception {
        assertThat(send("FORGED", "bad", "application/json", BodyPublishers.ofString("{}")).join().statusCode()).isEqualTo(401);
        assertThat(send("TYPE", "good", "text/plain", BodyPublishers.ofString("{}")).join().statusCode()).isEqualTo(415);
        assertThat(send("TYPE", "good", "application/json; charset=latin1", BodyPublishers.ofString("{}")).join().statusCode()).isEqualTo(415);
        byte[] large = "x".repeat(SmallBridge.MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> known = send("LARGE", "good", "application/json", BodyPublishers.ofByteArray(large)).join();
        assertThat(known.statusCode()).isEqualTo(413);
        assertThat(known.headers().firstValue("Content-Type")).contains("application/problem+json");
        HttpResponse<String> chunked = send("LARGE", "good", "application/json",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))).join();
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(bridge.count("reference in ('FORGED', 'TYPE', 'LARGE')")).isZero();
        assertThat(status("LARGE", "x".repeat(SmallBridge.MAX_BYTES))).isEqualTo(200);
    }

    @Test
    void aBodyThatNeverEndsHoldsUpNobodyAndIsGivenUp() throws Exception {
        try (Socket slow = new Socket("localhost", bridge.port)) {
            slow.setSoTimeout(30_000);
            slow.getOutputStream().write("""
                    POST /webhooks/sugaway/SLOW/good HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 10\r
                    \r
                    {""".getBytes(StandardCharsets.US_ASCII));
            List<CompletableFuture<HttpResponse<String>>> others = IntStream.range(0, 20).mapToObj(n -> send("QUICK-" + n, "{}")).toList();
            assertThat(others).allSatisfy(other -> assertThat(other.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200));
            byte[] answer = slow.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isIn("", "HTTP/1.1 400");
        }
        assertThat(bridge.count("reference = 'SLOW'")).isZero();
    }

    // ---- the database goes away

    @Test
    void whatIsAcknowledgedSurvivesTheDatabasesDeath() throws Exception {
        bridge.reading.set(false);
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> otherwise = new ConcurrentLinkedQueue<>();
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService senders = Executors.newFixedThreadPool(16);
        try {
            for (int sender = 0; sender < 16; sender++) {
                int mine = sender;
                senders.execute(() -> {
                    for (int n = 0; !enough.get(); n++) {
                        String reference = "DEATH-" + mine + "-" + n;
                        int status = status(reference, "{}");
                        if (status == 200) {
                            acknowledged.add(reference);
                        } else {
                            otherwise.add(status);
                        }
                    }
                });
            }
            await().atMost(SOON).until(() -> acknowledged.size() > 200);
            bridge.killDatabase();
            await().atMost(SOON).until(() -> !otherwise.isEmpty());
            int before = otherwise.size();
            await("refused at once").atMost(Duration.ofSeconds(10)).until(() -> otherwise.size() > before + 200);

            startDatabaseAgain();
            int stored = acknowledged.size();
            await().atMost(SOON).until(() -> acknowledged.size() > stored + 200);
        } finally {
            enough.set(true);
            senders.shutdown();
            assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(otherwise).containsOnly(503);
        assertThat(bridge.count("reference like 'DEATH-%' and reference = any (array['" + String.join("','", acknowledged) + "'])"))
                .isEqualTo(acknowledged.size());
    }

    @Test
    void thoseWhoWaitWhenTheDatabaseDiesAreAllTurnedAwayAtOnce() throws Exception {
        Connection other = bridge.connection(); // it dies with its database
        lockedOut(other, "QUEUED-FIRST");
        List<CompletableFuture<HttpResponse<String>>> waiting =
                IntStream.range(0, SmallBridge.CAPACITY).mapToObj(n -> send("QUEUED-" + n, "{}")).toList();
        awaitWaiting(SmallBridge.CAPACITY);
        bridge.killDatabase();
        try {
            await("no attempt to connect for each group").atMost(Duration.ofSeconds(5)).until(() -> waiting.stream().allMatch(CompletableFuture::isDone));
            assertThat(statuses(waiting)).containsOnly(503);
        } finally {
            startDatabaseAgain();
            await().atMost(SOON).until(() -> status("QUEUED-AFTER", "{}") == 200);
        }
    }

    private void startDatabaseAgain() {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            bridge.startDatabase();
            return true;
        });
    }

    // ---- the route's life

    @Test
    void suspendedItAsksToComeAgainAndReadsNothing() throws Exception {
        RouteController routes = bridge.context().getRouteController();
        routes.suspendRoute(SmallBridge.ROUTE);
        try {
            HttpResponse<String> answer = send("SUSPENDED", "{}").join();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        } finally {
            routes.resumeRoute(SmallBridge.ROUTE);
        }
        assertThat(status("SUSPENDED", "{}")).isEqualTo(200);
        awaitRead("SUSPENDED", "{}");
    }

    @Test
    void stoppedItFinishesWhatItTookAndStartedItGoesOn() throws Exception {
        RouteController routes = bridge.context().getRouteController();
        CompletableFuture<Void> stopped;
        try (Connection other = bridge.connection()) {
            CompletableFuture<HttpResponse<String>> first = lockedOut(other, "STOP-FIRST");
            List<CompletableFuture<HttpResponse<String>>> taken = IntStream.range(0, 20).mapToObj(n -> send("STOP-" + n, "{}")).toList();
            awaitWaiting(20);
            stopped = CompletableFuture.runAsync(() -> stop(routes));
            await().atMost(SOON).until(() -> status("STOP-LATE", "{}") == 503);
            other.rollback();
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(statuses(taken)).containsOnly(200);
        }
        stopped.get(30, TimeUnit.SECONDS);
        assertThat(bridge.count("reference like 'STOP-%'")).isEqualTo(21);
        routes.startRoute(SmallBridge.ROUTE);
        assertThat(status("STARTED", "{}")).isEqualTo(200);
        awaitRead("STARTED", "{}");
        awaitRead("STOP-7", "{}");
    }

    private static void stop(RouteController routes) {
        try {
            routes.stopRoute(SmallBridge.ROUTE);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void showsInTheRoutesTheHealthAndTheMetrics() {
        assertThat(bridge.context().getRoute(SmallBridge.ROUTE).getEndpoint().getEndpointUri()).startsWith("inbox:");
        assertThat(bridge.context().getRoute(SmallBridge.ROUTE).getConsumer()).isInstanceOf(InboxConsumer.class);
        assertThat(status("METER", "{}")).isEqualTo(200);
        HealthCheckRepository consumers = (HealthCheckRepository) HealthCheckRegistry.get(bridge.context()).resolveById("consumers");
        assertThat(consumers.stream().filter(check -> check.getId().contains(SmallBridge.ROUTE)).map(HealthCheck::call))
                .singleElement().satisfies(result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
        assertThat(meters().get("checkout_bridge_webhook_answers").tag("status", "200").counter().count()).isPositive();
        assertThat(meters().get("checkout_bridge_webhook_groups").summary().count()).isPositive();
        assertThat(gauge("checkout_bridge_webhooks_waiting")).isNotNegative();
    }

    // ---- reading

    @Test
    void aLaneIsReadInOrderByOneWhileOthersGoOn() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        bridge.held.put("sugaway HELD", latch);
        String[] bodies = IntStream.range(0, 10).mapToObj(n -> "{\"n\":" + n + "}").toArray(String[]::new);
        for (String body : bodies) {
            assertThat(status("HELD", body)).isEqualTo(200);
            assertThat(status("FREE", body)).isEqualTo(200);
        }
        awaitRead("FREE", bodies);
        assertThat(bridge.read).doesNotContainKey("sugaway HELD");
        latch.countDown();
        awaitRead("HELD", bodies);
        assertThat(bridge.crowded).isEmpty();
    }

    /** After a restart, or of another replica: nobody named the lane in this process. */
    @Test
    void aLaneThatOnlyTheDatabaseKnowsIsFound() throws Exception {
        try (Connection connection = bridge.connection()) {
            connection.createStatement().execute("insert into webhook_inbox (gateway, reference, content_type, body, dedup_key) "
                    + "select 'sugaway', 'FOUND', 'application/json', convert_to(n::text, 'UTF8'), 'found ' || n from generate_series(1, 7) n");
        }
        awaitRead("FOUND", "1", "2", "3", "4", "5", "6", "7");
    }
}
