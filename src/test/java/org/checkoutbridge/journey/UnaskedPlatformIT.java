package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money rule 7: of a platform that cannot be asked, the clock alone releases only what no buyer was led to. */
class UnaskedPlatformIT extends PagoSeguroShop {

    UnaskedPlatformIT() {
        super(Map.of());
    }

    private void letTheHoldEnd(String reference) {
        sql("update checkout set expires_at = now() - interval '49 hours', next_check_at = now() where reference = '" + reference + "'");
    }

    /** Drops a file into the platform's inbox, and gives what became of it. */
    private String drop(String name, String content) throws IOException {
        Path inbox = Path.of(world.configuration.get("bridge.data-dir"), "reports", "pagoseguro");
        Files.createDirectories(inbox);
        Path half = Files.writeString(inbox.resolve(name + ".part"), content, StandardCharsets.UTF_8);
        Files.move(half, inbox.resolve(name));
        Path done = inbox.resolve("done").resolve(name + ".result.json");
        Path rejected = inbox.resolve("rejected").resolve(name + ".result.json");
        await().atMost(SOON).until(() -> Files.exists(done) || Files.exists(rejected));
        return Files.readString(Files.exists(done) ? done : rejected);
    }

    @Test
    void whatWasNeverServedIsReleasedByTheClock() {
        String reference = open(coffee(newOrderId()));
        letExpire(reference);
        awaitState(reference, "EXPIRED");
        awaitStock(reference, "reserve", "release");
        assertThat(exceptionsOf(reference)).isEmpty();
    }

    @Test
    void whatWasServedIsHeldForAPersonUntilTheHoldEnds() {
        String reference = served().get("txnid");
        letExpire(reference);
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("unanswered"));
        assertThat(state(reference)).isEqualTo("OPEN");
        await().atMost(SOON).untilAsserted(() -> assertThat(stock(reference)).containsExactly("reserve", "extend"));
        assertThat(value("select next_check_at = expires_at + interval '48 hours' from checkout where reference = '" + reference + "'")).isEqualTo("t");

        letTheHoldEnd(reference);
        awaitState(reference, "EXPIRED");
        awaitStock(reference, "reserve", "extend", "release");
        await().atMost(SOON).untilAsserted(() -> assertThat(mails(MERCHANT, orderOf(reference))).hasSize(2)
                .anySatisfy(mail -> assertThat(quietly(mail::getSubject)).contains("liberado sin respuesta")));
        assertThat(mails(BUYER, orderOf(reference))).as("nobody says that nothing was charged").isEmpty();
    }

    @Test
    void anApprovalAfterTheReleaseIsStillMoney() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        letTheHoldEnd(reference);
        awaitState(reference, "EXPIRED");
        comeBack(form, result(form, "success", "late" + reference));
        awaitState(reference, "PAID");
        await().atMost(SOON).untilAsserted(() -> assertThat(stock(reference)).endsWith("release", "reserve", "commit"));
        assertThat(financeEffect(reference, "receipt").path("late").asBoolean()).isTrue();
    }

    @Test
    void aPendingPaymentIsNeverReleasedByAClock() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        comeBack(form, result(form, "pending", "pend" + reference));
        assertThat(state(reference)).isEqualTo("WAITING");
        letExpire(reference);
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("unanswered"));
        letTheHoldEnd(reference);
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select checks > 0 from checkout where reference = '" + reference + "'")).isEqualTo("t"));
        assertThat(state(reference)).isEqualTo("WAITING");
        assertThat(stock(reference)).doesNotContain("release");
        comeBack(form, result(form, "success", "pend" + reference));
        awaitState(reference, "PAID");
    }

    /** What was refused is one attempt; on the platform's page the buyer may make another. */
    @Test
    void whatWasRefusedIsHeldToo() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        comeBack(form, result(form, "failure", "decl" + reference));
        assertThat(cancel(orderOf(reference)).status()).isEqualTo(503);
        letExpire(reference);
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("unanswered"));
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(stock(reference)).doesNotContain("release");

        letTheHoldEnd(reference);
        awaitState(reference, "EXPIRED");
        await().atMost(SOON).untilAsserted(() -> assertThat(stock(reference)).endsWith("release"));
    }

    /** The platform's list has every attempt; that it says the same as a message did is new. */
    @Test
    void whatAReportHasAsRefusedIsUnpaid() throws Exception {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        comeBack(form, result(form, "failure", "decl" + reference));
        String order = orderOf(reference);
        assertThat(cancel(order).status()).isEqualTo(503);
        drop("refused.csv", "txnid,mihpayid,amount,status\n" + reference + ",decl" + reference + ",75000,failure\n");
        assertThat(cancel(order).status()).isEqualTo(200);
        awaitStock(reference, "reserve", "release");
    }

    @Test
    void whatIsServedAgainAfterAReportIsHeld() throws Exception {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        drop("again.csv", "txnid,mihpayid,amount,status\n" + reference + ",again" + reference + ",75000,failure\n");
        assertThat(form(reference)).as("led there again").isNotEmpty();
        assertThat(cancel(orderOf(reference)).status()).isEqualTo(503);
    }

    @Test
    void theErpCancelsOnlyWhatNobodyWasLedTo() {
        String never = newOrderId();
        open(coffee(never));
        assertThat(cancel(never).status()).isEqualTo(200);
        String served = orderOf(served().get("txnid"));
        assertThat(cancel(served).status()).isEqualTo(503);
    }

    @Test
    void aReportSettlesByReference() throws Exception {
        Map<String, String> paid = served();
        Map<String, String> refused = served();
        Map<String, String> wrong = served();
        letExpire(paid.get("txnid"));
        letExpire(refused.get("txnid"));
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(paid.get("txnid"))).containsExactly("unanswered"));
        String result = drop("transacciones.csv", """
                Referencia;Transaccion;Aprobacion;Valor;Estado;Cuenta
                %s;50001%s;912345;75000;Aprobada;700123456
                %s;50002%s;;75000.00;Rechazada;700123456
                %s;50003;;750;Aprobada;700123456
                NOBODY-1;50004;;75000;Aprobada;700123456
                %s;50005;;75.000,00;Aprobada;700123456
                """.formatted(paid.get("txnid"), paid.get("txnid").hashCode() & 0xffff, refused.get("txnid"), refused.get("txnid").hashCode() & 0xffff,
                wrong.get("txnid"), paid.get("txnid")));
        awaitState(paid.get("txnid"), "PAID");
        assertThat(financeEffect(paid.get("txnid"), "receipt").path("approvalNumber").asText()).isEqualTo("912345");
        awaitState(refused.get("txnid"), "EXPIRED");
        await().atMost(SOON).untilAsserted(() -> assertThat(stock(refused.get("txnid"))).endsWith("release"));
        awaitState(wrong.get("txnid"), "REVIEW");
        assertThat(result).contains("unknown-reference", "plain digits");
        assertThat(value("select count(*) from payment_exception where reference = '" + paid.get("txnid") + "' and closed_at is null")).isEqualTo("0");
    }

    /** A day's list has every attempt: what follows, follows from all of them. */
    @Test
    void rowsOfOneReferenceAreHeardTogether() throws Exception {
        String paid = served().get("txnid");
        String pending = served().get("txnid");
        letExpire(paid);
        letExpire(pending);
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(paid)).containsExactly("unanswered"));
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(pending)).containsExactly("unanswered"));
        drop("day.csv", """
                Referencia;Transaccion;Aprobacion;Valor;Estado;Cuenta
                %1$s;1%1$s;;75000;Rechazada;700123456
                %2$s;1%2$s;;75000;Rechazada;700123456
                %2$s;2%2$s;;75000;Pendiente;700123456
                %1$s;2%1$s;912346;75000;Aprobada;700123456
                """.formatted(paid, pending));
        awaitState(paid, "PAID");
        awaitState(pending, "WAITING");
        awaitStock(paid, "reserve", "extend", "commit");
        assertThat(stock(pending)).doesNotContain("release");
    }

    @Test
    void theSameReportAgainChangesNothing() throws Exception {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        comeBack(form, result(form, "success", "60001" + (reference.hashCode() & 0xffff)));
        awaitState(reference, "PAID");
        String report = "txnid,mihpayid,bank_ref_num,amount,status\n" + reference + ",60001" + (reference.hashCode() & 0xffff) + ",836158,75000,success\n";
        assertThat(drop("one.csv", report)).contains("repeat");
        assertThat(drop("two.csv", report)).contains("repeat");
        awaitFinance(reference, "receipt");
        assertThat(exceptionsOf(reference)).isEmpty();
    }

    /** A quote in the middle of a cell, a separator too many, a word with more than letters: the other lines are still heard. */
    @Test
    void aLineThatIsNoneSpoilsOnlyItself() throws Exception {
        String first = served().get("txnid");
        String last = served().get("txnid");
        String odd = served().get("txnid");
        String result = drop("REPORTE.CSV", """
                Referencia;Transaccion;Aprobacion;Valor;Estado;Cuenta
                %1$s;1%1$s;912347;75000;Aprobada;700123456
                "Pedido 12" tubo";7;;75000;Aprobada;700123456
                %2$s;2%2$s;912348;75000;Aprobada;700123456;;;
                %3$s;3%3$s;;75000;😀;700123456
                %2$s;2%2$s;912348;75000;Aprobada;700123456
                """.formatted(first, last, odd));
        awaitState(first, "PAID");
        awaitState(last, "PAID");
        awaitState(odd, "REVIEW");
        assertThat(result).contains("line 3", "line 4");
    }

    @Test
    void whatIsNoReportIsPutAside() throws Exception {
        assertThat(drop("picture.csv", "\u0000\u0001")).contains("errors");
        assertThat(drop("empty.csv", "")).contains("there is no row in it");
    }

    /** The seed's step 5: both are written to, about every attempt, and in an order that makes sense. */
    @Test
    void buyerAndMerchantAreWrittenToAboutEveryAttempt() throws Exception {
        Map<String, String> form = served();
        String order = orderOf(form.get("txnid"));
        comeBack(form, result(form, "failure", "m1" + order));
        comeBack(form, result(form, "pending", "m2" + order));
        comeBack(form, result(form, "success", "m2" + order));
        comeBack(form, result(form, "failure", "m3" + order));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(mails(BUYER, order)).extracting(mail -> quietly(mail::getSubject)).containsExactly("Su pago no fue aprobado · " + order,
                    "Su pago está pendiente · " + order, "Recibimos su pago · " + order);
            assertThat(mails(MERCHANT, order)).extracting(mail -> quietly(mail::getSubject)).containsExactly("Intento de pago rechazado · " + order,
                    "Pago pendiente · " + order, "Pedido pagado · " + order);
        });
        String paid = com.icegreen.greenmail.util.GreenMailUtil.getBody(mails(BUYER, order).get(2));
        assertThat(paid.replace("=\r\n", "")).contains(form.get("txnid"), "836158", "pagado", "63.025,21", "11.974,79");
        await().pollDelay(Duration.ofSeconds(2)).atMost(SOON).untilAsserted(() -> assertThat(mails(BUYER, order)).as("no refusal after the approval").hasSize(3));
    }
}
