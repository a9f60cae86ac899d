package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of the platform: in every encoding, order and number; true, false, and about something else. */
class WebhookIT extends Journey {

    static Stream<String> encodings() {
        return Stream.of("application/json", "application/json; charset=utf-8", "application/x-www-form-urlencoded", "form with body");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void isReadInEveryEncoding(String encoding) {
        String reference = open();
        JsonNode message = document("{\"type\":\"checkout\"}")
                .set("data", platform.happen(reference, "enc" + reference, "200", "card", "18450.50", at(1)));
        Reply reply = switch (encoding) {
            case "application/x-www-form-urlencoded" -> tell(reference, encoding, form(message));
            case "form with body" -> tell(reference, "application/x-www-form-urlencoded", "body=" + encoded(message.toString()));
            default -> tell(reference, encoding, message.toString());
        };
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"result\":true}");
        awaitState(reference, "PAID");
        awaitFinance(reference, "receipt");
    }

    /** Money rules 2 and 10 of "effects": a cash purchase's four events, each twice, in any order: one receipt, one commit. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOrderOfACashPurchaseEndsTheSame(long seed) {
        String reference = open();
        String operation = "cash" + reference;
        List<JsonNode> events = new ArrayList<>();
        List.of("2", "200", "300", "301").forEach(code -> {
            ObjectNode event = platform.happen(reference, operation, code, "cash", "18450.50", at(Integer.parseInt(code)));
            events.add(event.deepCopy());
            events.add(event.deepCopy());
        });
        Collections.shuffle(events, new Random(seed));
        events.forEach(event -> assertThat(tell(reference, event).status()).isEqualTo(200));

        awaitState(reference, "PAID");
        awaitInterpreted(reference);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(finance(reference)).filteredOn("receipt"::equals).hasSize(1);
            assertThat(stock(reference)).filteredOn("commit"::equals).hasSize(1);
        });
        assertThat(stock(reference)).doesNotContain("release");
        assertThat(finance(reference)).doesNotContain("refund", "void", "exception");
        assertThat(financeEffect(reference, "receipt").path("amount").asText()).isEqualTo("18450.50");
    }

    @Test
    void aCouponIsWaitedForAndThenPaid() {
        String orderId = newOrderId();
        String reference = open(order(orderId));
        tell(reference, platform.happen(reference, "cp" + reference, "2", "cash", "18450.50", at(1)));
        awaitState(reference, "WAITING");
        awaitStock(reference, "reserve", "extend");
        awaitFinance(reference, "receivable");
        await().atMost(SOON).untilAsserted(() -> assertThat(mails("mariajose.pena@example.com", orderId)).hasSize(1));

        tell(reference, platform.happen(reference, "cp" + reference, "200", "cash", "18450.50", at(90)));
        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "extend", "commit");
        awaitFinance(reference, "receivable", "receipt");
        assertThat(financeEffect(reference, "receipt").path("cause").path("type").asText()).isEqualTo("cash");
    }

    @Test
    void aMessageThatBeatsTheAnswerToOurCreationWaitsAndCounts() throws Exception {
        String orderId = newOrderId();
        ObjectNode order = order(orderId);
        platform.behave(orderId, call -> {
            if (!call.path().equals("/p/checkout")) {
                return null;
            }
            Answer answer = platform.usual(call);
            String reference = orderId + "-A1";
            tell(reference, platform.happen(reference, "early" + reference, "200", "card", "18450.50", at(1)));
            await().atMost(SOON).untilAsserted(() -> assertThat(state(reference)).isEqualTo("PAID"));
            return answer;
        });
        Reply reply = send(order);
        assertThat(reply.status()).as(reply.body()).isBetween(201, 202);
        String reference = reply.json().path("reference").asText();
        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "commit");
        awaitFinance(reference, "receipt");
        assertThat(platform.created(reference)).isEqualTo(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                show(orderId).json().at("/checkouts/0/platformCheckoutId").asText()).startsWith("CHK"));
    }

    /** The transaction that stores the order may end after the message about it was read. */
    @Test
    void aMessageAboutAnOrderThatIsNotThereYetIsReadAgain() {
        String orderId = newOrderId();
        String reference = orderId + "-A1";
        String address = new org.checkoutbridge.link.LinkSigner(world.url(), world.configuration.get("bridge.signing-key")).webhookUrl("sugaway", reference);
        JsonNode data = platform.happen(reference, "first" + reference, "2", "cash", "18450.50", at(1));
        assertThat(post(address.substring(world.url().length()), "application/json", document("{\"type\":\"checkout\"}").set("data", data).toString(), null)
                .status()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select attempts from webhook_inbox where reference = '" + reference + "'")).isEqualTo("1"));
        open(order(orderId));
        awaitState(reference, "WAITING");
        awaitFinance(reference, "receivable");
    }

    @Test
    void aForgedAddressChangesNothing() {
        String reference = open();
        JsonNode data = platform.happen(reference, "forged" + reference, "200", "card", "18450.50", at(1));
        platform.forget("forged" + reference);
        String webhook = platform.checkout(reference).webhook();
        String forged = webhook.substring(0, webhook.length() - 3) + "AAA";
        Reply reply = request(HttpRequest.newBuilder(URI.create(forged)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"checkout\",\"data\":" + data + "}")).build());
        assertThat(reply.status()).isEqualTo(401);
        assertThat(value("select count(*) from webhook_inbox where reference = '" + reference + "'")).isEqualTo("0");
        assertThat(state(reference)).isEqualTo("OPEN");
    }

    @Test
    void aReturnLinkIsNoWebhookAddress() {
        String reference = open();
        String signature = platform.checkout(reference).returnUrl().replaceAll(".*/", "");
        Reply reply = post("/webhooks/sugaway/" + reference + "/" + signature, "application/json", "{\"type\":\"checkout\"}", null);
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void anotherOrdersPaymentChangesNothing() {
        String paid = open();
        String other = open();
        JsonNode data = platform.happen(paid, "cross" + paid, "200", "card", "18450.50", at(1));
        assertThat(tell(other, data).status()).isEqualTo(200);
        awaitInterpreted(other);
        assertThat(state(other)).isEqualTo("OPEN");
        assertThat(value("select verdict from webhook_inbox where reference = '" + other + "'")).isEqualTo("crossed");
        assertThat(finance(other)).isEmpty();
    }

    /** Money rule 4: what the platform does not confirm is asked again, and then is a matter for a person. */
    @Test
    void aPaymentThatThePlatformDoesNotConfirmIsNotPaidAndIsNotReleased() {
        String reference = open();
        JsonNode data = platform.happen(reference, "lie" + reference, "200", "card", "18450.50", at(1));
        platform.forget("lie" + reference);
        assertThat(tell(reference, data).status()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("unconfirmed"));
        assertThat(state(reference)).isEqualTo("OPEN");
        letExpire(reference);
        await().pollDelay(Duration.ofSeconds(3)).atMost(SOON).untilAsserted(() -> assertThat(state(reference)).isEqualTo("OPEN"));
        assertThat(stock(reference)).containsExactly("reserve");
        assertThat(finance(reference)).doesNotContain("receipt");
    }

    @Test
    void aPaymentThatIsConfirmedLateIsPaid() {
        String reference = open();
        ObjectNode data = platform.happen(reference, "lag" + reference, "200", "card", "18450.50", at(1)).deepCopy();
        platform.happen(reference, "lag" + reference, "1", "card", "18450.50", at(0));
        tell(reference, data);
        awaitInterpreted(reference);
        assertThat(state(reference)).isEqualTo("OPEN");
        platform.happen(reference, "lag" + reference, "200", "card", "18450.50", at(1));
        awaitState(reference, "PAID");
        awaitFinance(reference, "receipt");
    }

    /** Money rule 3. */
    @Test
    void lessMoneyThanTheOrderIsAMatterForAPerson() {
        String reference = open();
        tell(reference, platform.happen(reference, "less" + reference, "200", "card", "18450.49", at(1)));
        awaitState(reference, "REVIEW");
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("amount-mismatch"));
        assertThat(value("select reason from payment_exception where closed_at is null and reference = '" + reference + "'")).isEqualTo("amount-mismatch");
        assertThat(stock(reference)).containsExactly("reserve");
        assertThat(finance(reference)).doesNotContain("receipt");
    }

    /** Money rule 3: above the order's total it is a financial charge, booked as its own figure. */
    @Test
    void moreMoneyThanTheOrderIsAFinancialCharge() {
        String reference = open();
        tell(reference, platform.happen(reference, "more" + reference, "200", "card", "21218.08", at(1)));
        awaitState(reference, "PAID");
        awaitFinance(reference, "receipt");
        JsonNode receipt = financeEffect(reference, "receipt");
        assertThat(receipt.path("amount").asText()).isEqualTo("21218.08");
        assertThat(receipt.path("orderTotal").asText()).isEqualTo("18450.50");
        assertThat(receipt.path("financialCharge").asText()).isEqualTo("2767.58");
    }

    /** Money rule 3: play money counts only in test mode. */
    @Test
    void playMoneyIsNoMoney() {
        String reference = open();
        ObjectNode data = platform.happen(reference, "play" + reference, "200", "card", "18450.50", at(1));
        ((ObjectNode) data.at("/payment/currency")).put("code", "TEST");
        tell(reference, data);
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("currency-mismatch"));
        assertThat(state(reference)).isNotEqualTo("PAID");
        assertThat(stock(reference)).containsExactly("reserve");
    }

    @Test
    void anUnsignedMessageWithAnotherTotalChangesNothing() {
        String reference = open();
        ObjectNode data = platform.happen(reference, "odd" + reference, "2", "cash", "18450.50", at(1)).deepCopy();
        platform.forget("odd" + reference);
        ((ObjectNode) data.at("/checkout")).put("total", 1);
        tell(reference, data);
        awaitInterpreted(reference);
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(finance(reference)).isEmpty();
    }

    /** Money rule 1: a failed attempt never closes a checkout that can still be paid. */
    @Test
    void declinedThenApprovedIsPaidOnce() {
        String reference = open();
        tell(reference, platform.happen(reference, "no" + reference, "410", "card", "18450.50", at(1)));
        awaitInterpreted(reference);
        assertThat(state(reference)).isEqualTo("OPEN");
        tell(reference, platform.happen(reference, "yes" + reference, "200", "card", "18450.50", at(5)));
        awaitState(reference, "PAID");
        tell(reference, platform.happen(reference, "no" + reference, "400", "card", "18450.50", at(9)));
        awaitInterpreted(reference);
        awaitStock(reference, "reserve", "commit");
        awaitFinance(reference, "receipt");
        assertThat(state(reference)).isEqualTo("PAID");
    }

    /** Money rule 2. */
    @Test
    void anUnknownCodeIsForAPersonAndEvidenceSettlesIt() {
        String reference = open();
        tell(reference, platform.happen(reference, "what" + reference, "777", "card", "18450.50", at(1)));
        awaitState(reference, "REVIEW");
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("unknown-code"));
        tell(reference, platform.happen(reference, "what" + reference, "200", "card", "18450.50", at(5)));
        awaitState(reference, "PAID");
        awaitFinance(reference, "exception", "receipt");
    }

    @Test
    void reviewIsNotPaid() {
        String reference = open();
        tell(reference, platform.happen(reference, "rev" + reference, "100", "card", "18450.50", at(1)));
        awaitState(reference, "IN_REVIEW");
        tell(reference, platform.happen(reference, "rev" + reference, "604", "card", "18450.50", at(2)));
        awaitState(reference, "OPEN");
        assertThat(finance(reference)).doesNotContain("receipt");
    }

    @Test
    void twoStepsAuthorizeAndCapture() {
        String reference = open();
        ObjectNode authorized = platform.happen(reference, "two" + reference, "3", "card", "18450.50", at(1));
        ((ObjectNode) authorized.at("/payment/operation")).put("type", "payment.2-step");
        tell(reference, authorized);
        awaitState(reference, "AUTHORIZED");
        awaitFinance(reference, "authorization");
        ObjectNode captured = platform.happen(reference, "two" + reference, "200", "card", "17000.00", at(60));
        ((ObjectNode) captured.at("/payment/operation")).put("type", "payment.2-step");
        tell(reference, captured);
        awaitState(reference, "PAID");
        awaitFinance(reference, "authorization", "receipt", "void");
        assertThat(financeEffect(reference, "receipt").path("amount").asText()).isEqualTo("17000.00");
        assertThat(financeEffect(reference, "void").path("cancels").asText()).isEqualTo("authorization");
        assertThat(financeEffect(reference, "void").path("amount").asText()).isEqualTo("1450.50");
    }

    /** Money rule 10. */
    @Test
    void refundsAreBookedByMovement() {
        String reference = open();
        tell(reference, platform.happen(reference, "ref" + reference, "200", "card", "18450.50", at(1)));
        awaitState(reference, "PAID");
        tell(reference, platform.happen(reference, "ref" + reference, "605", "card", "4450.50", at(50)));
        awaitState(reference, "PARTIALLY_REFUNDED");
        tell(reference, platform.happen(reference, "ref" + reference, "602", "card", "18450.50", at(90)));
        awaitState(reference, "REFUNDED");
        awaitFinance(reference, "receipt", "refund", "refund");
        List<JsonNode> refunds = erp.told("/finance", reference).stream().filter(e -> e.path("action").asText().equals("refund")).toList();
        assertThat(refunds).extracting(e -> e.path("amount").asText()).containsExactly("4450.50", "14000.00");
        assertThat(refunds).extracting(e -> e.path("refundedTotal").asText()).containsExactly("4450.50", "18450.50");
        assertThat(stock(reference)).containsExactly("reserve", "commit");
    }

    @Test
    void aSecondPaymentIsBookedAndIsForAPerson() {
        String reference = open();
        tell(reference, platform.happen(reference, "one" + reference, "200", "card", "18450.50", at(1)));
        awaitState(reference, "PAID");
        tell(reference, platform.happen(reference, "two" + reference, "200", "card", "18450.50", at(9)));
        awaitFinance(reference, "receipt", "receipt", "exception");
        assertThat(exceptions(reference)).containsExactly("second-payment");
        assertThat(stock(reference)).containsExactly("reserve", "commit");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"type\":\"checkout\",\"data\":{\"payment\":{\"id\":\"CHD-x\",\"status\":{\"code\":\"200\"}}}}",
        "{\"type\":\"checkout\",\"data\":{\"payment\":{\"id\":\"GRP-x\",\"status\":{\"code\":\"200\"}}}}",
        "{\"type\":\"subscription:execution\",\"data\":{\"payment\":{\"id\":\"s\",\"status\":{\"code\":\"200\"}}}}",
        "{\"type\":\"operator\",\"data\":{}}", "{\"type\":\"something:new\"}", "{}"})
    void whatIsNotAboutThePaymentIsRecordedAndChangesNothing(String body) {
        String reference = open();
        assertThat(tell(reference, "application/json", body).status()).isEqualTo(200);
        awaitInterpreted(reference);
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(finance(reference)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{\"type\":", "[]", "{\"a\":1,\"a\":2}", "\"text\""})
    void whatCannotBeReadIsQuarantined(String body) {
        String reference = open();
        assertThat(tell(reference, "application/json", body).status()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(value(
                "select verdict from webhook_inbox where reference = '" + reference + "'")).isEqualTo("quarantined"));
        assertThat(value("select count(*) from payment_exception where reference = '" + reference + "' and reason = 'quarantined'"))
                .isEqualTo("1");
    }

    @Test
    void whatIsTooBigOrOfAnotherTypeIsRefused() {
        String reference = open();
        assertThat(tell(reference, "application/json", "x".repeat(262_145)).status()).isEqualTo(413);
        assertThat(tell(reference, "text/plain", "x").status()).isEqualTo(415);
        assertThat(state(reference)).isEqualTo("OPEN");
    }

    @Test
    void anAuthenticMessageAboutAReferenceThatWeDoNotKnowIsKept() {
        String signed = new org.checkoutbridge.link.LinkSigner(world.url(), world.configuration.get("bridge.signing-key"))
                .webhookUrl("sugaway", "NOBODY-A1");
        Reply reply = request(HttpRequest.newBuilder(URI.create(signed)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"checkout\",\"data\":{\"payment\":{\"id\":\"n\",\"status\":{\"code\":\"200\"}}}}"))
                .build());
        assertThat(reply.status()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(value(
                "select verdict from webhook_inbox where reference = 'NOBODY-A1'")).isEqualTo("unknown-reference"));
    }

    @Test
    void anAddressPerAccountFindsItsCheckoutByTheBody() {
        String reference = open();
        JsonNode data = platform.happen(reference, "acc" + reference, "200", "card", "18450.50", at(1));
        String signed = new org.checkoutbridge.link.LinkSigner(world.url(), world.configuration.get("bridge.signing-key"))
                .accountUrl("sugaway");
        Reply reply = request(HttpRequest.newBuilder(URI.create(signed)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"checkout\",\"data\":" + data + "}")).build());
        assertThat(reply.status()).isEqualTo(200);
        awaitState(reference, "PAID");
    }
}
