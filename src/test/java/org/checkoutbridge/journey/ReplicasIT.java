package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.standin.ErpStandIn;
import org.checkoutbridge.standin.SugawayStandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two bridges on one database: each order is one order, each message is read by one, each effect is delivered by one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int ORDERS = Integer.getInteger("replicas.orders", 24);
    private static final int AT_ONCE = 48;
    private static final List<String> LIVE = List.of("CREATING", "CREATE_UNKNOWN", "OPEN", "WAITING", "IN_REVIEW", "AUTHORIZED", "REVIEW");

    private final SugawayStandIn platform = new SugawayStandIn();
    private final ErpStandIn erp = new ErpStandIn();
    private Path folder;
    private BridgeProcess first;
    private BridgeProcess second;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path temporary) throws IOException {
        folder = temporary;
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

    @AfterAll
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

    /** Each replica is told another content of the same order, at once: one of them lives, and the stock of none is held for nothing. */
    @Test
    void ofTwoContentsOneLives() {
        List<String> orders = IntStream.range(0, ORDERS).mapToObj(i -> "C-" + i).toList();
        together(orders.stream().flatMap(order -> Stream.of(order(first, Journey.order(order)), order(second, dearer(order)))), 200, 201, 202, 409, 503);
        await().atMost(SOON).untilAsserted(() -> assertThat(orders).allSatisfy(order -> {
            Map<String, String> states = states(order);
            assertThat(states.values()).as(order).contains("OPEN").isSubsetOf("OPEN", "SUPERSEDED");
            assertThat(states.values().stream().filter(LIVE::contains)).as(order).hasSize(1);
            states.forEach((reference, state) -> assertThat(erp.actions("/stock", reference)).as(reference)
                    .isIn(state.equals("OPEN") ? List.of(List.of("reserve")) : List.of(List.of(), List.of("reserve", "release"))));
        }));
    }

    /** One replica is told to cancel while the other one learns of the payment: money counts, whoever was first. */
    @Test
    void aPaymentIsFoundWhoeverCancels() {
        List<String> orders = IntStream.range(0, ORDERS).mapToObj(i -> "X-" + i).toList();
        together(orders.stream().map(order -> order(first, order)), 200, 201, 202);
        await().atMost(SOON).untilAsserted(() -> assertThat(orders).allSatisfy(order -> assertThat(states(order).values()).containsExactly("OPEN")));
        together(orders.stream().flatMap(order -> Stream.of(cancel(first, order), tell(second, order, message(order, "200")))), 200, 409);
        await().atMost(SOON).untilAsserted(() -> assertThat(orders).allSatisfy(order -> {
            assertThat(states(order).values()).as(order).containsExactly("PAID");
            assertThat(erp.actions("/stock", order + "-A1")).as(order)
                    .isIn(List.of("reserve", "commit"), List.of("reserve", "release", "reserve", "commit"));
            assertThat(erp.actions("/finance", order + "-A1")).as(order).containsOnlyOnce("receipt");
        }));
    }

    /** The states of an order's checkouts, by reference. */
    private Map<String, String> states(String order) {
        Map<String, String> states = new LinkedHashMap<>();
        try {
            HttpResponse<String> shown = HTTP.send(HttpRequest.newBuilder(URI.create(second.url() + "/erp/orders/" + order))
                    .header("Authorization", "Bearer process-erp-key").build(), HttpResponse.BodyHandlers.ofString());
            Json.tree(shown.body()).path("checkouts").forEach(checkout -> states.put(checkout.path("reference").asText(), checkout.path("state").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return states;
    }

    private static ObjectNode dearer(String orderId) {
        return Journey.order(orderId).put("shipping", "3301.74").put("total", "18550.50");
    }

    private static HttpRequest cancel(BridgeProcess bridge, String order) {
        return HttpRequest.newBuilder(URI.create(bridge.url() + "/erp/orders/" + order + "/cancel")).header("Content-Type", "application/json")
                .header("Authorization", "Bearer process-erp-key").POST(HttpRequest.BodyPublishers.ofString("{}")).build();
    }

    /** Counted as they came, repeats of one key included. */
    private long calls(String path, String order) {
        return erp.calls().stream()
                .filter(call -> call.path().equals(path) && (order + "-A1").equals(call.headers().get("x-correlation-id"))).count();
    }

    /** Some at a time, as many as two replicas can be asked at once. */
    private static void together(Stream<HttpRequest> requests, Integer... expected) {
        List<HttpRequest> all = requests.toList();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<CompletableFuture<HttpResponse<String>>> answers = all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream()
                    .map(request -> HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString())).toList();
            assertThat(answers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode)).isSubsetOf(expected);
        }
    }

    private static HttpRequest order(BridgeProcess bridge, String orderId) {
        return order(bridge, Journey.order(orderId));
    }

    private static HttpRequest order(BridgeProcess bridge, ObjectNode order) {
        return HttpRequest.newBuilder(URI.create(bridge.url() + "/erp/orders"))
                .header("Content-Type", "application/json").header("Authorization", "Bearer process-erp-key")
                .POST(HttpRequest.BodyPublishers.ofString(order.toString())).build();
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
