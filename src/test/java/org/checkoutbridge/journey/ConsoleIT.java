package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.checkoutbridge.link.LinkSigner;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people find at the console, and what they can and cannot do there. */
class ConsoleIT extends Journey {

    private static final String WHY = "mended at the ERP";
    private static final String SIGNING_KEY = "journey-signing-key-0123456789abcdef";

    ConsoleIT() {
        super(Map.of("console.users", ConsoleReader.USERS, "console.search-key", "journey-search-key"));
    }

    private String management() {
        return "http://localhost:" + world.configuration.get("bridge.management.port");
    }

    private ConsoleReader operator() {
        return ConsoleReader.operator(world);
    }

    /** A bought order whose buyer nobody else is. Gives the reference. */
    private String openFor(String email, String document) {
        ObjectNode order = order(newOrderId());
        ((ObjectNode) order.get("customer")).put("id", "C-" + order.get("orderId").asText()).put("email", email).put("identification", document);
        return open(order);
    }

    private void paid(String reference) {
        tell(reference, platform.happen(reference, "op" + reference, "200", "card", "18450.50", at(1)));
        awaitState(reference, "PAID");
    }

    private String exceptionId(String reference, String reason) {
        String query = "select id from payment_exception where reference = '" + reference + "' and reason = '" + reason + "' and closed_at is null";
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(value(query)).isNotNull());
        return value(query);
    }

    private String order(ConsoleReader reader, String reference) {
        return reader.page("/console/orders/" + orderOf(reference));
    }

    /** Who did what about what and why, as the history has it. */
    private String acts(String reference) {
        return value("select string_agg(event || ' by ' || actor || ' about ' || about || ': ' || reason, '; ' order by id) from payment_event where reference = '"
                + reference + "' and actor is not null");
    }

    /** The places where the history of a reference breaks: as verify-history looks for them. */
    private String breaks(String reference) {
        try (InputStream file = ConsoleIT.class.getResourceAsStream("/sql/operations/verify-history.sql")) {
            return value("select breaks from (" + new String(file.readAllBytes(), StandardCharsets.UTF_8) + ") h where reference = '" + reference + "'");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- the door

    @Test
    void nothingOfItIsOnThePublicPort() {
        for (String path : List.of("/console", "/console/login", "/console/orders", "/console/flows", "/console/pages/style.css")) {
            assertThat(get(world.url() + path, null).status()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/orders", "/console/orders/SO-1", "/console/dead-letters", "/console/flows", "/console/flows/payments", "/console/messages/1"})
    void whoIsNotSignedInIsAskedWhoHeIs(String path) {
        for (String cookie : List.of("", "console-session=operator|9999999999|x|forged", "console-session=" + "x".repeat(200))) {
            Reply reply = new ConsoleReader(world).with(cookie).get(path);
            assertThat(reply.status()).isEqualTo(303);
            assertThat(reply.headers().firstValue("Location")).contains("/console/login");
        }
    }

    @Test
    void aWrongPasswordLetsNobodyInAndTooManyLetNobodyElseIn() {
        ConsoleReader stranger = new ConsoleReader(world);
        for (int i = 0; i < 6; i++) {
            assertThat(stranger.tryToSignIn("mallory", "guess-" + i).status()).isEqualTo(403);
        }
        assertThat(stranger.tryToSignIn("viewer", "sandbox-operator").status()).isEqualTo(403);
        assertThat(stranger.tryToSignIn("viewer", "").status()).isEqualTo(403);
        assertThat(ConsoleReader.viewer(world).page("/console")).contains("viewer");
        ConsoleReader operator = operator();
        assertThat(operator.with(operator.cookie().replace("operator", "viewer")).get("/console").status()).as("another's name").isEqualTo(303);
    }

    @Test
    void pagesAreNotStoredFramedOrScripted() {
        Reply reply = operator().get("/console");
        assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(reply.body()).doesNotContain("<script");
        Reply style = operator().get("/console/pages/style.css");
        assertThat(style.status()).isEqualTo(200);
    }

    @Test
    void aFormThatIsNotOursDoesNothing() {
        String reference = open();
        paid(reference);
        ConsoleReader operator = operator();
        Map<String, String> fields = Map.of("order", orderOf(reference), "why", WHY);
        assertThat(operator.send("/console/acts/reveal", fields, management()).status()).as("without a token").isEqualTo(403);
        Map<String, String> withToken = Map.of("order", orderOf(reference), "why", WHY, "form", operator.form());
        assertThat(operator.send("/console/acts/reveal", withToken, "https://evil.example").status()).as("from elsewhere").isEqualTo(403);
        Map<String, String> others = Map.of("order", orderOf(reference), "why", WHY, "form", operator().form());
        assertThat(operator.send("/console/acts/reveal", others, management()).status()).as("of another session").isEqualTo(403);
        assertThat(operator.act("reveal", Map.of("order", orderOf(reference), "why", "")).status()).as("without a reason").isEqualTo(422);
        assertThat(operator.act("reveal", Map.of("order", orderOf(reference), "why", "for maria@example.com")).status()).isEqualTo(422);
        assertThat(operator.act("nothing-we-know", Map.of("why", WHY)).status()).isEqualTo(404);
        assertThat(acts(reference)).isNull();
    }

    // ---- search and timeline

    @Test
    void anOrderIsFoundByAllThatIsKnownOfItAndNothingPersonalStandsInAnAddress() {
        String email = "searched." + newOrderId().toLowerCase() + "@example.com";
        String reference = openFor(email, "20.345." + System.nanoTime() % 1000);
        String document = value("select document->'customer'->>'identification' from customer_order where erp_order_id = '" + orderOf(reference) + "'");
        paid(reference);
        ConsoleReader viewer = ConsoleReader.viewer(world);
        String checkout = platform.checkout(reference).id();
        for (Map<String, String> fields : List.of(Map.of("id", orderOf(reference)), Map.of("id", reference), Map.of("id", checkout), Map.of("id", "op" + reference),
                Map.of("id", "836158", "state", "PAID"), Map.of("person", email), Map.of("person", " " + email.toUpperCase() + " "), Map.of("id", email),
                Map.of("person", document), Map.of("person", document.replace(".", "")), Map.of("person", email, "state", "PAID", "since", "2020-01-01"),
                Map.of("state", "PAID"))) {
            String address = viewer.searched(fields);
            assertThat(address).doesNotContainIgnoringCase(email.substring(0, 10)).doesNotContain(document, "%40");
            assertThat(viewer.page(address)).as(address).contains("/console/orders/" + orderOf(reference));
        }
        for (Map<String, String> fields : List.of(Map.of("id", orderOf(reference).substring(1)), Map.of("person", "nobody@example.com"),
                Map.of("person", email, "state", "EXPIRED"), Map.of("person", email, "until", "2020-01-01"), Map.of("id", reference, "person", "nobody@example.com"),
                Map.of("id", "' or 1=1 --"))) {
            assertThat(viewer.page(viewer.searched(fields))).as(fields.toString()).contains("Nothing fits");
        }
        assertThat(value("select count(*) from buyer_key where key like '%@%' or key = '" + document + "'")).isEqualTo("0");
    }

    @Test
    void resultsGoOnFromPageToPage() {
        sql("insert into customer_order (erp_order_id, version, content_hash, source, document) select 'PAGED-' || g, 1, 'x', 'http', '{}' from generate_series(1, 120) g");
        sql("insert into checkout (gateway, reference, erp_order_id, order_id, state, total, currency, timeout_minutes, webhooks_type, created_at)"
                + " select 'sugaway', erp_order_id || '-A1', erp_order_id, id, 'CANCELLED', 10, 'ARS', 60, 'all', '2021-05-05T12:00:00Z' from customer_order"
                + " where erp_order_id like 'PAGED-%'");
        ConsoleReader viewer = ConsoleReader.viewer(world);
        String address = viewer.searched(Map.of("since", "2021-05-05", "until", "2021-05-05"));
        java.util.Set<String> seen = new java.util.TreeSet<>();
        for (int page = 0; page < 3; page++) {
            String text = viewer.page(address);
            java.util.regex.Pattern.compile("/console/orders/(PAGED-[0-9]+)").matcher(text).results().forEach(found -> seen.add(found.group(1)));
            address = page < 2 ? ConsoleReader.first("href=\"(/console/orders\\?before=[^\"]+)\"", text).replace("&amp;", "&") : address;
        }
        assertThat(seen).hasSize(120);
    }

    @Test
    void ordersThatWereThereBeforeAreFoundToo() {
        String email = "older." + newOrderId().toLowerCase() + "@example.com";
        String reference = openFor(email, "27111222");
        sql("delete from buyer_key; delete from buyer_key_mark");
        ConsoleReader viewer = ConsoleReader.viewer(world);
        String address = viewer.searched(Map.of("person", email));
        await().atMost(Duration.ofSeconds(45)).untilAsserted(() -> assertThat(viewer.page(address)).contains(orderOf(reference)));
    }

    @Test
    void theTimelineTellsAllThatHappenedAndNotToWhom() {
        String reference = open();
        get(value("select null") == null ? show(orderOf(reference)).json().at("/checkouts/0/payUrl").asText() : "", null);
        tell(reference, platform.happen(reference, "try" + reference, "400", "card", "18450.50", at(0)));
        paid(reference);
        awaitFinance(reference, "receipt");
        await().atMost(SOON).untilAsserted(() -> assertThat(order(ConsoleReader.viewer(world), reference)).contains("Order received", "Checkout prepared",
                "Buyer opened the link", "Opened at the platform", "Message of the platform", "An attempt to pay was refused", "Platform asked", "status 200",
                "Open → Paid".toLowerCase(), "Commit to the ERP’s stock", "Receipt to the ERP’s finance", "buyer-paid", "America/Argentina/Buenos_Aires"));
        for (ConsoleReader reader : List.of(ConsoleReader.viewer(world), operator())) {
            assertThat(order(reader, reference)).doesNotContain("mariajose.pena", "María José", "30123456", "1155550123", "450799");
        }
    }

    @Test
    void whatComesFromOutsideIsShownAndNotObeyed() {
        String reference = open();
        String code = "<script>alert(1)</script>";
        tell(reference, platform.happen(reference, "x\"><img src=x>" + reference, "777", "card", "18450.50", at(1)));
        awaitState(reference, "REVIEW");
        assertThat(order(operator(), reference)).doesNotContain("<img src=x>").contains("&lt;img src=x&gt;");
        assertThat(operator().get("/console/orders/" + encoded(code)).body()).doesNotContain("<script>");
        assertThat(operator().get("/console?done=" + encoded(code)).body()).doesNotContain("<script>");
        assertThat(operator().get("/console/orders?id=" + encoded(code) + "&before=1").body()).doesNotContain("<script>");
    }

    @Test
    void aMessageShowsCodesAndAmountsOnly() {
        String reference = open();
        ObjectNode data = platform.happen(reference, "msg" + reference, "200", "card", "18450.50", at(1));
        data.putObject("customer").put("email", "payer@example.com").put("name", "Pedro Payer").put("identification", "40111222");
        tell(reference, data);
        awaitState(reference, "PAID");
        String id = value("select id from webhook_inbox where reference = '" + reference + "'");
        assertThat(operator().page("/console/messages/" + id)).contains("18450.5", ">200<", "msg" + reference, "•••").doesNotContain("payer@example.com", "Pedro", "40111222", "450799");
        assertThat(operator().get("/console/messages/999999999").status()).isEqualTo(404);
        assertThat(operator().get("/console/messages/x").status()).isEqualTo(404);
    }

    // ---- acts

    @Test
    void aViewerLooksAndDoesNotAct() {
        String reference = open();
        paid(reference);
        ConsoleReader viewer = ConsoleReader.viewer(world);
        assertThat(order(viewer, reference)).doesNotContain("/console/acts/");
        for (String act : List.of("reveal", "ask", "resend", "replay", "retry", "rule", "take", "clear", "count")) {
            assertThat(viewer.act(act, Map.of("order", orderOf(reference), "reference", reference, "why", WHY)).status()).as(act).isEqualTo(403);
        }
        assertThat(acts(reference)).isNull();
    }

    @Test
    void whoBoughtIsShownToWhoSaysWhyAndThatIsWrittenDown() {
        String reference = open();
        Reply reply = operator().act("reveal", Map.of("order", orderOf(reference), "why", "the buyer called"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("mariajose.pena@example.com", "María José Peña", "30123456");
        assertThat(acts(reference)).isEqualTo("revealed by operator about buyer: the buyer called");
        assertThat(order(operator(), reference)).doesNotContain("mariajose.pena@example.com").contains("the buyer called");
        assertThat(breaks(reference)).isEqualTo("{}");
    }

    @Test
    void aRefusedEffectIsSentAgainUnderItsKey() {
        String order = newOrderId();
        AtomicBoolean refuses = new AtomicBoolean(true);
        erp.behave(order + "-A1", call -> call.path().equals("/finance") && call.body().contains("\"receipt\"") && refuses.get() ? Answer.json(422, "{}") : null);
        String reference = open(order(order));
        paid(reference);
        String exception = exceptionId(reference, "erp-refused");
        assertThat(operator().page("/console")).contains(reference, "The ERP refused an effect", "nobody has taken it");
        operator().done("take", Map.of("exception", exception));
        assertThat(operator().page("/console")).contains("taken by");
        String effect = value("select effect_id from effect where reference = '" + reference + "' and action = 'receipt'");
        refuses.set(false);
        operator().done("resend", Map.of("effect", effect, "why", WHY, "back", "/console/orders/" + order));
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select state from effect where effect_id = '" + effect + "'")).isEqualTo("DELIVERED"));
        assertThat(erp.calls().stream().filter(call -> call.body().contains("\"receipt\"") && reference.equals(call.headers().get("x-correlation-id")))
                .map(call -> call.headers().get("idempotency-key")).distinct()).containsExactly(effect);
        assertThat(value("select closed_by from payment_exception where id = " + exception)).isEqualTo("operator");
        assertThat(acts(reference)).isEqualTo("taken by operator about erp-refused: by hand; resent by operator about finance/receipt " + effect + ": " + WHY);
        assertThat(operator().act("resend", Map.of("effect", effect, "why", WHY)).status()).as("it is delivered").isEqualTo(409);
        assertThat(operator().act("take", Map.of("exception", exception)).status()).as("it is settled").isEqualTo(409);
        assertThat(operator().act("resend", Map.of("effect", "x", "why", WHY)).status()).isEqualTo(404);
        assertThat(breaks(reference)).isEqualTo("{}");
    }

    @Test
    void whatIsRefusedAgainIsAnExceptionAgain() {
        String order = newOrderId();
        erp.behave(order + "-A1", call -> call.path().equals("/stock") ? Answer.json(400, "{}") : null);
        String reference = open(order(order));
        String exception = exceptionId(reference, "erp-refused");
        String effect = value("select effect_id from effect where reference = '" + reference + "' and action = 'reserve'");
        operator().done("resend", Map.of("effect", effect, "why", WHY));
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select attempts || ' ' || state from effect where effect_id = '" + effect + "'")).isEqualTo("2 DEAD"));
        assertThat(exceptionId(reference, "erp-refused")).isEqualTo(exception);
        assertThat(state(reference)).isEqualTo("OPEN");
        operator().done("clear", Map.of("exception", exception, "why", "reserved by hand"));
        assertThat(value("select closed_by from payment_exception where id = " + exception)).isEqualTo("operator");
    }

    /** The failure that everything exists to prevent: a paid order that is released. */
    @Test
    void whatStockWasToDoBeforeSomethingElseIsNotSentAfterIt() {
        String order = newOrderId();
        erp.behave(order + "-A1", call -> call.path().equals("/stock") && call.body().contains("\"release\"") ? Answer.json(422, "{}") : null);
        String reference = open(order(order));
        letExpire(reference);
        awaitState(reference, "EXPIRED");
        exceptionId(reference, "erp-refused");
        paid(reference);
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select count(*) from effect where reference = '" + reference
                + "' and action = 'commit' and state = 'DELIVERED'")).isEqualTo("1"));
        erp.behave(reference, call -> null);
        String effect = value("select effect_id from effect where reference = '" + reference + "' and action = 'release'");
        assertThat(operator().act("resend", Map.of("effect", effect, "why", WHY)).status()).isEqualTo(409);
        operator().done("retry", Map.of("destination", "stock", "action", "release", "last_status", "422", "counted", "9", "why", WHY));
        assertThat(value("select state from effect where effect_id = '" + effect + "'")).isEqualTo("DEAD");
        assertThat(acts(reference)).isNull();
    }

    @Test
    void allDeadLettersThatMatchAreCountedBeforeTheyAreSentAgain() {
        AtomicBoolean refuses = new AtomicBoolean(true);
        List<String> orders = List.of(newOrderId(), newOrderId(), newOrderId());
        orders.forEach(order -> erp.behave(order + "-A1", call -> call.path().equals("/stock") && refuses.get() ? Answer.json(418, "{}") : null));
        orders.forEach(order -> open(order(order)));
        orders.forEach(order -> exceptionId(order + "-A1", "erp-refused"));
        Map<String, String> match = Map.of("destination", "stock", "action", "reserve", "last_status", "418");
        assertThat(operator().page("/console/dead-letters")).contains("HTTP 418");
        Reply counted = operator().act("count", match);
        assertThat(counted.status()).isEqualTo(200);
        assertThat(ConsoleReader.first("id=\"counted\" class=\"amount\">([0-9]+)<", counted.body())).isEqualTo("3");
        assertThat(stock(orders.get(0) + "-A1")).as("nothing was sent").containsExactly("reserve");
        assertThat(value("select count(*) from effect where last_status = 418 and state = 'DEAD'")).isEqualTo("3");
        refuses.set(false);
        operator().done("retry", Map.of("destination", "stock", "action", "reserve", "last_status", "418", "counted", "2", "why", WHY));
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select count(*) from effect where erp_order_id in ('" + String.join("','", orders)
                + "') and action = 'reserve' and state = 'DELIVERED'")).as("as many as were counted").isEqualTo("2"));
        operator().done("retry", Map.of("destination", "stock", "action", "reserve", "last_status", "418", "counted", "1", "why", WHY));
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select count(*) from effect where erp_order_id in ('" + String.join("','", orders)
                + "') and action = 'reserve' and state = 'DELIVERED'")).isEqualTo("3"));
        orders.forEach(order -> assertThat(acts(order + "-A1")).contains("resent by operator about stock/reserve").contains(WHY));
        orders.forEach(order -> assertThat(breaks(order + "-A1")).isEqualTo("{}"));
    }

    @Test
    void aMessageThatWasPutAsideIsReadAgain() {
        String order = newOrderId();
        String reference = order + "-A1";
        ObjectNode message = document("{\"type\":\"checkout\"}");
        message.set("data", platform.happen(reference, "early" + reference, "200", "card", "18450.50", at(1)));
        String address = new LinkSigner(world.url(), SIGNING_KEY).webhookUrl("sugaway", reference);
        assertThat(request(HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message.toString())).build()).status()).isEqualTo(200);
        String exception = exceptionId(reference, "unknown-reference");
        String id = value("select operation_id from payment_exception where id = " + exception);
        platform.forget("early" + reference);
        open(order(order));
        assertThat(operator().page("/console/messages/" + id)).contains("about nothing that we know", "Have it read again");
        platform.happen(reference, "early" + reference, "200", "card", "18450.50", at(1));
        operator().done("replay", Map.of("message", id, "why", "the order came late"));
        awaitState(reference, "PAID");
        awaitFinance(reference, "receipt");
        assertThat(acts(reference)).isEqualTo("replayed by operator about message " + id + ": the order came late");
        assertThat(value("select closed_by from payment_exception where id = " + exception)).isEqualTo("operator");
        await().atMost(SOON).untilAsserted(() -> assertThat(operator().act("replay", Map.of("message", id, "why", WHY)).status()).as("it is read").isEqualTo(409));
        assertThat(breaks(reference)).isEqualTo("{}");
    }

    /** Where buyers bring messages, all that are unreadable in one way are one matter: it ends with the last of them. */
    @Test
    void aMatterAboutManyMessagesIsOpenUntilAllAreReadAgain() {
        String reference = open();
        for (String key : List.of("one", "two")) {
            sql("insert into webhook_inbox (gateway, reference, content_type, body, dedup_key, attempts, processed_at, verdict, detail) values ('sugaway', '"
                    + reference + "', 'application/json', 'no JSON', '" + key + reference + "', 1, now(), 'quarantined', 'told twice')");
        }
        sql("insert into payment_exception (gateway, reference, reason, operation_id) values ('sugaway', '" + reference + "', 'quarantined', 'told twice')");
        for (String key : List.of("one", "two")) {
            String matter = "select count(*) from payment_exception where closed_at is null and operation_id = 'told twice' and reference = '" + reference + "'";
            assertThat(value(matter)).isEqualTo("1");
            String id = value("select id from webhook_inbox where dedup_key = '" + key + reference + "'");
            operator().done("replay", Map.of("message", id, "why", WHY));
            assertThat(value(matter)).isEqualTo(key.equals("one") ? "1" : "0");
        }
    }

    @Test
    void thePlatformIsAskedByHand() {
        String reference = open();
        platform.happen(reference, "silent" + reference, "200", "card", "18450.50", at(1));
        operator().done("ask", Map.of("reference", reference, "back", "/console/orders/" + orderOf(reference)));
        awaitState(reference, "PAID");
        assertThat(acts(reference)).isEqualTo("asked by operator about payment: by hand");
        assertThat(operator().act("ask", Map.of("reference", "nothing-A1")).status()).isEqualTo(404);
        assertThat(breaks(reference)).isEqualTo("{}");
    }

    @Test
    void whatIsInReviewIsPutRightWithTheAmountThatThePlatformNamed() {
        String reference = open();
        tell(reference, platform.happen(reference, "odd" + reference, "777", "card", "18450.50", at(1)));
        awaitState(reference, "REVIEW");
        assertThat(order(operator(), reference)).contains("The platform used a code that no table knows", "It is paid", "It is not paid");
        Map<String, String> other = Map.of("reference", reference, "operation", "odd" + reference, "ruling", "paid", "amount", "1.00", "why", WHY);
        assertThat(operator().act("rule", other).status()).as("another amount").isEqualTo(409);
        Map<String, String> unheard = Map.of("reference", reference, "operation", "unheard", "ruling", "paid", "amount", "18450.50", "why", WHY);
        assertThat(operator().act("rule", unheard).status()).as("a payment that the platform never spoke of").isEqualTo(409);
        assertThat(state(reference)).isEqualTo("REVIEW");
        assertThat(stock(reference)).containsExactly("reserve");
        operator().done("rule", Map.of("reference", reference, "operation", "odd" + reference, "ruling", "paid", "amount", "18450.50", "why", "seen in the portal"));
        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "commit");
        await().atMost(SOON).untilAsserted(() -> assertThat(finance(reference)).contains("receipt"));
        assertThat(acts(reference)).isEqualTo("paid by operator about paid: seen in the portal");
        assertThat(value("select count(*) from payment_exception where reference = '" + reference + "' and closed_at is null")).isEqualTo("0");
        operator().done("ask", Map.of("reference", reference));
        assertThat(state(reference)).as("the platform says the odd code again").isEqualTo("PAID");
        assertThat(value("select count(*) from payment_exception where reference = '" + reference + "' and closed_at is null")).isEqualTo("0");
        assertThat(breaks(reference)).isEqualTo("{}");
    }

    @Test
    void whatIsRuledOutIsReleasedOnlyWhenThePlatformWasAsked() {
        String reference = open();
        tell(reference, platform.happen(reference, "odd" + reference, "778", "card", "18450.50", at(1)));
        awaitState(reference, "REVIEW");
        String exception = exceptionId(reference, "unknown-code");
        assertThat(operator().act("clear", Map.of("exception", exception, "why", WHY)).status()).as("it still waits for a person").isEqualTo(409);
        platform.behave("/coupons/" + reference, call -> Answer.json(503, "{}"));
        operator().done("rule", Map.of("reference", reference, "operation", "odd" + reference, "ruling", "failed", "why", "seen in the portal"));
        awaitState(reference, "OPEN");
        letExpire(reference);
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(6)).untilAsserted(() -> assertThat(state(reference)).isEqualTo("OPEN"));
        assertThat(stock(reference)).containsExactly("reserve");
        platform.behaveAsUsual("/coupons/" + reference);
        awaitState(reference, "EXPIRED");
        awaitStock(reference, "reserve", "release");
        assertThat(acts(reference)).isEqualTo("attempt-failed by operator about not paid: seen in the portal");
        assertThat(breaks(reference)).isEqualTo("{}");
    }

    @Test
    void aDuplicatePaymentIsSettledWithAReason() {
        String reference = open();
        paid(reference);
        tell(reference, platform.happen(reference, "again" + reference, "200", "card", "18450.50", at(5)));
        String exception = exceptionId(reference, "second-payment");
        assertThat(operator().page("/console")).contains("Paid twice");
        operator().done("clear", Map.of("exception", exception, "why", "returned at the platform"));
        assertThat(value("select closed_by from payment_exception where id = " + exception)).isEqualTo("operator");
        assertThat(acts(reference)).isEqualTo("cleared by operator about second-payment: returned at the platform");
        assertThat(state(reference)).isEqualTo("PAID");
        assertThat(operator().act("clear", Map.of("exception", exception, "why", WHY)).status()).isEqualTo(409);
        assertThat(breaks(reference)).isEqualTo("{}");
    }

    @Test
    void flowsAreThoseThatRun() {
        String flows = operator().page("/console/flows");
        assertThat(flows).contains("<svg", "/console/flows/payments", "REVIEW", "sugaway", "Inbox of messages", "OPEN → EXPIRED: expired");
        String payments = operator().page("/console/flows/payments");
        assertThat(payments).contains("apply-payment-events", "decide-events", "Applies what was learnt about a checkout");
        assertThat(Long.parseLong(ConsoleReader.first("(?s)id=\"apply-payment-events\".*?</td><td>direct</td>.*?<td>([0-9]+)</td>", payments))).isPositive();
        assertThat(operator().get("/console/flows/none").status()).isEqualTo(404);
    }

    @Test
    void itSpeaksSpanishToo() {
        ConsoleReader operator = operator();
        Reply reply = operator.send("/console/language", Map.of("language", "es"), management());
        assertThat(reply.status()).isEqualTo(303);
        String language = reply.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        operator.with(operator.cookie() + "; " + language);
        assertThat(operator.page("/console")).contains("lang=\"es\"", "Lo que necesita a una persona");
        assertThat(operator.page("/console/flows")).contains("La vida de un checkout");
    }
}
