package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.checkoutbridge.standin.ErpStandIn;
import org.checkoutbridge.standin.SugawayStandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two bridges on one database: each order is one order, each message is read by one, each effect is delivered by one. */
class ReplicasIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int ORDERS = 24;

    @TempDir
    Path folder;

    private final SugawayStandIn platform = new SugawayStandIn();
    private final ErpStandIn erp = new ErpStandIn();
    private BridgeProcess first;
    private BridgeProcess second;

    @BeforeEach
    void start() throws IOException {
        first = bridge("first").startReady("");
        List<String> database = Files.readAllLines(first.file("data/postgres/data/postmaster.pid"));
        second = bridge("second").with("DATABASE_URL", "jdbc:postgresql://localhost:" + database.get(3).trim() + "/postgres").startReady("");
    }

    private BridgeProcess bridge(String name) throws IOException {
        return new BridgeProcess(Files.createDirectory(folder.resolve(name)))
                .with("BRIDGE_SIGNING_KEY", "process-signing-key-0123456789abcdef").with("ERP_API_KEY", "process-erp-key")
                .with("ERP_STOCK_URL", erp.url() + "/stock").with("ERP_FINANCE_URL", erp.url() + "/finance")
                .with("SUGAWAY_BASE_URL", platform.url()).with("SUGAWAY_API_KEY", SugawayStandIn.API_KEY)
                .with("SUGAWAY_ACCESS_TOKEN", SugawayStandIn.ACCESS_TOKEN);
    }

    @AfterEach
    void stop() {
        second.close(); // the database is the first one's
        first.close();
        platform.close();
        erp.close();
    }

    @Test
    void twoDoTheWorkOfOne() {
        List<String> orders = IntStream.range(0, ORDERS).mapToObj(i -> "R-" + i).toList();
        together(orders.stream().flatMap(order -> Stream.of(order(first, order), order(second, order))), 200, 201, 202);
        await().atMost(SOON).untilAsserted(() -> assertThat(orders).allSatisfy(order ->
                assertThat(platform.find(order + "-A1")).as(order).isPresent()));
        assertThat(orders).allSatisfy(order -> assertThat(platform.created(order + "-A1")).as(order).isEqualTo(1));

        together(orders.stream().flatMap(order -> {
            String paid = message(order, "200");
            return Stream.of(tell(first, order, paid), tell(second, order, paid), tell(first, order, message(order, "300")));
        }), 200);

        await().atMost(SOON).untilAsserted(() -> assertThat(orders).allSatisfy(order -> {
            assertThat(calls("/finance", order)).as(order).isEqualTo(1);
            assertThat(calls("/stock", order)).as(order).isEqualTo(2);
        }));
        assertThat(orders).allSatisfy(order -> {
            assertThat(erp.actions("/stock", order + "-A1")).containsExactly("reserve", "commit");
            assertThat(erp.actions("/finance", order + "-A1")).containsExactly("receipt");
        });
    }

    /** Counted as they came, repeats of one key included. */
    private long calls(String path, String order) {
        return erp.calls().stream()
                .filter(call -> call.path().equals(path) && (order + "-A1").equals(call.headers().get("x-correlation-id"))).count();
    }

    private static void together(Stream<HttpRequest> requests, Integer... expected) {
        List<CompletableFuture<HttpResponse<String>>> answers = requests
                .map(request -> HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString())).toList();
        assertThat(answers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode)).isSubsetOf(expected);
    }

    private static HttpRequest order(BridgeProcess bridge, String orderId) {
        return HttpRequest.newBuilder(URI.create(bridge.url() + "/erp/orders"))
                .header("Content-Type", "application/json").header("Authorization", "Bearer process-erp-key")
                .POST(HttpRequest.BodyPublishers.ofString(Journey.order(orderId).toString())).build();
    }

    private String message(String order, String status) {
        ObjectNode happened = platform.happen(order + "-A1", "op" + order, status, "card", "18450.50",
                Instant.parse("2026-03-01T12:00:00Z").plusSeconds(Integer.parseInt(status)));
        return Journey.document("{\"type\":\"checkout\"}").set("data", happened.deepCopy()).toString();
    }

    private HttpRequest tell(BridgeProcess bridge, String order, String message) {
        String path = URI.create(platform.checkout(order + "-A1").webhook()).getPath();
        return HttpRequest.newBuilder(URI.create(bridge.url() + path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message)).build();
    }
}
