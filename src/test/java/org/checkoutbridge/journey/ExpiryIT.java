package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time runs out: the clock only nominates, the platform's answer decides. */
class ExpiryIT extends Journey {

    private static final String BARE = "{\"type\":\"checkout:expired\"}";
    private static final String BARE_WITH_CHECKOUT =
            "{\"type\":\"checkout:expired\",\"checkout\":{\"uid\":\"%UID%\",\"total\":18450.5},\"reference\":\"%REF%\"}";
    private static final String DATA_STATUS =
            "{\"type\":\"checkout:expired\",\"data\":{\"result\":false,\"status\":{\"code\":\"401\"},\"checkout\":{\"uid\":\"%UID%\"}}}";
    private static final String DATA_PAYMENT =
            "{\"type\":\"checkout:expired\",\"data\":{\"payment\":{\"id\":\"x\",\"status\":{\"code\":\"401\"},\"reference\":\"%REF%\"}}}";

    private Reply tellExpired(String reference, String shape) {
        return tell(reference, "application/json",
                shape.replace("%UID%", platform.checkout(reference).id()).replace("%REF%", reference));
    }

    /** The database's clock passes the checkout's end, but the reconciliation has not looked yet. */
    private void passTime(String reference) {
        sql("update checkout set expires_at = now() - interval '1 second', next_check_at = now() + interval '1 hour' where reference = '"
                + reference + "'");
    }

    private boolean asked(String reference) {
        return platform.calls().stream().anyMatch(call -> call.path().endsWith("/coupons/" + reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {BARE, BARE_WITH_CHECKOUT, DATA_STATUS, DATA_PAYMENT})
    void anExpiryMessageInAnyShapeIsAQuestion(String shape) {
        String reference = open();
        passTime(reference);
        assertThat(tellExpired(reference, shape).status()).isEqualTo(200);
        awaitState(reference, "EXPIRED");
        assertThat(asked(reference)).isTrue();
        awaitStock(reference, "reserve", "release");
        await().atMost(SOON).untilAsserted(() -> assertThat(mails("mariajose.pena@example.com", orderOf(reference))).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {BARE, DATA_STATUS})
    void anExpiryMessageBeforeOurOwnEndReleasesNothing(String shape) {
        String reference = open();
        tellExpired(reference, shape);
        awaitInterpreted(reference);
        assertThat(asked(reference)).isTrue();
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(stock(reference)).containsExactly("reserve");
    }

    @Test
    void anExpiryMessageAboutAnotherCheckoutIsIgnored() {
        String reference = open();
        passTime(reference);
        tell(reference, "application/json", "{\"type\":\"checkout:expired\",\"checkout\":{\"uid\":\"SOMEOTHER\"}}");
        awaitInterpreted(reference);
        assertThat(asked(reference)).isFalse();
        assertThat(state(reference)).isEqualTo("OPEN");
    }

    @Test
    void anExpiryMessageForAPaidCheckoutFindsThePayment() {
        String reference = open();
        passTime(reference);
        platform.happen(reference, "paid" + reference, "200", "card", "18450.50", at(1));
        tellExpired(reference, BARE);
        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "commit");
    }

    @Test
    void thePassingOfTimeAloneIsEnoughToAsk() {
        String reference = open();
        letExpire(reference);
        awaitState(reference, "EXPIRED");
        awaitStock(reference, "reserve", "release");
        assertThat(asked(reference)).isTrue();
    }

    @Test
    void aPaymentWithoutAnyMessageIsFoundByReference() {
        String reference = open();
        platform.happen(reference, "quiet" + reference, "200", "card", "18450.50", at(1));
        letExpire(reference);
        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "commit");
        awaitFinance(reference, "receipt");
    }

    /** Money rule 5: 404, 500, an empty body, nonsense and a foreign row prove nothing. */
    @Test
    void whatIsNoAnswerProvesNothing() {
        Map<String, Answer> kinds = Map.of(
                "404", Answer.json(404, "{\"result\":false}"),
                "404 with an empty list", Answer.json(404, "{\"result\":true,\"data\":[]}"),
                "500", Answer.json(500, "{\"result\":true,\"data\":[]}"),
                "empty", Answer.json(200, ""),
                "nonsense", Answer.json(200, "<html>ok</html>"),
                "result false", Answer.json(200, "{\"result\":false,\"data\":[]}"),
                "no list", Answer.json(200, "{\"result\":true}"),
                "a foreign row", Answer.json(200, "{\"result\":true,\"data\":[{\"uid\":\"f\",\"status\":\"400\",\"reference\":\"OTHER\"}]}"),
                "hangs up", Answer.hangUp());
        Map<String, String> references = kinds.keySet().stream().collect(Collectors.toMap(kind -> kind, kind -> open()));
        references.forEach((kind, reference) -> {
            platform.behave("/coupons/" + reference, call -> kinds.get(kind));
            letExpire(reference);
        });
        references.forEach((kind, reference) -> {
            await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).as(kind).containsExactly("unanswered"));
            assertThat(state(reference)).as(kind).isEqualTo("OPEN");
            assertThat(stock(reference)).as(kind).doesNotContain("release");
        });

        references.values().forEach(reference -> platform.behaveAsUsual("/coupons/" + reference));
        references.forEach((kind, reference) -> {
            awaitState(reference, "EXPIRED");
            await().atMost(SOON).untilAsserted(() -> assertThat(stock(reference)).as(kind).startsWith("reserve").endsWith("release"));
        });
    }

    /** Money that arrives after a release reaches the books and a person. */
    @Test
    void aPaymentAfterTheReleaseIsReservedAgainAndCommitted() {
        String reference = open();
        letExpire(reference);
        awaitState(reference, "EXPIRED");
        tell(reference, platform.happen(reference, "late" + reference, "200", "card", "18450.50", at(1)));
        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "release", "reserve", "commit");
        assertThat(financeEffect(reference, "receipt").path("late").asBoolean()).isTrue();
        await().atMost(SOON).untilAsserted(() ->
                assertThat(mails("merchant@shop.example", orderOf(reference))).anySatisfy(mail ->
                        assertThat(quietly(mail::getSubject)).contains("ACTUAR")));
        assertThat(value("select count(*) from payment_exception where reference = '" + reference + "' and reason = 'late-payment'"))
                .isEqualTo("1");
    }

    /** Money rule 1: after the end, the failure of what kept it open leads to a question, then to the end. */
    @Test
    void aCouponHoldsTheEndBackUntilItFails() {
        String reference = open();
        tell(reference, platform.happen(reference, "cpn" + reference, "2", "cash", "18450.50", at(1)));
        awaitState(reference, "WAITING");
        letExpire(reference);
        await().pollDelay(Duration.ofSeconds(3)).atMost(SOON).untilAsserted(() -> assertThat(state(reference)).isEqualTo("WAITING"));
        assertThat(stock(reference)).doesNotContain("release");
        tell(reference, platform.happen(reference, "cpn" + reference, "400", "cash", "18450.50", at(99)));
        awaitState(reference, "EXPIRED");
        awaitFinance(reference, "receivable", "void");
        assertThat(financeEffect(reference, "void").path("cancels").asText()).isEqualTo("receivable");
        await().atMost(SOON).untilAsserted(() -> assertThat(stock(reference)).endsWith("release"));
    }

    @Test
    void theSameOrderAfterItsEndGetsANewCheckout() {
        String orderId = newOrderId();
        String first = open(order(orderId));
        letExpire(first);
        awaitState(first, "EXPIRED");
        Reply again = send(order(orderId));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("reference").asText()).isNotEqualTo(first).endsWith("-A2");
    }
}
