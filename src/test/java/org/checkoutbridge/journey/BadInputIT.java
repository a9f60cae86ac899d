package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.link.LinkSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is malformed, forged, too big or meant to hurt, at each way in: it gets its documented answer, changes nothing but what its
 * line of the table says, is not repeated by answers and logs, and the next good order is taken.
 */
class BadInputIT extends PagoSeguroShop {

    /** Stands in the texts of the cases, and nowhere else. */
    private static final String NEEDLE = "zebra";

    private static final Duration FILES_TAKEN = Duration.ofSeconds(90);

    private static final String LEDGER = """
            select json_build_object(
              'orders', (select count(*) from customer_order), 'checkouts', (select count(*) from checkout),
              'operations', (select count(*) from operation), 'events', (select count(*) from payment_event),
              'effects', (select count(*) from effect), 'exceptions', (select count(*) from payment_exception),
              'messages', (select count(*) from webhook_inbox),
              'states', (select string_agg(reference || '=' || state || '/' || stock, ' ' order by id) from checkout))""";

    private final CapturedLog log = new CapturedLog();
    private final Map<String, String> names = new HashMap<>();
    private ObjectNode good;
    private Statement ledger;

    BadInputIT() {
        super(Map.of());
    }

    @BeforeAll
    void openTwoCheckouts() {
        ledger = quietly(() -> world.ledger().createStatement());
        LinkSigner links = new LinkSigner("", world.configuration.get("bridge.signing-key"));
        good = order(newOrderId());
        String sugaway = open(good);
        Map<String, String> form = served();
        String pagoseguro = form.get("txnid");
        names.put("orderId", orderOf(sugaway));
        names.put("reference", sugaway);
        names.put("otherReference", pagoseguro);
        names.put("webhook", path(links.webhookUrl("sugaway", sugaway)));
        names.put("account", links.accountUrl("sugaway"));
        names.put("otherAccount", links.accountUrl("pagoseguro"));
        names.put("otherWebhook", links.webhookUrl("pagoseguro", pagoseguro));
        names.put("pay", path(platformPayUrl(sugaway)));
        names.put("return", path(platform.checkout(sugaway).returnUrl()));
        names.put("otherPay", path(payUrl(pagoseguro)));
        names.put("otherReturn", path(form.get("url_response")));
        List.of("webhook", "account", "pay", "return", "otherAccount", "otherWebhook", "otherReturn")
                .forEach(link -> names.put(link + "Signature", names.get(link).replaceAll(".*/", "")));
        names.put("approved", form(result(form, "success", "5" + pagoseguro.hashCode()), StandardCharsets.UTF_8));
        names.put("declined", form(result(form, "failure", "6" + pagoseguro.hashCode()), StandardCharsets.UTF_8));
        names.put("hash", result(form, "success", "1").get("hash"));
        names.put("key", ERP_KEY);
        names.put("document", order(newOrderId()).toString());
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select count(*) from effect where state = 'PENDING'")).isEqualTo("0"));
    }

    private String platformPayUrl(String reference) {
        return show(orderOf(reference)).json().at("/checkouts/0/payUrl").asText();
    }

    private static String path(String url) {
        return url.replaceFirst("https?://[^/]+", "");
    }

    static Stream<BadInput> requests() {
        return Stream.of("orders", "erp", "webhooks", "signed-messages", "buyers").flatMap(BadInput::table).filter(input -> !input.has("slow"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void getsItsAnswerAndChangesNothingElse(BadInput input) throws IOException {
        JsonNode before = ledger();
        check(input, send(input));
        if (input.has("verdict")) {
            await().atMost(SOON).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> assertThat(read(
                    "select verdict from webhook_inbox order by id desc limit 1")).isEqualTo(input.text("verdict", "")));
        }
        assertLeaves(input, before);
    }

    /** The senders that stop in the middle wait side by side. */
    @Test
    void whoNeverEndsIsAnsweredInTime() {
        JsonNode before = ledger();
        Stream.of("orders", "webhooks", "signed-messages").flatMap(BadInput::table).filter(input -> input.has("slow"))
                .map(input -> CompletableFuture.runAsync(() -> check(input, quietly(() -> send(input)))))
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(ledger()).isEqualTo(before);
    }

    @AfterEach
    void theNextGoodOrderIsTakenAndNothingWasSaid() {
        Reply reply = send(good);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("state").asText()).isEqualTo("OPEN");
        assertThat(log.text()).doesNotContainIgnoringCase(NEEDLE)
                .doesNotContain("María", "mariajose", "30123456", "1155550123", "ana.gomez", "1032456789", "4507990000000010", ERP_KEY, API_KEY);
    }

    private RawExchange send(BadInput input) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        byte[] body = body(input);
        String framing = input.text("framing", "length");
        StringBuilder head = new StringBuilder(input.text("method", "POST")).append(' ').append(input.text("to", "/")).append(" HTTP/1.1\r\n")
                .append(input.text("host", "Host: localhost")).append("\r\nConnection: close\r\n");
        if (!input.text("type", "").isEmpty()) {
            head.append("Content-Type: ").append(input.text("type", "")).append("\r\n");
        }
        if (!input.text("authorization", "").isEmpty()) {
            head.append("Authorization: ").append(input.text("authorization", "")).append("\r\n");
        }
        input.texts("headers").forEach(header -> head.append(header).append("\r\n"));
        switch (framing) {
            case "length" -> head.append("Content-Length: ").append(body.length).append("\r\n");
            case "chunked" -> head.append("Transfer-Encoding: chunked\r\n");
            case "none" -> { }
            default -> head.append("Content-Length: ").append(framing).append("\r\n");
        }
        request.writeBytes(Spelling.bytes(head.append("\r\n").toString(), names));
        if (framing.equals("chunked")) {
            request.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(body);
            request.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            request.writeBytes(body);
        }
        return RawExchange.send(Integer.parseInt(world.configuration.get("bridge.http.port")), request.toByteArray(), input.has("hangUp"));
    }

    private byte[] body(BadInput input) {
        String text = input.text("body", "");
        if (input.has("edit") || input.has("replace") || text.equals("<<order>>")) {
            ObjectNode order = order(newOrderId());
            input.line().path("edit").properties().forEach(edit -> set(order, edit.getKey(), edit.getValue()));
            List<String> replace = input.texts("replace");
            text = replace.isEmpty() ? order.toString() : order.toString().replace(replace.get(0), replace.get(1));
        }
        return Spelling.encoded(Spelling.bytes(text, names), input.texts("encode"));
    }

    private static void set(ObjectNode order, String pointer, JsonNode value) {
        int slash = pointer.lastIndexOf('/');
        ObjectNode at = (ObjectNode) order.at(pointer.substring(0, slash));
        at.set(pointer.substring(slash + 1), value);
    }

    private static void check(BadInput input, RawExchange answer) {
        assertThat(answer.status()).as(() -> input + "\n" + answer).isEqualTo(input.number("status", 0));
        assertThat(answer.head() + answer.body()).as(input.toString()).doesNotContainIgnoringCase(NEEDLE).doesNotContain("Exception", "org.apache", "at io.");
        switch (input.text("answer", answer.status() >= 400 ? "problem" : "any")) {
            case "problem" -> {
                assertThat(answer.is("application/problem+json")).as(() -> input + "\n" + answer).isTrue();
                JsonNode problem = document(unchunked(answer));
                assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
                assertThat(problem.path("title").asText()).isNotBlank();
                if (input.has("code")) {
                    assertThat(problem.path("errors")).as(() -> input + "\n" + answer).anySatisfy(error ->
                            assertThat(error.path("path").asText() + " " + error.path("code").asText()).isEqualTo(input.text("code", "")));
                }
            }
            case "page" -> assertThat(answer.is("text/html")).as(() -> input + "\n" + answer).isTrue();
            case "taken" -> assertThat(unchunked(answer)).isEqualTo("{\"result\":true}");
            default -> { }
        }
    }

    private static String unchunked(RawExchange answer) {
        return answer.body().replaceFirst("(?s)^[0-9a-fA-F]+\\r\\n(.*)\\r\\n0\\r\\n.*", "$1");
    }

    private JsonNode ledger() {
        return document(read(LEDGER));
    }

    /** As {@link #value}, on one connection for the hundreds of questions. */
    private String read(String query) {
        try (var rows = ledger.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a line says that it leaves, and otherwise nothing. */
    private void assertLeaves(BadInput input, JsonNode before) {
        ObjectNode expected = before.deepCopy();
        boolean order = input.text("leaves", "").equals("order");
        Map<String, Integer> more = new LinkedHashMap<>();
        if (input.has("verdict")) {
            more.put("messages", 1);
            boolean matter = List.of("quarantined", "unknown-reference").contains(input.text("verdict", "")) && !input.has("matter");
            more.put("exceptions", matter ? 1 : 0);
        } else if (order) {
            more.put("orders", 1);
            more.put("checkouts", 1);
        }
        more.forEach((what, number) -> expected.put(what, before.path(what).asInt() + number));
        ObjectNode after = (ObjectNode) ledger();
        if (order) {
            List.of("states", "effects", "events").forEach(what -> {
                expected.remove(what);
                after.remove(what);
            });
        }
        assertThat(after).as(input.toString()).isEqualTo(expected);
    }

    // ---- files

    @Test
    void filesAreToldWhatIsWrongWithThem() throws Exception {
        Path orders = Path.of(world.configuration.get("bridge.data-dir"), "orders", "in");
        Path reports = Path.of(world.configuration.get("bridge.data-dir"), "reports", "pagoseguro");
        JsonNode before = ledger();
        List<BadInput> files = Stream.of("order-files", "report-files").flatMap(BadInput::table).toList();
        Map<BadInput, Path> dropped = new LinkedHashMap<>();
        for (BadInput file : files) {
            Path folder = Files.createDirectories(file.way().equals("order-files") ? orders : reports);
            String name = new String(Spelling.bytes(file.text("name", ""), names), StandardCharsets.UTF_8);
            Path part = folder.resolve("." + name.hashCode() + ".part");
            Files.write(part, body(file));
            dropped.put(file, Files.move(part, folder.resolve(name)));
        }
        dropped.forEach((file, path) -> {
            if (file.text("goes", "").equals("stays")) {
                return;
            }
            Path folder = path.getParent().resolveSibling(file.text("goes", "rejected"));
            Path there = file.way().equals("order-files") ? folder.resolve(path.getFileName()) : path.resolveSibling(file.text("goes", "rejected")).resolve(path.getFileName());
            await().atMost(FILES_TAKEN).untilAsserted(() -> assertThat(there).as(file.toString()).exists());
            if (file.text("goes", "rejected").equals("rejected")) {
                String errors = quietly(() -> Files.readString(Path.of(there + ".errors.json")));
                assertThat(errors).as(file.toString()).contains("\"code\":\"" + file.text("code", "malformed") + "\"").doesNotContainIgnoringCase(NEEDLE);
            }
            assertThat(Path.of(there + ".result.json")).exists();
        });
        dropped.forEach((file, path) -> assertThat(Files.exists(path)).as(file.toString()).isEqualTo(file.text("goes", "").equals("stays")));
        assertThat(ledger()).isEqualTo(before);
    }

    /** Written slowly under its final name: it is taken when it is whole. */
    @Test
    void aFileThatGrowsIsTakenWhenItIsWhole() throws Exception {
        Path inbox = Files.createDirectories(Path.of(world.configuration.get("bridge.data-dir"), "orders", "in"));
        String orderId = newOrderId();
        byte[] text = Json.text(order(orderId)).getBytes(StandardCharsets.UTF_8);
        Path file = inbox.resolve(orderId + ".json");
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < 4; i++) {
                out.write(text, i * text.length / 4, (i + 1) * text.length / 4 - i * text.length / 4);
                out.flush();
                long until = System.nanoTime() + Duration.ofMillis(700).toNanos();
                await().pollInterval(Duration.ofMillis(50)).until(() -> System.nanoTime() > until);
                assertThat(file).exists();
            }
        }
        await().atMost(FILES_TAKEN).untilAsserted(() -> assertThat(inbox.resolveSibling("done").resolve(orderId + ".json")).exists());
        assertThat(show(orderId).json().path("state").asText()).isEqualTo("OPEN");
    }
}
