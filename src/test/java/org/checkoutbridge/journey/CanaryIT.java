package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.LoggerContext;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.standin.CollectorStandIn;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.checkoutbridge.standin.SugawayStandIn;
import org.junit.jupiter.api.Test;

/**
 * A canary sits in every input. None is found in what the bridge writes for others to see: log, metrics, traces, error answers, what stands
 * beside files, what is kept of dead letters and exceptions.
 *
 * <p>By design they are in the ledger's {@code customer}, {@code customer_order.document}, {@code webhook_inbox.body} and
 * {@code checkout.refusal_message}, in what platforms call their operations and states, in dropped files as they were dropped, and in what goes to platform, ERP and buyer because it is for them.
 */
class CanaryIT extends PagoSeguroShop {

    /** What no secret and nothing personal may be without: words have the first, numbers are the others. */
    private static final List<String> CANARIES = List.of("kanari", "27182818", "1161803398", "31415926", "4507990000000010", "4507 9900 0000 0010",
            "journey-signing-key", ERP_KEY, "journey-erp-token", SugawayStandIn.API_KEY, SugawayStandIn.ACCESS_TOKEN, API_KEY);

    private static final CollectorStandIn COLLECTOR = new CollectorStandIn();
    private static final ByteArrayOutputStream WRITTEN = new ByteArrayOutputStream();

    static {
        System.setOut(both(System.out));
        System.setErr(both(System.err));
        LoggerContext log = LoggerContext.getContext(false); // it may have begun already, and holds what it began with
        log.stop();
        log.start();
    }

    private static PrintStream both(PrintStream console) {
        return new PrintStream(new OutputStream() {
            @Override
            public void write(int one) {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                synchronized (WRITTEN) {
                    WRITTEN.write(bytes, offset, length);
                }
                console.write(bytes, offset, length);
            }
        }, true, StandardCharsets.UTF_8);
    }

    /** Answers with an error, as whoever asked sees them. */
    private final List<String> errors = new ArrayList<>();

    CanaryIT() {
        super(Map.of("tracing.endpoint", COLLECTOR.url(), "log.format", "json", "mail.user", "kanari-mail-user", "mail.password", "kanari-mail-password"));
        world.mail.setUser("bridge@shop.example", "kanari-mail-user", "kanari-mail-password");
    }

    private static ObjectNode canary(String orderId) {
        ObjectNode order = order(orderId);
        ObjectNode customer = (ObjectNode) order.get("customer");
        customer.put("id", "kanari-customer").put("name", "Kanari Peña").put("email", "kanari.mail@example.com").put("identification", "27182818")
                .put("phone", "1161803398");
        ((ObjectNode) order.at("/items/0")).put("description", "kanari coffee").put("image", "https://shop.example/kanari.jpg?kanari=1");
        order.put("returnTo", "https://shop.example/kanari?kanari=kanari");
        order.putObject("metadata").put("kanari", "kanari");
        return order;
    }

    private void refused(Reply reply, int... statuses) {
        assertThat(reply.status()).as(reply.body()).isIn((Object[]) java.util.Arrays.stream(statuses).boxed().toArray(Integer[]::new));
        errors.add(reply.status() + " " + reply.headers().map() + " " + reply.body());
    }

    private Reply order(String body, String contentType, String key) {
        return request(HttpRequest.newBuilder(URI.create(world.url() + "/erp/orders?kanari=kanari")).header("Content-Type", contentType)
                .header("Authorization", key).header("User-Agent", "kanari").header("X-Kanari", "kanari").header("traceparent", "kanari")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private Reply webhook(String address, String contentType, String body) {
        return request(HttpRequest.newBuilder(URI.create(address)).header("Content-Type", contentType).header("User-Agent", "kanari")
                .header("traceparent", "00-kanari").POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** What the platform says of a payment, with all that it knows of who paid. */
    private ObjectNode payment(String reference, String operation, String status) {
        ObjectNode data = platform.happen(reference, operation, status, "card", "18450.50", at(1));
        ((ObjectNode) data.at("/payment/source")).putObject("cardholder").put("name", "KANARI PENA").put("identification", "31415926");
        ((ObjectNode) data.at("/payment/status")).put("text", "kanari").put("message", "kanari");
        data.putObject("customer").put("name", "Kanari").put("email", "kanari.mail@example.com").put("identification", "27182818");
        data.put("kanari", "4507990000000010");
        return data;
    }

    private void orders() {
        String wrong = "Bearer " + ERP_KEY + "x";
        refused(order(canary(newOrderId()).toString(), "application/json", "Bearer kanari"), 401);
        refused(order(canary(newOrderId()).toString(), "application/json", wrong), 401);
        refused(order(canary(newOrderId()).toString(), "text/kanari", "Bearer " + ERP_KEY), 415);
        refused(order("{\"kanari\": kanari", "application/json", "Bearer " + ERP_KEY), 400);
        refused(order("{\"kanari\": \"" + "kanari".repeat(200_000) + "\"}", "application/json", "Bearer " + ERP_KEY), 413);
        ObjectNode order = canary(newOrderId()).put("currency", "KANARI").put("total", "kanari").put("timeoutMinutes", "kanari")
                .put("returnTo", "kanari:kanari").put("gateway", "kanari").put("webhooksType", "kanari");
        ((ObjectNode) order.get("customer")).put("email", "kanari").put("identification", "kanari").put("name", "").put("phone", "kanari");
        ((ObjectNode) order.at("/items/0")).put("quantity", "kanari").put("unitPrice", "kanari").put("taxRate", "kanari").put("description", "4507 9900 0000 0010");
        refused(order(order.toString(), "application/json", "Bearer " + ERP_KEY), 422);
        refused(order(canary("kanari kanari").toString(), "application/json", "Bearer " + ERP_KEY), 422);
        refused(get("/erp/orders/kanari?kanari=kanari", "Bearer " + ERP_KEY), 404);
        refused(get("/erp/orders/kanari", "Bearer kanari"), 401);
        refused(cancel("kanari"), 404);
        refused(get("/kanari", null), 404);
    }

    /** A platform that refuses, fails, and talks. */
    private void creations() {
        String refused = newOrderId();
        platform.behave(refused, call -> call.path().equals("/p/checkout")
                ? Answer.json(400, "{\"result\":false,\"code\":\"KANARI:KANARI\",\"error\":\"kanari.mail@example.com kanari\"}") : null);
        Reply answer = send(canary(refused));
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        String failing = newOrderId();
        platform.behave(failing, call -> new Answer(502, "text/html", "<h1>kanari</h1>", Map.of("X-Kanari", "kanari", "Retry-After", "kanari")));
        assertThat(send(canary(failing)).status()).isEqualTo(202);
        platform.behaveAsUsual(failing);
    }

    /** An ERP that talks while it refuses. Gives what was paid meanwhile. */
    private List<String> payments() {
        List<String> references = new ArrayList<>();
        for (Answer answer : List.of(Answer.json(200, "{\"kanari\":\"kanari\"}"), Answer.json(422, "{\"error\":\"kanari\"}"),
                new Answer(200, "text/kanari", "kanari", Map.of()), Answer.json(200, "{\"success\":false,\"message\":\"kanari\"}"),
                new Answer(503, "text/html", "kanari", Map.of("Retry-After", "kanari")), Answer.json(401, "{\"error\":\"kanari\"}"))) {
            String order = newOrderId();
            int[] calls = {0};
            erp.behave(order + "-A1", call -> answer.status() == 422 || calls[0]++ < 2 ? answer : null);
            Reply reply = order(canary(order).toString(), "application/json", "Bearer " + ERP_KEY);
            assertThat(reply.status()).as(reply.body()).isEqualTo(201);
            String reference = reply.json().path("reference").asText();
            assertThat(tell(reference, payment(reference, "k" + reference, "200")).status()).isEqualTo(200);
            references.add(reference);
        }
        return references;
    }

    private void messages() {
        String reference = open(canary(newOrderId()));
        String address = platform.checkout(reference).webhook();
        for (String body : List.of("kanari", "{\"kanari\":\"kanari", "{\"type\":\"kanari\",\"data\":{\"kanari\":\"kanari\"}}", "[]",
                "{\"type\":\"checkout\",\"data\":{\"payment\":\"kanari\"}}", "{\"type\":\"checkout\",\"data\":" + payment(reference, "kx" + reference, "not a code")
                        + "}")) {
            assertThat(webhook(address, "application/json", body).status()).isEqualTo(200);
        }
        assertThat(webhook(address, "application/x-www-form-urlencoded", "data[kanari]=kanari&body=%7Bkanari").status()).isEqualTo(200);
        refused(webhook(address.replaceFirst("[^/]+$", "kanari"), "application/json", "{\"kanari\":\"kanari\"}"), 401);
        refused(webhook(address.replaceFirst("[^/]+$", "kanari") + "?kanari=kanari", "application/json", "kanari"), 401);
        refused(webhook(address, "text/kanari", "kanari"), 415);
        refused(webhook(address, "application/json", "kanari".repeat(60_000)), 413);
        refused(webhook(world.url() + "/webhooks/kanari/kanari/kanari", "application/json", "kanari"), 401);
        awaitInterpreted(reference);
    }

    private void buyers() {
        String reference = open(canary(newOrderId()));
        refused(get("/pay/" + reference + "/kanari?kanari=kanari", null), 404, 401);
        refused(get("/return/" + reference + "/kanari?kanari=kanari", null), 404, 401);
        assertThat(get(platform.checkout(reference).returnUrl() + "?kanari=kanari&transactionId=kanari&status=kanari", null).status()).isEqualTo(200);
        ObjectNode coffee = coffee(newOrderId());
        ((ObjectNode) coffee.get("customer")).put("name", "Kanari Gomez").put("email", "kanari.buyer@example.com").put("identification", "27182818");
        Map<String, String> form = form(open(coffee));
        Map<String, String> forged = new LinkedHashMap<>(result(form, "success", "kanari"));
        forged.put("hash", "kanari");
        forged.put("error_Message", "kanari");
        comeBack(form, forged);
        comeBackWith(form.get("url_response"), "kanari=%ZZ&kanari");
        Map<String, String> told = result(form, "success", "80001" + (form.get("txnid").hashCode() & 0xffff));
        told.put("cardnum", "4507990000000010");
        told.put("name_on_card", "KANARI GOMEZ");
        comeBack(form, told);
        awaitState(form.get("txnid"), "PAID");
    }

    private void files() throws IOException {
        Path data = Path.of(world.configuration.get("bridge.data-dir"));
        Path orders = data.resolve("orders/in");
        ObjectNode bad = canary(newOrderId()).put("total", "kanari");
        for (Map.Entry<String, String> file : Map.of("one.json", "[" + canary(newOrderId()) + "," + bad + "]", "two.json", "{\"kanari\": kanari").entrySet()) {
            Path half = Files.writeString(orders.resolveSibling(file.getKey()), file.getValue());
            Files.move(half, orders.resolve(file.getKey()));
        }
        Path reports = data.resolve("reports/pagoseguro");
        Path half = Files.writeString(data.resolve("list.part"), """
                Referencia;Transaccion;Aprobacion;Valor;Estado;Cuenta;Nombre;Correo
                NOBODY-1;50004;;75000;Aprobada;700123456;Kanari;kanari.mail@example.com
                NOBODY-2;50005;;kanari;kanari;kanari;Kanari;kanari.mail@example.com
                "kanari;kanari
                """);
        Files.move(half, reports.resolve("list.csv"));
        Files.move(Files.writeString(data.resolve("other.part"), "kanari,kanari\nkanari,27182818\n"), reports.resolve("other.csv"));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(beside(data)).hasSizeGreaterThanOrEqualTo(6);
        });
    }

    /** What the bridge writes beside dropped files. */
    private static List<Path> beside(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().matches(".*\\.(errors|result)\\.json")).toList();
        }
    }

    private final List<String> found = new ArrayList<>();

    private void search(String where, String text) {
        String small = text.toLowerCase(Locale.ROOT);
        for (String canary : CANARIES) {
            int at = small.indexOf(canary.toLowerCase(Locale.ROOT));
            if (at >= 0) {
                found.add(canary + " in " + where + ": …" + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200)) + "…");
            }
        }
    }

    @Test
    void noneIsFound() throws Exception {
        orders();
        creations();
        List<String> paid = payments();
        messages();
        buyers();
        files();
        paid.forEach(reference -> awaitState(reference, "PAID"));
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select string_agg(reference || ' ' || action || ' ' || last_error, ', ') "
                + "from effect where state = 'PENDING'")).isNull());
        assertThat(value("select count(*) from effect where state = 'DEAD'")).isNotEqualTo("0");
        assertThat(mails("kanari.mail@example.com", orderOf(paid.get(0)))).as("who is written to is").isNotEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(COLLECTOR.spans()).extracting(span -> CollectorStandIn.shows(span, "checkout.reference"))
                .containsAll(paid));

        for (String table : List.of("effect", "payment_exception", "payment_event", "destination_pause", "operation", "absence_proof", "sweep_mark")) {
            search(table, String.valueOf(value("select string_agg(to_jsonb(t)::text, E'\\n') from " + table + " t")));
        }
        search("webhook_inbox, without bodies", value("select string_agg((to_jsonb(w) - 'body')::text, E'\\n') from webhook_inbox w"));
        errors.forEach(error -> search("an error's answer", error));
        for (Path file : beside(Path.of(world.configuration.get("bridge.data-dir")))) {
            search(file.toString(), Files.readString(file));
        }
        String management = "http://localhost:" + world.configuration.get("bridge.management.port") + "/observe";
        search("metrics", get(management + "/metrics?kanari=kanari", null).body());
        search("health", get(management + "/health?kanari=kanari", null).body());
        search("traces", COLLECTOR.taken().toString());
        String log;
        synchronized (WRITTEN) {
            log = WRITTEN.toString(StandardCharsets.UTF_8);
        }
        assertThat(log).as("the log is seen").contains("CREATING -> OPEN (opened, creation)", "finance refused receipt", "is quarantined");
        search("log", log);
        assertThat(found).isEmpty();
        assertThat(log.lines().filter(line -> line.startsWith("{")).map(CanaryIT::line)).filteredOn(line -> line.path("message").asText().contains(" -> "))
                .isNotEmpty().allSatisfy(line -> {
                    assertThat(line.path("reference").asText()).as(line.toString()).isNotEmpty();
                    assertThat(line.path("trace").asText()).as(line.toString()).matches("[0-9a-f]{32}");
                });
    }

    private static JsonNode line(String json) {
        try {
            return Json.tree(json);
        } catch (IOException e) {
            throw new AssertionError("a line of the log is no JSON: " + json, e);
        }
    }
}
