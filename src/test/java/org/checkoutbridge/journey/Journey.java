package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.runtime.Bridge;
import org.checkoutbridge.standin.ErpStandIn;
import org.checkoutbridge.standin.SugawayStandIn;
import org.junit.jupiter.api.TestInstance;

/**
 * A whole bridge in this process, with a real PostgreSQL, a real SMTP server, and stand-ins for platform and ERP on real HTTP. Tests
 * share one bridge of each configuration, and tell their orders apart by id.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Journey {

    protected static final Duration SOON = Duration.ofSeconds(20);
    protected static final String ERP_KEY = "journey-erp-key";

    private static final Map<Map<String, String>, Journey.World> WORLDS = new LinkedHashMap<>();
    private static final AtomicInteger ORDERS = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    protected final World world;
    protected final SugawayStandIn platform;
    protected final ErpStandIn erp;

    protected Journey() {
        this(Map.of());
    }

    /** @param configuration what differs from {@link World#BASICS} */
    protected Journey(Map<String, String> configuration) {
        synchronized (WORLDS) {
            world = WORLDS.computeIfAbsent(configuration, World::new);
        }
        platform = world.platform;
        erp = world.erp;
    }

    /** One bridge and its neighbours. */
    static final class World {

        final SugawayStandIn platform = new SugawayStandIn();
        final ErpStandIn erp = new ErpStandIn();
        final GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        final Map<String, String> configuration = new LinkedHashMap<>();
        final Bridge bridge;

        World(Map<String, String> differences) {
            mail.start();
            int port = freePort();
            configuration.putAll(Map.of(
                    "bridge.http.port", Integer.toString(port),
                    "bridge.management.port", Integer.toString(freePort()),
                    "bridge.signing-key", "journey-signing-key-0123456789abcdef",
                    "bridge.data-dir", "target/journeys/" + port,
                    "camel.main.name", "journey-" + port,
                    "erp.api-key", ERP_KEY,
                    "erp.token", "journey-erp-token"));
            configuration.putAll(Map.of(
                    "erp.stock.url", erp.url() + "/stock",
                    "erp.finance.url", erp.url() + "/finance",
                    "erp.orders.url", erp.url() + "/orders",
                    "sugaway.base-url", platform.url(),
                    "sugaway.api-key", SugawayStandIn.API_KEY,
                    "sugaway.access-token", SugawayStandIn.ACCESS_TOKEN,
                    "sugaway.absence-proof", "trusted"));
            configuration.putAll(Map.of(
                    "mail.host", "localhost",
                    "mail.port", Integer.toString(mail.getSmtp().getPort()),
                    "mail.from", "bridge@shop.example",
                    "mail.merchant-to", "merchant@shop.example",
                    "reconcile.cron", "* * * * * ?",
                    "reconcile.grace", "PT0S",
                    "reconcile.per-second", "50",
                    "reconcile.retry", "PT1S,PT1S,PT1S,PT2S",
                    "checkout.unknown-retry", "PT1S,PT1S,PT2S",
                    "payments.confirm-retry", "PT0S,PT1S,PT1S"));
            configuration.putAll(Map.of(
                    "effects.retry", "PT0.2S,PT0.5S,PT1S",
                    "effects.refusal-pause", "PT1S",
                    "webhooks.rehearsal", "PT0S",
                    "orders.answer-within", "PT2S",
                    "sugaway.connect-timeout", "PT1S",
                    "sugaway.response-timeout", "PT4S",
                    "erp.timeout", "PT2S"));
            configuration.putAll(differences);
            bridge = new Bridge("", configuration);
            try {
                bridge.start();
            } catch (Exception e) {
                throw new IllegalStateException("the bridge does not start", e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(bridge::close));
        }

        String url() {
            return "http://localhost:" + configuration.get("bridge.http.port");
        }

        Connection ledger() throws SQLException {
            return DriverManager.getConnection(
                    bridge.context().resolvePropertyPlaceholders("{{database.url}}"), "postgres", "");
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // ---- the ERP

    /** A new order id. */
    protected static String newOrderId() {
        return "SO-" + System.currentTimeMillis() % 1_000_000 + "-" + ORDERS.incrementAndGet();
    }

    /** An order of 18450.50 ARS with two lines of stock and one without. */
    protected static ObjectNode order(String orderId) {
        return document("""
                {"orderId": "%s", "currency": "ARS",
                 "customer": {"id": "C-481", "name": "María José Peña", "email": "mariajose.pena@example.com",
                              "documentType": "DNI", "identification": "30123456", "phone": "1155550123"},
                 "items": [
                   {"sku": "CAF-500", "description": "Café molido 500 g", "quantity": "2", "unitPrice": "7624.38", "taxRate": "21"},
                   {"description": "Club del café", "type": "subscription", "reference": "subscriptionUid1", "total": "0.00"}],
                 "shipping": "3201.74", "total": "18450.50", "returnTo": "https://shop.example/thanks"}""".formatted(orderId));
    }

    protected static ObjectNode document(String json) {
        try {
            return (ObjectNode) Json.tree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected record Reply(int status, String body, java.net.http.HttpHeaders headers) {

        JsonNode json() {
            try {
                return Json.tree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    protected Reply send(JsonNode order) {
        return post("/erp/orders", "application/json", order.toString(), "Bearer " + ERP_KEY);
    }

    /** Sends an order and expects that its checkout is open. Gives its reference. */
    protected String open(ObjectNode order) {
        Reply reply = send(order);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.json().path("state").asText()).isEqualTo("OPEN");
        return reply.json().path("reference").asText();
    }

    protected String open() {
        return open(order(newOrderId()));
    }

    protected Reply show(String orderId) {
        return get("/erp/orders/" + orderId, "Bearer " + ERP_KEY);
    }

    protected Reply cancel(String orderId) {
        return post("/erp/orders/" + orderId + "/cancel", "application/json", "{}", "Bearer " + ERP_KEY);
    }

    /** The order of a reference: everything before the attempt. */
    protected static String orderOf(String reference) {
        return reference.replaceAll("-A[0-9]+$", "");
    }

    protected String state(String reference) {
        for (JsonNode checkout : show(orderOf(reference)).json().path("checkouts")) {
            if (checkout.path("reference").asText().equals(reference)) {
                return checkout.path("state").asText();
            }
        }
        throw new AssertionError("no checkout " + reference);
    }

    protected void awaitState(String reference, String state) {
        await().atMost(SOON).untilAsserted(() -> assertThat(state(reference)).isEqualTo(state));
    }

    protected List<String> stock(String reference) {
        return erp.actions("/stock", reference);
    }

    protected List<String> finance(String reference) {
        return erp.actions("/finance", reference);
    }

    protected void awaitStock(String reference, String... actions) {
        await().atMost(SOON).untilAsserted(() -> assertThat(stock(reference)).as(() -> show(orderOf(reference)).body()).containsExactly(actions));
    }

    protected void awaitFinance(String reference, String... actions) {
        await().atMost(SOON).untilAsserted(() -> assertThat(finance(reference)).as(() -> show(orderOf(reference)).body()).containsExactly(actions));
    }

    protected JsonNode financeEffect(String reference, String action) {
        return erp.told("/finance", reference).stream()
                .filter(effect -> effect.path("action").asText().equals(action))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + action + " for " + reference));
    }

    /** Reasons of the exceptions that finance was told. */
    protected List<String> exceptions(String reference) {
        return erp.told("/finance", reference).stream()
                .filter(effect -> effect.path("action").asText().equals("exception"))
                .map(effect -> effect.path("reason").asText())
                .toList();
    }

    // ---- the platform

    /** The platform tells us, in JSON, what its "data" says. */
    protected Reply tell(String reference, JsonNode data) {
        return tell(reference, "application/json", document("{\"type\":\"checkout\"}").set("data", data).toString());
    }

    protected Reply tell(String reference, String contentType, String body) {
        String webhook = platform.checkout(reference).webhook();
        return request(HttpRequest.newBuilder(URI.create(webhook)).header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** A document as a nested form, as JavaScript's qs writes it. */
    protected static String form(JsonNode document) {
        List<String> pairs = new ArrayList<>();
        form("", document, pairs);
        return String.join("&", pairs);
    }

    private static void form(String name, JsonNode node, List<String> pairs) {
        if (node.isObject()) {
            node.properties().forEach(field -> form(name.isEmpty() ? field.getKey() : name + "[" + field.getKey() + "]", field.getValue(), pairs));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                form(name + "[" + i + "]", node.get(i), pairs);
            }
        } else {
            pairs.add(encoded(name) + "=" + encoded(node.isNull() ? "" : node.asText()));
        }
    }

    protected static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    protected static Instant at(int second) {
        return Instant.parse("2026-03-01T12:00:00Z").plusSeconds(second);
    }

    // ---- wires

    protected Reply post(String path, String contentType, String body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(world.url() + path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request(request.build());
    }

    protected Reply get(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : world.url() + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request(request.build());
    }

    protected static Reply request(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Mails to an address that mention a text. */
    protected List<MimeMessage> mails(String to, String about) {
        return Arrays.stream(world.mail.getReceivedMessages())
                .filter(mail -> quietly(() -> mail.getAllRecipients()[0].toString()).equals(to))
                .filter(mail -> quietly(mail::getSubject).contains(about))
                .toList();
    }

    protected static <T> T quietly(Callable<T> read) {
        try {
            return read.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- the ledger, where nothing public shows or moves a thing

    /** Lets a checkout's time run out, as the database's clock would. */
    protected void letExpire(String reference) {
        sql("update checkout set expires_at = now() - interval '1 second', next_check_at = now() where reference = '" + reference + "'");
    }

    protected void sql(String statement) {
        try (Connection connection = world.ledger(); Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    protected String value(String query) {
        try (Connection connection = world.ledger(); Statement run = connection.createStatement(); var rows = run.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every message that was stored has been interpreted. */
    protected void awaitInterpreted(String reference) {
        await().atMost(SOON).untilAsserted(() -> assertThat(value(
                "select count(*) from webhook_inbox where reference = '" + reference + "' and processed_at is null")).isEqualTo("0"));
    }
}
