package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders in, good and bad, by HTTP and by file. */
class OrderIntakeIT extends Journey {

    private static Arguments bad(String what, String path, String code, Consumer<ObjectNode> spoil) {
        return Arguments.of(what, path, code, spoil);
    }

    private static ObjectNode item(ObjectNode order, int index) {
        return (ObjectNode) order.at("/items/" + index);
    }

    private static ObjectNode customer(ObjectNode order) {
        return (ObjectNode) order.get("customer");
    }

    static Stream<Arguments> badOrders() {
        return Stream.of(
                bad("no order id", "/orderId", "required", o -> o.remove("orderId")),
                bad("order id with a slash", "/orderId", "pattern", o -> o.put("orderId", "a/b")),
                bad("order id with a line break", "/orderId", "control-character", o -> o.put("orderId", "SO-1\n")),
                bad("order id too long", "/orderId", "pattern", o -> o.put("orderId", "x".repeat(65))),
                bad("order id is a number", "/orderId", "type", o -> o.put("orderId", 17)),
                bad("no currency", "/currency", "required", o -> o.remove("currency")),
                bad("currency that the gateway does not take", "/currency", "currency", o -> o.put("currency", "COP")),
                bad("currency in small letters", "/currency", "pattern", o -> o.put("currency", "ars")),
                bad("unknown gateway", "/gateway", "unknown-gateway", o -> o.put("gateway", "nobody")),
                bad("no customer", "/customer", "required", o -> o.remove("customer")),
                bad("customer is a text", "/customer", "type", o -> o.put("customer", "María")),
                bad("customer without e-mail", "/customer/email", "required", o -> customer(o).remove(List.of("email", "id"))),
                bad("customer that nobody knows", "/customer/id", "unknown-customer", o -> o.set("customer", Json.MAPPER.createObjectNode().put("id", "nobody"))),
                bad("e-mail that is none", "/customer/email", "pattern", o -> customer(o).put("email", "maria.example.com")),
                bad("e-mail with a header in it", "/customer/email", "control-character", o -> customer(o).put("email", "a@b.co\r\nBcc: x@y.z")),
                bad("two e-mails", "/customer/email", "pattern", o -> customer(o).put("email", "a@b.co,c@d.co")),
                bad("name with a NUL", "/customer/name", "control-character", o -> customer(o).put("name", "Ma\u0000ría")),
                bad("DNI with letters", "/customer/identification", "identification", o -> customer(o).put("identification", "30A23456")),
                bad("CUIT with a wrong check digit", "/customer/identification", "identification",
                        o -> customer(o).put("documentType", "CUIT").put("identification", "20-30123456-1")),
                bad("CUIT too short", "/customer/identification", "identification",
                        o -> customer(o).put("documentType", "CUIT").put("identification", "2030123456")),
                bad("NIT with a wrong check digit", "/customer/identification", "identification",
                        o -> customer(o).put("documentType", "NIT").put("identification", "900447307-2")),
                bad("unknown document", "/customer/documentType", "enum", o -> customer(o).put("documentType", "XX")),
                bad("no items", "/items", "required", o -> o.remove("items")),
                bad("empty items", "/items", "minItems", o -> ((ArrayNode) o.get("items")).removeAll()),
                bad("item without a price", "/items/0/total", "required", o -> item(o, 0).remove("unitPrice")),
                bad("item without a description", "/items/0/description", "required", o -> item(o, 0).remove("description")),
                bad("negative price", "/items/0/unitPrice", "amount", o -> item(o, 0).put("unitPrice", "-1.00")),
                bad("price with three decimals", "/items/0/unitPrice", "decimals", o -> item(o, 0).put("unitPrice", "7624.381")),
                bad("quantity of four decimals", "/items/0/quantity", "quantity", o -> item(o, 0).put("quantity", "1.0001")),
                bad("quantity zero", "/items/0/quantity", "quantity", o -> item(o, 0).put("quantity", "0")),
                bad("subscription without its reference", "/items/1/reference", "required", o -> item(o, 1).remove("reference")),
                bad("unknown type of item", "/items/0/type", "enum", o -> item(o, 0).put("type", "gift")),
                bad("a cent too much", "/total", "total", o -> o.put("total", "18450.51")),
                bad("a cent too little", "/total", "total", o -> o.put("total", "18450.49")),
                bad("total zero", "/total", "total", o -> o.put("total", "0.00")),
                bad("total with an exponent", "/total", "amount", o -> o.put("total", "1e5")),
                bad("total with a comma", "/total", "amount", o -> o.put("total", "18450,50")),
                bad("total beyond all digits", "/total", "number", o -> o.put("total", new java.math.BigDecimal("1e900"))),
                bad("too much rounding", "/rounding", "rounding", o -> o.put("rounding", "1.01")),
                bad("timeout as text", "/timeoutMinutes", "type", o -> o.put("timeoutMinutes", "60")),
                bad("timeout zero", "/timeoutMinutes", "minimum", o -> o.put("timeoutMinutes", 0)),
                bad("timeout of half a minute", "/timeoutMinutes", "type", o -> o.put("timeoutMinutes", 0.5)),
                bad("unknown webhooks type", "/webhooksType", "enum", o -> o.put("webhooksType", "some")),
                bad("plan filter that is none", "/installments/0", "pattern", o -> o.putArray("installments").add("+ahora_12")),
                bad("source with a blank", "/sources/0", "pattern", o -> o.putArray("sources").add("visa debit")),
                bad("script as the way back", "/returnTo", "pattern", o -> o.put("returnTo", "javascript:alert(1)")),
                bad("card number in the description", "/items/0/description", "card-number", o -> item(o, 0).put("description", "pay 4507 9900 0000 0010")),
                bad("card number in metadata", "/metadata/note", "card-number", o -> o.putObject("metadata").put("note", "4507990000000010")),
                bad("card number as a number", "/metadata/note", "card-number", o -> o.putObject("metadata").put("note", 4507990000000010L)),
                bad("card number as a key", "/metadata", "card-number", o -> o.putObject("metadata").put("4507990000000010", "x")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badOrders")
    void aBadOrderIsRefusedByPathAndCode(String what, String path, String code, Consumer<ObjectNode> spoil) {
        ObjectNode order = order(newOrderId());
        spoil.accept(order);
        Reply reply = send(order);
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(reply.json().path("errors")).as(reply.body())
                .anySatisfy(error -> {
                    assertThat(error.path("path").asText()).isEqualTo(path);
                    assertThat(error.path("code").asText()).isEqualTo(code);
                    assertThat(error.path("message").asText()).isNotBlank();
                });
        assertThat(reply.body()).doesNotContain("4507990000000010", "maria.example.com", "30A23456");
        if (order.path("orderId").asText().matches("SO-[0-9-]+")) {
            assertThat(show(order.path("orderId").asText()).status()).isEqualTo(404);
        }
    }

    @Test
    void allErrorsAreToldAtOnce() {
        ObjectNode order = order(newOrderId());
        order.put("currency", "COP");
        order.put("timeoutMinutes", "60");
        customer(order).put("email", "none");
        item(order, 1).remove("reference");
        JsonNode errors = send(order).json().path("errors");
        assertThat(errors).extracting(error -> error.path("path").asText())
                .contains("/currency", "/timeoutMinutes", "/customer/email");
    }

    static Stream<Arguments> badRequests() {
        return Stream.of(
                Arguments.of("no JSON", "application/json", "{", 400), Arguments.of("nothing", "application/json", "", 400),
                Arguments.of("an array", "application/json", "[]", 400), Arguments.of("a text", "application/json", "\"x\"", 400),
                Arguments.of("two documents", "application/json", "{} {}", 400),
                Arguments.of("a key twice", "application/json", "{\"orderId\":\"a\",\"orderId\":\"b\"}", 400),
                Arguments.of("too deep", "application/json", "[".repeat(5000) + "]".repeat(5000), 400),
                Arguments.of("a form", "application/x-www-form-urlencoded", "orderId=1", 415),
                Arguments.of("no type", null, "{}", 415), Arguments.of("another charset", "application/json; charset=iso-8859-1", "{}", 415),
                Arguments.of("too big", "application/json", "{\"metadata\":\"" + "x".repeat(1_048_577) + "\"}", 413));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void aRequestThatIsNoneIsRefused(String what, String contentType, String body, int status) {
        Reply reply = post("/erp/orders", contentType, body, "Bearer " + ERP_KEY);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void halfACharacterIsNoText() {
        String order = order(newOrderId()).toString().replace("Peña", "Pe\\ud83d");
        Reply reply = post("/erp/orders", "application/json", order, "Bearer " + ERP_KEY);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/errors/0/code").asText()).isEqualTo("control-character");
    }

    @Test
    void nobodyComesInWithoutAKey() {
        ObjectNode order = order(newOrderId());
        for (String key : new String[] {null, "Bearer wrong", "Basic " + ERP_KEY, ERP_KEY, "Bearer "}) {
            assertThat(post("/erp/orders", "application/json", order.toString(), key).status()).as(key).isEqualTo(401);
        }
        assertThat(get("/erp/orders/" + order.path("orderId").asText(), "Bearer wrong").status()).isEqualTo(401);
        assertThat(post("/erp/orders/x/cancel", "application/json", "{}", null).status()).isEqualTo(401);
        String keyInAddress = "?Authorization=" + encoded("Bearer " + ERP_KEY);
        assertThat(post("/erp/orders" + keyInAddress, "application/json", order.toString(), null).status()).isEqualTo(401);
        assertThat(get("/erp/orders/x" + keyInAddress, null).status()).isEqualTo(401);
        assertThat(post("/erp/orders/x/cancel" + keyInAddress, "application/json", "{}", null).status()).isEqualTo(401);
    }

    @Test
    void theSameOrderAgainHasTheSameAnswer() {
        ObjectNode order = order(newOrderId());
        Reply first = send(order);
        ObjectNode again = document(order.toString());
        again.put("total", new java.math.BigDecimal("18450.5")); // the same content, written otherwise
        Reply second = send(again);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(platform.created(first.json().path("reference").asText())).isEqualTo(1);
    }

    @Test
    void theSameOrderManyTimesAtOnceIsOneCheckout() throws Exception {
        String orderId = newOrderId();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                replies.add(CompletableFuture.supplyAsync(() -> send(order(orderId)), clients));
            }
            for (CompletableFuture<Reply> reply : replies) {
                assertThat(reply.get().status()).isIn(200, 201);
                assertThat(reply.get().json().path("payUrl").asText()).contains("/pay/" + orderId + "-A1/");
            }
        } finally {
            clients.shutdown();
        }
        assertThat(platform.created(orderId + "-A1")).isEqualTo(1);
    }

    @Test
    void aCustomerIsKnownByIdAfterwards() {
        ObjectNode first = order(newOrderId());
        customer(first).put("id", "C-known").put("email", "known@example.com");
        open(first);
        ObjectNode second = order(newOrderId());
        second.set("customer", Json.MAPPER.createObjectNode().put("id", "C-known"));
        String reference = open(second);
        assertThat(platform.checkout(reference).request().at("/customer/email").asText()).isEqualTo("known@example.com");
        assertThat(platform.checkout(reference).request().at("/customer/identification").asText()).isEqualTo("30123456");
    }

    @Test
    void anImageThatIsNotHttpsIsLeftOutWithAWarning() {
        ObjectNode order = order(newOrderId());
        item(order, 0).put("image", "http://shop.example/caf.jpg");
        Reply reply = send(order);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().at("/warnings/0/path").asText()).isEqualTo("/items/0/image");
        assertThat(platform.checkout(reply.json().path("reference").asText()).request().at("/items/0").has("image")).isFalse();
    }

    @Test
    void aChangedOrderTakesThePlaceOfTheOldOne() {
        String orderId = newOrderId();
        String old = open(order(orderId));
        ObjectNode changed = order(orderId);
        changed.put("shipping", "3301.74").put("total", "18550.50");
        Reply reply = send(changed);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        String fresh = reply.json().path("reference").asText();
        assertThat(fresh).isNotEqualTo(old);
        assertThat(state(old)).isEqualTo("SUPERSEDED");
        assertThat(state(fresh)).isEqualTo("OPEN");
        awaitStock(old, "reserve", "release");
        awaitStock(fresh, "reserve");
        await().atMost(SOON).untilAsserted(() -> assertThat(platform.calls())
                .anyMatch(call -> call.method().equals("DELETE") && call.path().endsWith(platform.checkout(old).id())));

        // paid after all: booked, marked, and for a person; the stock of the new one is not touched
        tell(old, platform.happen(old, "sup" + old, "200", "card", "18450.50", at(1)));
        awaitFinance(old, "receipt", "exception");
        assertThat(financeEffect(old, "receipt").path("superseded").asBoolean()).isTrue();
        assertThat(exceptions(old)).containsExactly("superseded-paid");
        assertThat(stock(old)).containsExactly("reserve", "release");
        assertThat(show(orderId).json().path("state").asText()).isEqualTo("PAID");
    }

    @Test
    void aChangeComesTooLateForWhatIsInPayment() {
        String orderId = newOrderId();
        String reference = open(order(orderId));
        platform.happen(reference, "busy" + reference, "2", "cash", "18450.50", at(1)); // no message came yet
        ObjectNode changed = order(orderId);
        changed.put("shipping", "3301.74").put("total", "18550.50");
        assertThat(send(changed).status()).isEqualTo(409);
        assertThat(state(reference)).isEqualTo("WAITING");
        assertThat(cancel(orderId).status()).isEqualTo(409);
    }

    @Test
    void aChangeWaitsForAPlatformThatCannotBeAsked() {
        String orderId = newOrderId();
        String reference = open(order(orderId));
        platform.behave("/coupons/" + reference, call -> Answer.json(404, "{}"));
        ObjectNode changed = order(orderId);
        changed.put("shipping", "3301.74").put("total", "18550.50");
        Reply reply = send(changed);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().firstValue("Retry-After")).isPresent();
        assertThat(cancel(orderId).status()).isEqualTo(503);
        assertThat(state(reference)).isEqualTo("OPEN");
    }

    @Test
    void anOrderIsCancelledAndStaysSo() {
        String orderId = newOrderId();
        String reference = open(order(orderId));
        Reply reply = cancel(orderId);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).isEqualTo(document("{\"orderId\":\"" + orderId + "\",\"state\":\"CANCELLED\"}"));
        awaitStock(reference, "reserve", "release");
        assertThat(cancel(orderId).json().path("state").asText()).isEqualTo("CANCELLED");
        assertThat(send(order(orderId)).json().path("state").asText()).isEqualTo("CANCELLED");
        assertThat(cancel("nobody").status()).isEqualTo(404);
    }

    // ---- files

    private Path inbox() {
        return Path.of(world.configuration.get("bridge.data-dir"), "orders", "in");
    }

    private Path beside(String folder, String file) {
        return inbox().resolveSibling(folder).resolve(file);
    }

    private void drop(String name, String content) throws IOException {
        Path part = Files.createDirectories(inbox()).resolve(name + ".part");
        Files.writeString(part, content, StandardCharsets.UTF_8);
        Files.move(part, inbox().resolve(name));
    }

    private JsonNode awaitFile(Path file) {
        await().atMost(SOON).until(() -> Files.exists(file));
        return quietly(() -> Json.tree(Files.readString(file)));
    }

    @Test
    void aFileOfOrdersIsTakenAndReported() throws Exception {
        String one = newOrderId();
        String two = newOrderId();
        drop(one + ".json", "\uFEFF[" + order(one) + "," + order(two) + "]");
        JsonNode result = awaitFile(beside("done", one + ".json.result.json"));
        assertThat(result).extracting(entry -> entry.path("orderId").asText()).containsExactly(one, two);
        assertThat(result).allSatisfy(entry -> {
            assertThat(entry.path("state").asText()).isEqualTo("OPEN");
            assertThat(entry.path("payUrl").asText()).contains("/pay/");
        });
        await().atMost(SOON).until(() -> Files.exists(beside("done", one + ".json")));
        await().atMost(SOON).untilAsserted(() -> assertThat(erp.told("/orders", one + "-A1")).hasSize(1));
    }

    @Test
    void ofAFileEachOrderStandsOrFallsByItself() throws Exception {
        String good = newOrderId();
        ObjectNode bad = order(newOrderId());
        customer(bad).put("email", "not-an-address");
        drop(good + ".json", "[" + order(good) + "," + bad + ", 17]");
        JsonNode errors = awaitFile(beside("rejected", good + ".json.errors.json"));
        assertThat(errors).extracting(entry -> entry.path("index").asInt()).containsExactly(1, 2);
        assertThat(errors.toString()).contains("/customer/email").doesNotContain("not-an-address");
        assertThat(awaitFile(beside("rejected", good + ".json.result.json")).get(0).path("state").asText()).isEqualTo("OPEN");
    }

    @Test
    void aNameThatIsThereAlreadyIsNotOverwritten() throws Exception {
        String name = "same-" + newOrderId() + ".json";
        String first = newOrderId();
        drop(name, order(first).toString());
        awaitFile(beside("done", name + ".result.json"));
        await().atMost(SOON).until(() -> Files.exists(beside("done", name)));
        String second = newOrderId();
        drop(name, order(second).toString());
        JsonNode result = awaitFile(beside("done", name.replace(".json", "-2.json") + ".result.json"));
        assertThat(result.get(0).path("orderId").asText()).isEqualTo(second);
        assertThat(Files.readString(beside("done", name))).contains(first);
    }

    @Test
    void aFileThatIsNoJsonIsRejected() throws Exception {
        String name = newOrderId() + ".json";
        drop(name, "{\"orderId\": \"half");
        assertThat(awaitFile(beside("rejected", name + ".errors.json")).at("/0/errors/0/code").asText()).isEqualTo("malformed");
    }
}
