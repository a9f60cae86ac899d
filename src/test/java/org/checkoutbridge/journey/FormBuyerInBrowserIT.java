package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.checkoutbridge.browser.Browser.Look;
import org.checkoutbridge.document.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person meets at the platform that takes a form: our page sends it by itself, and theirs comes back with one. */
class FormBuyerInBrowserIT extends SandboxInBrowser {

    /** Its buyers are Colombian. */
    private static final String ARRIVED = "Recibimos su pago";

    /** Their minute passes while the other tests run: one that nobody was led to pay, and one that somebody was. */
    private JsonNode left;
    private JsonNode served;

    @BeforeAll
    void letTwoExpire() throws IOException, InterruptedException {
        left = place("SO-LEFT-1");
        served = place("SO-SERVED-1");
        assertThat(get(served.path("payUrl").asText())).contains("<form");
    }

    private JsonNode place(String orderId) throws IOException, InterruptedException {
        return Json.tree(ask(erp("/erp/orders").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("""
                        {"orderId": "%s", "gateway": "pagoseguro", "currency": "COP", "timeoutMinutes": 1,
                         "customer": {"name": "Íñigo Peña", "email": "inigo@example.com", "documentType": "CC", "identification": "1020304050"},
                         "items": [{"sku": "ARE-10", "description": "Arepas", "quantity": "1", "unitPrice": "12000"}], "total": "12000"}
                        """.formatted(orderId)))));
    }

    private HttpRequest.Builder erp(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.url() + path)).header("Authorization", "Bearer sandbox-erp-key");
    }

    private static String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return answer.body();
    }

    private void toPay() {
        home();
        send(browser, "arepas").press("Pay it as the buyer");
        awaitHeading(browser, "Pay 75000 COP");
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE_LIGHT", "DESK_DARK"})
    @Order(1)
    void byCard(Look look) {
        browser.as(look);
        toPay();
        browser.isFine("pagoseguro-checkout").press("Pay");
        awaitHeading(browser, "Aprobada");
        browser.press("Stay here").isFine("pagoseguro-result").press("Back to the shop");
        awaitHeading(browser, ARRIVED);
        assertThat(browser.text()).contains("$ 75.000 COP");
        String orderId = orderId();
        follow(orderId);
        awaitText("PAID", "receipt", "commit", ARRIVED + " · " + orderId, "Pedido pagado · " + orderId);
        browser.isFine("order-of-form-paid");
        assertThat(receipts(orderId)).hasSize(1);
    }

    @Test
    @Order(1)
    void byCardAndDeclinedFirst() {
        toPay();
        browser.fill("number", "4111111111111112").press("Pay");
        assertThat(browser.text("#number-wrong")).isEqualTo("The card number is not valid.");
        browser.isFine("pagoseguro-checkout-wrong").fill("number", "4111111111111111").fill("cvv", "123").fill("holder", "RECHAZADO").press("Pay");
        awaitHeading(browser, "Rechazada");
        browser.press("Stay here").isFine("pagoseguro-declined").press("Try again");
        awaitHeading(browser, "Pay 75000 COP");
        browser.press("Pay");
        awaitHeading(browser, "Aprobada");
        browser.press("Back to the shop");
        awaitHeading(browser, ARRIVED);
    }

    @Test
    @Order(1)
    void withoutScripts() {
        browser.scripts(false);
        home();
        send(browser, "arepas").press("Pay it as the buyer");
        assertThat(browser.heading()).isEqualTo("Va a la página de pago");
        browser.shoot("form-without-scripts").press("Ir a pagar").press("Pay").press("Back to the shop");
        lookAgainUntil(ARRIVED, "Consultar de nuevo");
    }

    @Test
    @Order(1)
    void theDeskOfThePlatform() {
        for (Look look : List.of(Look.PHONE_DARK, Look.DESK_LIGHT)) {
            browser.as(look).open(sandbox.sandboxUrl() + "/pagoseguro/_sim").isFine("pagoseguro-desk");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE_LIGHT", "DESK_DARK"})
    @Order(1)
    void whoCancelsIsToldTheTruthAndMayGoOn(Look look) {
        browser.as(look);
        toPay();
        browser.press("Cancel and do not pay");
        awaitHeading(browser, "Cancelada");
        browser.press("Stay here").isFine("pagoseguro-cancelled").press("Back to the shop");
        awaitHeading(browser, "Su pago no fue aceptado");
        browser.isFine("return-of-form-failed").press("Ir a pagar");
        awaitHeading(browser, "Pay 75000 COP");
        browser.press("Pay");
        awaitHeading(browser, "Aprobada");
        browser.press("Back to the shop");
        awaitHeading(browser, ARRIVED);
    }

    /** A transfer that the bank takes its time for: nobody is asked to pay again, and the page learns of the end by itself. */
    @ParameterizedTest
    @EnumSource(names = {"PHONE_DARK", "DESK_LIGHT"})
    @Order(1)
    void byTransferThatTheBankConfirmsLater(Look look) {
        browser.as(look);
        toPay();
        browser.choose("method", "PSE").choose("bank", "Banco Pendiente").press("Pay");
        awaitHeading(browser, "En proceso");
        browser.press("Stay here").isFine("pagoseguro-pending").press("Back to the shop");
        awaitHeading(browser, "Su pago está en proceso");
        browser.isFine("return-of-form-pending");
        String orderId = orderId();
        String waiting = browser.tab();
        browser.newTab();
        browser.open(sandbox.sandboxUrl() + "/pagoseguro/_sim").press("Let time pass");
        browser.tab(waiting);
        awaitHeading(browser, ARRIVED);
        follow(orderId);
        awaitText("PAID", "receivable", "receipt", "commit");
        assertThat(receipts(orderId)).hasSize(1);
    }

    /** The platform cannot be asked: what nobody was led to is over with its time, what somebody was led to is held, and the page says so. */
    @Test
    @Order(2)
    void whatExpiresSaysSoAndWhatMayBePaidIsNotCalledOver() {
        await().atMost(AFTER_EXPIRY).untilAsserted(() ->
                assertThat(Json.tree(ask(erp("/erp/orders/SO-LEFT-1"))).path("state").asText()).isEqualTo("EXPIRED"));
        assertThat(browser.open(left.path("payUrl").asText()).heading()).isEqualTo("Se terminó el tiempo para pagar");
        assertThat(browser.text()).doesNotContain("Ir a pagar");
        browser.isFine("pay-of-form-expired").open(served.path("payUrl").asText());
        assertThat(browser.heading()).isEqualTo("Estamos verificando su pago");
        browser.isFine("pay-of-form-checking");
    }
}
