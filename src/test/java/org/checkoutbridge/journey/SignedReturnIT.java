package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.checkoutbridge.link.LinkSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back from Pago Seguro, by the buyer and from its server: true, forged, replayed, and about something else. */
class SignedReturnIT extends PagoSeguroShop {

    private final LinkSigner links = new LinkSigner(world.url(), world.configuration.get("bridge.signing-key"));

    SignedReturnIT() {
        super(Map.of());
    }

    private Reply confirm(String body) {
        return confirm(links.accountUrl("pagoseguro"), "application/x-www-form-urlencoded", body);
    }

    private static Reply confirm(String address, String contentType, String body) {
        return request(HttpRequest.newBuilder(URI.create(address)).header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.US_ASCII)).build());
    }

    private void awaitConfirmed(int before) {
        await().atMost(SOON).untilAsserted(() -> assertThat(value(
                "select count(*) from webhook_inbox where gateway = 'pagoseguro' and processed_at is null")).isEqualTo("0"));
        assertThat(Integer.parseInt(value("select count(*) from webhook_inbox where gateway = 'pagoseguro'"))).isGreaterThanOrEqualTo(before);
    }

    @Test
    void aSignedApprovalThatTheBuyerBringsIsPaid() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        Reply page = comeBack(form, result(form, "success", "40512233"));
        assertThat(page.body()).contains("Recibimos su pago");
        assertThat(state(reference)).isEqualTo("PAID");
        awaitStock(reference, "reserve", "commit");
        awaitFinance(reference, "receipt");
        var receipt = financeEffect(reference, "receipt");
        assertThat(receipt.path("amount").asText()).isEqualTo("75000.00");
        assertThat(receipt.path("currency").asText()).isEqualTo("COP");
        assertThat(receipt.path("approvalNumber").asText()).isEqualTo("836158");
        assertThat(receipt.path("operationId").asText()).isEqualTo("40512233");
        assertThat(get(payUrl(reference), null).body()).as("nobody pays again").contains("Recibimos su pago").doesNotContain("<form");
    }

    @Test
    void byGetItIsTheSame() {
        Map<String, String> form = served();
        Reply page = get(form.get("url_response") + "?" + form(result(form, "success", "40512300"), StandardCharsets.UTF_8), null);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Recibimos su pago");
        awaitState(form.get("txnid"), "PAID");
    }

    @ParameterizedTest
    @CsvSource({"application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-8", "application/x-www-form-urlencoded; charset=ISO-8859-1"})
    void aConfirmationToTheAccountsAddressIsTheSame(String contentType) {
        Map<String, String> form = served();
        Reply reply = confirm(links.accountUrl("pagoseguro"), contentType, form(result(form, "success", "4051" + form.get("txnid").hashCode()), StandardCharsets.UTF_8));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"result\":true}");
        awaitState(form.get("txnid"), "PAID");
    }

    @Test
    void aConfirmationByGetIsTheSame() {
        Map<String, String> form = served();
        Reply reply = get(links.accountUrl("pagoseguro") + "?" + form(result(form, "success", "40512301"), StandardCharsets.UTF_8), null);
        assertThat(reply.status()).isEqualTo(200);
        awaitState(form.get("txnid"), "PAID");
        assertThat(get(links.accountUrl("pagoseguro") + "x?status=success", null).status()).isEqualTo(401);
        assertThat(get(links.accountUrl("sugaway") + "?x=1", null).status()).as("of a platform that posts").isEqualTo(405);
    }

    /** One purchase, told five times at once by everybody: one receipt. */
    @Test
    void whoeverTellsAndHoweverOftenItIsOneReceipt() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        String body = form(result(form, "success", "40512302"), StandardCharsets.UTF_8);
        List<CompletableFuture<Void>> tellers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tellers.add(CompletableFuture.runAsync(() -> comeBackWith(form.get("url_response"), body)));
            tellers.add(CompletableFuture.runAsync(() -> confirm(body + "&addedon=" + System.nanoTime())));
        }
        tellers.forEach(CompletableFuture::join);
        awaitState(reference, "PAID");
        awaitConfirmed(5);
        awaitFinance(reference, "receipt");
        awaitStock(reference, "reserve", "commit");
        assertThat(exceptionsOf(reference)).isEmpty();
    }

    @Test
    void aDeclineLeavesTheCheckoutOpenAndAnApprovalMayFollow() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        assertThat(comeBack(form, result(form, "failure", "40512310")).body()).contains("no fue aceptado");
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(form(reference)).as("may be tried again").isNotEmpty();
        comeBack(form, result(form, "success", "40512311"));
        awaitState(reference, "PAID");
        awaitFinance(reference, "receipt");
    }

    @Test
    void pendingIsNotPaidAndIsApprovedLater() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        assertThat(comeBack(form, result(form, "pending", "40512320")).body()).contains("No pague de nuevo");
        assertThat(state(reference)).isEqualTo("WAITING");
        awaitFinance(reference, "receivable");
        assertThat(get(payUrl(reference), null).body()).as("nobody pays twice").doesNotContain("<form");
        confirm(form(result(form, "success", "40512320"), StandardCharsets.UTF_8));
        awaitState(reference, "PAID");
        awaitFinance(reference, "receivable", "receipt");
        comeBack(form, result(form, "pending", "40512320"));
        assertThat(state(reference)).isEqualTo("PAID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failure", "error", "pending"})
    void aLateDeclineChangesNothing(String status) {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        comeBack(form, result(form, "success", "40512330" + status));
        awaitState(reference, "PAID");
        confirm(form(result(form, status, "40512330" + status), StandardCharsets.UTF_8));
        confirm(form(result(form, status, "40512331" + status), StandardCharsets.UTF_8));
        awaitConfirmed(2);
        assertThat(state(reference)).isEqualTo("PAID");
        awaitStock(reference, "reserve", "commit");
        assertThat(finance(reference)).doesNotContain("void", "refund", "exception");
    }

    /** It may be a second payment, or the first one told again under another id: the id is not signed. A person looks; nothing is booked. */
    @Test
    void aSecondApprovalUnderAnotherIdIsForAPerson() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        comeBack(form, result(form, "success", "40512340"));
        awaitFinance(reference, "receipt");
        comeBack(form, result(form, "success", "40512341"));
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("second-payment"));
        assertThat(state(reference)).isEqualTo("PAID");
        assertThat(finance(reference)).containsExactly("receipt", "exception");
        awaitStock(reference, "reserve", "commit");
    }

    /** The id is not signed: a buyer may bring one that another order's payment has, or will have. */
    @ParameterizedTest
    @ValueSource(strings = {"success", "failure"})
    void anIdThatAnotherOrderHasUsedIsThisOnesToo(String others) {
        Map<String, String> taken = served();
        Map<String, String> form = served();
        String reference = form.get("txnid");
        String id = "4051243" + others;
        comeBack(taken, result(taken, others, id));
        for (String status : List.of("pending", "success")) {
            comeBack(form, result(form, status, id));
            confirm(form(result(form, status, id), StandardCharsets.UTF_8) + "&addedon=1");
            awaitConfirmed(1);
            assertThat(state(reference)).isEqualTo(status.equals("pending") ? "WAITING" : "PAID");
            assertThat(value("select standing from operation o join checkout c on c.id = o.checkout_id where c.reference = '" + reference + "'"))
                    .isEqualTo(status.equals("pending") ? "waiting" : "paid");
        }
        confirm(form(result(taken, others, id), StandardCharsets.UTF_8) + "&addedon=1");
        awaitConfirmed(1);
        awaitFinance(reference, "receivable", "receipt");
        assertThat(exceptionsOf(reference)).isEmpty();
        assertThat(exceptionsOf(taken.get("txnid"))).isEmpty();
        assertThat(state(taken.get("txnid"))).isEqualTo(others.equals("success") ? "PAID" : "OPEN");
    }

    @Test
    void aForgedReturnChangesNothing() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        Map<String, String> declined = result(form, "failure", "40512350");
        List<Map<String, String>> forged = new ArrayList<>();
        for (Map<String, String> change : List.of(Map.of("status", "success"), Map.of("status", "success", "hash", ""),
                Map.of("status", "success", "hash", form.get("hash")), Map.of("status", "success", "amount", "1"))) {
            Map<String, String> copy = new java.util.LinkedHashMap<>(declined);
            copy.putAll(change);
            forged.add(copy);
        }
        Map<String, String> unsigned = new java.util.LinkedHashMap<>(declined);
        unsigned.put("status", "success");
        unsigned.remove("hash");
        forged.add(unsigned);
        for (Map<String, String> each : forged) {
            assertThat(comeBack(form, each).body()).doesNotContain("Recibimos su pago");
        }
        assertThat(get(form.get("url_response") + "?status=success&state=PAID", null).body()).doesNotContain("Recibimos su pago");
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(finance(reference)).isEmpty();
        assertThat(exceptionsOf(reference)).isEmpty();
        assertThat(value("select count(*) from webhook_inbox where reference = '" + reference + "' and verdict = 'bad-signature'")).as("kept, raw").isEqualTo("5");
    }

    /** What was signed for one order does not pay another. */
    @Test
    void aReturnOfAnotherOrderPaysNothing() {
        Map<String, String> cheap = served();
        Map<String, String> dear = served();
        comeBackWith(dear.get("url_response"), form(result(cheap, "success", "40512360"), StandardCharsets.UTF_8));
        assertThat(state(dear.get("txnid"))).isEqualTo("OPEN");
        assertThat(get(cheap.get("url_response").replace(cheap.get("txnid"), dear.get("txnid")), null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"success, 750", "success, 750000", "pending, 750", "'success', '75.000,00'"})
    void aSignedWrongAmountIsForAPerson(String status, String amount) {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        Map<String, String> wrong = result(form, status, "4051237" + amount.length() + status);
        wrong.put("amount", amount);
        comeBack(form, signed(wrong));
        assertThat(state(reference)).isEqualTo("REVIEW");
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("amount-mismatch"));
        assertThat(finance(reference)).doesNotContain("receipt");
        assertThat(stock(reference)).doesNotContain("commit", "release");
    }

    @Test
    void aSignedMessageOfAnotherAccountIsForAPerson() {
        Map<String, String> form = served();
        Map<String, String> other = result(form, "success", "40512380");
        other.put("key", "700999999");
        comeBack(form, signed(other));
        assertThat(state(form.get("txnid"))).isEqualTo("REVIEW");
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(form.get("txnid"))).containsExactly("unknown-code"));
        assertThat(finance(form.get("txnid"))).doesNotContain("receipt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approved", "paid", "22", "Aceptada"})
    void anUnknownWordIsForAPerson(String word) {
        Map<String, String> form = served();
        comeBack(form, result(form, word, "40512390" + word));
        assertThat(state(form.get("txnid"))).isEqualTo("REVIEW");
        assertThat(finance(form.get("txnid"))).doesNotContain("receipt");
    }

    @Test
    void aFieldThatStandsTwiceIsPutAside() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        comeBackWith(form.get("url_response"), form(result(form, "failure", "40512400"), StandardCharsets.UTF_8) + "&status=success");
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(exceptionsOf(reference)).isEqualTo("quarantined");
    }

    /** The platform writes accents its own way; the signature is over the bytes that it sent. */
    @Test
    void aBodyInLatin1IsUnderstood() {
        var order = coffee(newOrderId());
        ((com.fasterxml.jackson.databind.node.ObjectNode) order.get("customer")).put("name", "Íñigo Peña Gómez");
        Map<String, String> form = form(open(order));
        String body = form(signed(result(form, "success", "40512410"), StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        assertThat(body).contains("Pe%F1a");
        comeBackWith(form.get("url_response"), body);
        awaitState(form.get("txnid"), "PAID");
    }

    @Test
    void aSignedMessageAboutAnUnknownReferenceIsParkedForAPerson() {
        Map<String, String> form = served();
        Map<String, String> stranger = result(form, "success", "40512420");
        stranger.put("txnid", "NOBODY-" + System.nanoTime() % 1_000_000);
        assertThat(confirm(form(signed(stranger), StandardCharsets.UTF_8)).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(exceptionsOf(stranger.get("txnid"))).isEqualTo("unknown-reference"));
    }

    /** Whoever comes back sees a page, whatever he brings. */
    @ParameterizedTest
    @CsvSource({"application/x-www-form-urlencoded, identity, 70000", "application/x-www-form-urlencoded, gzip, 10", "text/xml, identity, 10"})
    void whatNoPlatformSendsIsNotTakenAndThePageIsShown(String type, String encoding, int bytes) {
        Map<String, String> form = served();
        Reply reply = request(HttpRequest.newBuilder(URI.create(form.get("url_response"))).header("Content-Type", type)
                .header("Content-Encoding", encoding).POST(HttpRequest.BodyPublishers.ofString("x=" + "y".repeat(bytes))).build());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("<h1");
        assertThat(value("select count(*) from webhook_inbox where reference = '" + form.get("txnid") + "'")).isEqualTo("0");
    }

    /** A buyer has the link, and may bring what he likes as often as he likes: that is one matter for a person, not a hundred. */
    @Test
    void whatCannotBeReadIsOneMatterHoweverOftenItComes() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        for (int i = 0; i < 3; i++) {
            comeBackWith(form.get("url_response"), form(result(form, "failure", "4051245" + i), StandardCharsets.UTF_8) + "&status=success");
        }
        assertThat(value("select count(*) from webhook_inbox where verdict = 'quarantined' and reference = '" + reference + "'")).isEqualTo("3");
        assertThat(exceptionsOf(reference)).isEqualTo("quarantined");
    }
}
