package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a newcomer does with the sandbox: starts it, sends an order, pays it on the hosted page, and looks at what the ERP and the
 * mailbox got. Everything over real HTTP, with nothing but what the sandbox prints.
 */
class SandboxIT extends SandboxTour {

    /** A checkout's minute, the grace after it, the clocks of both sides, and a slow machine. */
    private static final Duration AFTER_EXPIRY = Duration.ofSeconds(150);

    private static final String NAME = "Zoé Quiñones";
    private static final String EMAIL = "zoe.quinones@example.com";
    private static final String IDENTIFICATION = "27654321";
    private static final String GOOD_CARD = "5323629993121008";
    private static final String DECLINED_CARD = "4507930000000016";

    private static final String MISTAKE = "- route: {id: x, form: y}";

    /** Two orders that need a minute to pass: they are placed first, and looked at late. */
    private Placed left;
    private Placed paidUnheard;

    @BeforeAll
    void begin() {
        await().atMost(SOON).until(() -> sandbox.log().contains("; echo"));

        left = place(order("SO-LEFT").put("timeoutMinutes", 1));
        HttpResponse<String> ended = send(page(left).form("/expire").submitted());
        assertThat(ended.statusCode()).isEqualTo(303);
        paidUnheard = place(order("SO-UNHEARD").put("timeoutMinutes", 1).put("webhooksType", "none"));
        pay(paidUnheard, GOOD_CARD);
    }

    @Test
    @Order(1)
    void theFirstOrderThatTheSandboxSuggestsIsPaid() {
        HttpResponse<String> answer = send(suggested(sandbox.log()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        Placed order = placed(answer);
        awaitCalls("stock", order, "reserve");

        HttpResponse<String> back = pay(order, page(order).form("/card"));
        HttpResponse<String> shop = get(location(back));
        assertThat(shop.statusCode()).as(shop.body()).isEqualTo(200);
        assertThat(shop.body()).contains(order.reference());

        awaitState(order, "PAID");
        awaitCalls("stock", order, "reserve", "commit");
        awaitCalls("finance", order, "receipt");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(mails("maria.perez@example.com", order)).hasSize(1);
            assertThat(mails("merchant@shop.example", order)).hasSize(1);
        });
        JsonNode receipt = calls("finance", order).get(0).path("body");
        assertThat(receipt.path("amount").asText()).isEqualTo("18450.50");
        assertThat(receipt.path("approvalNumber").asText()).isNotBlank();
        assertThat(receipt.path("method").path("last4").asText()).isEqualTo("0010");
        assertThat(receipt.path("test").asBoolean(true)).isFalse();
        assertThat(send(suggested(sandbox.log())).statusCode()).as("the same order again").isEqualTo(200);
        assertThat(get(order.payUrl()).body()).as("the pay link of a paid order").contains(order.reference());
    }

    @Test
    @Order(2)
    void aCardThatIsDeclinedCanBeFollowedByOneThatIsNot() {
        Placed order = place(order("SO-DECLINED"));
        HttpResponse<String> declined = pay(order, DECLINED_CARD);
        assertThat(location(declined).getQuery()).contains("status=410");
        assertThat(get(location(declined)).statusCode()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(events(order)).contains("attempt-failed"));
        assertThat(state(order)).isEqualTo("OPEN");

        pay(order, GOOD_CARD);
        awaitState(order, "PAID");
        awaitCalls("stock", order, "reserve", "commit");
        awaitCalls("finance", order, "receipt");
    }

    @Test
    @Order(2)
    void whatIsFilledInWronglyIsSaidOnThePage() {
        Placed order = place(order("SO-WRONG"));
        HttpResponse<String> answer = send(page(order).form("/card").with("number", "4507990000000011").with("holder", "<b>\"x\"</b>").submitted());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<b>\"x", "4507990000000011");
        assertThat(state(order)).isEqualTo("OPEN");
    }

    @Test
    @Order(2)
    void aCouponIsPaidLater() {
        Placed order = place(order("SO-COUPON"));
        HttpResponse<String> issued = send(page(order).form("/cash").submitted());
        assertThat(location(issued).getQuery()).contains("type=cash");
        assertThat(get(location(issued)).body()).as("the shop's page asks, and leads to the coupon").contains(order.reference(), "/print\"");
        awaitState(order, "WAITING");
        awaitCalls("finance", order, "receivable");
        awaitCalls("stock", order, "reserve", "extend");
        await().atMost(SOON).untilAsserted(() -> assertThat(mails(EMAIL, order)).as("how to finish").hasSize(1));

        Matcher link = Pattern.compile("http://\\S+/print").matcher(mails(EMAIL, order).get(0).path("text").asText());
        assertThat(link.find()).isTrue();
        URI coupon = URI.create(link.group());
        HttpResponse<String> paid = send(new HostedPage(coupon, get(coupon).body()).form("/pay").submitted());
        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(get(location(paid)).body()).doesNotContain("<form");

        awaitState(order, "PAID");
        awaitCalls("finance", order, "receivable", "receipt");
        awaitCalls("stock", order, "reserve", "extend", "commit");
    }

    @Test
    @Order(2)
    void aBuyerWhoCancelsMayComeBackAndTheErpMayCancelInEarnest() {
        Placed order = place(order("SO-CANCELLED"));
        HttpResponse<String> cancelled = send(page(order).form("/cancel").submitted());
        assertThat(location(cancelled).getQuery()).contains("status=0");
        assertThat(get(location(cancelled)).statusCode()).isEqualTo(200);
        assertThat(state(order)).isEqualTo("OPEN");
        assertThat(page(order).html()).contains("Pay by card");

        HttpResponse<String> ended = send(erp("/erp/orders/" + order.orderId() + "/cancel").POST(HttpRequest.BodyPublishers.ofString("{}")).build());
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
        assertThat(json(ended).path("state").asText()).isEqualTo("CANCELLED");
        awaitCalls("stock", order, "reserve", "release");
        assertThat(get(order.payUrl()).statusCode()).as("a page that says how it stands").isEqualTo(200);
    }

    @Test
    @Order(2)
    void anOrderIsSentFromTheFirstPageAndFollowed() {
        URI home = URI.create(sandbox.sandboxUrl() + "/");
        HttpResponse<String> sent = send(new HostedPage(home, get(home).body()).form("/orders").submitted());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        URI follow = home.resolve(location(sent));
        String orderId = follow.getPath().replaceFirst("/orders/", "");
        Matcher payUrl = Pattern.compile("href=\"([^\"]*/pay/[^\"]*)\"").matcher(get(follow).body());
        assertThat(payUrl.find()).isTrue();
        Placed order = new Placed(orderId, orderId + "-A1", URI.create(payUrl.group(1)));
        pay(order, GOOD_CARD);
        awaitState(order, "PAID");
        await().atMost(SOON).untilAsserted(() -> assertThat(get(follow).body()).contains("answered 200", "/erp/finance", "Pedido pagado · " + orderId));
        Matcher mail = Pattern.compile("src=\"(/mail/[0-9]+)\"").matcher(get(follow).body());
        assertThat(mail.find()).isTrue();
        HttpResponse<String> letter = get(home.resolve(mail.group(1)));
        assertThat(letter.body()).contains("<!doctype html>", orderId);
        assertThat(letter.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'", "sandbox");
        assertThat(get(home).body()).contains("/orders/" + orderId);
        assertThat(get(home.resolve("/orders/SO-NONE")).statusCode()).isEqualTo(404);
        assertThat(get(home.resolve("/mail/0")).statusCode()).isEqualTo(404);
    }

    @Test
    @Order(2)
    void aRefundAtThePlatformReachesFinance() {
        Placed order = place(order("SO-REFUNDED"));
        pay(order, GOOD_CARD);
        awaitState(order, "PAID");
        awaitCalls("finance", order, "receipt");
        String operation = calls("finance", order).get(0).path("body").path("operationId").asText();

        assertThat(json(refund(operation, "{\"total\": 450.50}")).path("result").asBoolean()).isTrue();
        awaitState(order, "PARTIALLY_REFUNDED");
        assertThat(json(refund(operation, "{}")).path("result").asBoolean()).isTrue();
        awaitState(order, "REFUNDED");
        awaitCalls("finance", order, "receipt", "refund", "refund");
        List<JsonNode> told = calls("finance", order);
        assertThat(told.get(1).path("body").path("amount").asText()).isEqualTo("450.50");
        assertThat(told.get(2).path("body").path("amount").asText()).isEqualTo("18000.00");
        assertThat(told.get(2).path("body").path("refundedTotal").asText()).isEqualTo("18450.50");
        awaitCalls("stock", order, "reserve", "commit");
    }

    private HttpResponse<String> refund(String operation, String body) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.sandboxUrl() + "/sugaway/p/operations/" + operation + "/refund"))
                .header("x-api-key", "sandbox-sugaway-api-key").header("x-access-token", "sandbox-sugaway-access-token")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    @Test
    @Order(2)
    void withoutMessagesTheBuyersReturnLeadsToAQuery() {
        Placed order = place(order("SO-SILENT").put("webhooksType", "none"));
        HttpResponse<String> back = pay(order, GOOD_CARD);
        assertThat(state(order)).isEqualTo("OPEN");
        assertThat(get(location(back)).statusCode()).isEqualTo(200);
        awaitState(order, "PAID");
        awaitCalls("stock", order, "reserve", "commit");
        assertThat(StreamSupport.stream(show(order).path("events").spliterator(), false).map(event -> event.path("source").asText()))
                .doesNotContain("webhook");
    }

    @Test
    @Order(2)
    void theSimulatedWorldIsNotOnThePublicPort() {
        for (String path : List.of("/erp/calls", "/mail", "/sugaway/p/operations", "/observe/health")) {
            assertThat(get(URI.create(sandbox.url() + path)).statusCode()).as(path).isIn(404, 405);
        }
    }

    @Test
    @Order(3)
    void aMappingThatIsEditedWorksAtOnce() {
        Placed order = place(order("SO-MAPPING"));
        edit("config/erp/order-to-status.jq", text -> text + "\n| . + {edited: true}\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(show(order).path("edited").asBoolean()).isTrue());
    }

    @Test
    @Order(3)
    void aRouteThatIsEditedWorksAtOnce() {
        Placed order = place(order("SO-ROUTE"));
        HttpResponse<String> paid = pay(order, GOOD_CARD);
        reload("routes/buyers/answer-page.camel.yaml", text -> text.replace("expression: no-referrer", "expression: same-origin"));
        assertThat(get(location(paid)).headers().firstValue("Referrer-Policy")).contains("same-origin");

        reload("routes/payments/payment-paid.camel.yaml", text -> text.replaceFirst("        - to:\\s+uri: direct:mail-buyer-paid\\n", ""));
        for (String each : List.of("orders/show-order", "webhooks/interpret-webhooks", "orders/open-checkout",
                "reconciliation/due-checkouts", "sandbox/erp-list-calls", "sandbox/sugaway-tick", "sandbox/sugaway-pay-by-card")) {
            reload("routes/" + each + ".camel.yaml", text -> text + "# saved once more\n");
        }
        Placed later = place(order("SO-ROUTE-2"));
        pay(later, GOOD_CARD);
        awaitState(later, "PAID");
        awaitCalls("finance", later, "receipt");
        await().atMost(SOON).untilAsserted(() -> assertThat(mails("merchant@shop.example", later)).hasSize(1));
        assertThat(mails(EMAIL, later)).as("no confirmation any more").isEmpty();
    }

    @Test
    @Order(3)
    void aMistakeInARouteIsSaidByFileAndLineAndTheRouteGoesOnAsItWas() {
        Placed order = place(order("SO-MISTAKE"));
        edit("routes/orders/show-order.camel.yaml", text -> text + MISTAKE + "\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(sandbox.log()).contains("show-order.camel.yaml, line "));
        assertThat(state(order)).isEqualTo("OPEN");
        reload("routes/orders/show-order.camel.yaml", text -> text.replace(MISTAKE + "\n", ""));
        assertThat(state(order)).isEqualTo("OPEN");
    }

    /** Saves a change of a route, and waits until the log says that it is in force. */
    private void reload(String file, UnaryOperator<String> change) {
        int before = reloads();
        edit(file, change);
        await(file).atMost(SOON).until(() -> reloads() > before);
    }

    private int reloads() {
        return sandbox.log().split("Routes reloaded summary", -1).length;
    }

    @Test
    @Order(4)
    void anOrderThatIsLeftAloneIsReleased() {
        await().atMost(AFTER_EXPIRY).untilAsserted(() -> assertThat(state(left)).isEqualTo("EXPIRED"));
        awaitCalls("stock", left, "reserve", "release");
        assertThat(calls("finance", left)).isEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(mails(EMAIL, left)).as("that it is over").hasSize(1));
    }

    @Test
    @Order(4)
    void aPaymentThatNobodyToldUsOfIsFoundByReconciliation() {
        await().atMost(AFTER_EXPIRY).untilAsserted(() -> assertThat(state(paidUnheard)).isEqualTo("PAID"));
        awaitCalls("stock", paidUnheard, "reserve", "commit");
        awaitCalls("finance", paidUnheard, "receipt");
    }

    @Test
    @Order(5)
    void theLogOfAllThisIsQuiet() {
        assertThat(sandbox.stop()).as(sandbox.log()).isZero();
        assertQuiet(sandbox.log());
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "form-body"})
    @Order(6)
    void messagesMayComeAsForms(String encoding, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) {
        stop();
        sandbox = new BridgeProcess(folder).with("SANDBOX_WEBHOOK_ENCODING", encoding).startReady("sandbox");
        await().atMost(SOON).until(() -> sandbox.log().contains("; echo"));
        Placed order = place(order("SO-ENCODED"));
        pay(order, DECLINED_CARD);
        await().atMost(SOON).untilAsserted(() -> assertThat(events(order)).contains("attempt-failed"));
        pay(order, GOOD_CARD);
        awaitState(order, "PAID");
        awaitCalls("stock", order, "reserve", "commit");
        awaitCalls("finance", order, "receipt");
        assertThat(StreamSupport.stream(show(order).path("events").spliterator(), false).map(event -> event.path("source").asText()))
                .contains("webhook");
        assertThat(sandbox.stop()).isZero();
        assertQuiet(sandbox.log());
    }

    /** What may be said of an edit: of our mistake, and by Camel when a clock strikes while its route is exchanged. */
    private static final String OF_EDITS = "WARN .*(Error reloading routes from file: \\S*show-order|Cannot find existing QuartzEndpoint).*";

    /** Nothing to worry about, nobody's data, and no key that the sandbox does not print on purpose. */
    private static void assertQuiet(String log) {
        String own = log.replaceFirst("(?s)The sandbox is ready:.*?; echo", "").replaceAll(OF_EDITS, "");
        assertThat(own).hasSizeLessThan(log.length());
        assertThat(own.lines().filter(line -> line.matches(".*\\b(WARN|ERROR|FATAL)\\b.*|.*Exception\\b.*|\\tat .*|SLF4J.*|WARNING.*"))).isEmpty();
        assertThat(own).doesNotContainIgnoringCase("quiñones", "zoe.", IDENTIFICATION, "Perez", "30123456", GOOD_CARD, DECLINED_CARD,
                "sandbox-signing-key", "sandbox-erp-key", "sandbox-erp-token", "sandbox-sugaway");
    }

    // ---- the ERP

    /** The order that the sandbox prints as a command for the shell. */
    private static HttpRequest suggested(String log) {
        String command = log.substring(log.lastIndexOf("curl -sS ")).replace("\\\n", " ");
        Matcher address = Pattern.compile("curl -sS (\\S+)").matcher(command);
        Matcher body = Pattern.compile("(?s)-d '(.*?)'").matcher(command);
        assertThat(address.find() && body.find()).as(command).isTrue();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.group(1))).POST(HttpRequest.BodyPublishers.ofString(body.group(1)));
        Matcher headers = Pattern.compile("-H '([^:']+): ([^']*)'").matcher(command);
        while (headers.find()) {
            request.header(headers.group(1), headers.group(2));
        }
        return request.build();
    }

    private static ObjectNode order(String orderId) {
        ObjectNode order = Journey.order(orderId);
        order.remove("returnTo");
        order.putObject("customer").put("name", NAME).put("email", EMAIL).put("identification", IDENTIFICATION);
        return order;
    }

    private Placed place(ObjectNode order) {
        return place(order.toString());
    }

    // ---- the buyer

    /** The hosted page that the pay link leads to. */
    private HostedPage page(Placed order) {
        HttpResponse<String> link = get(order.payUrl());
        assertThat(link.statusCode()).as(link.body()).isEqualTo(303);
        HttpResponse<String> page = get(location(link));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return new HostedPage(location(link), page.body());
    }

    private HttpResponse<String> pay(Placed order, String card) {
        return pay(order, page(order).form("/card").with("number", card));
    }

    /** Sends the form. Gives the answer, which leads the buyer back to us. */
    private HttpResponse<String> pay(Placed order, HostedPage.Form form) {
        HttpResponse<String> answer = send(form.submitted());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(location(answer).toString()).startsWith(sandbox.url() + "/return/" + order.reference() + "/");
        return answer;
    }

    // ---- wires and files

    private void edit(String file, UnaryOperator<String> change) {
        Path path = sandbox.file(file);
        try {
            String before = Files.readString(path);
            String after = change.apply(before);
            assertThat(after).as("the edit of %s changes something", file).isNotEqualTo(before);
            Path written = Files.writeString(path.resolveSibling(path.getFileName() + ".new"), after);
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE); // no reader sees half of it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
