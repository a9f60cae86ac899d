package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.checkoutbridge.browser.Browser;
import org.checkoutbridge.browser.Browser.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person meets in the sandbox, with a real browser: from the button that sends an order to the shop's page of thanks. */
class BuyerInBrowserIT extends SandboxInBrowser {

    private static final String DECLINED_CARD = "4507930000000016";
    private static final String REVIEWED_CARD = "4507990000001000";

    private static final String ARRIVED = "Recibimos tu pago";
    private static final String NOT_SEEN = "Todavía no vemos tu pago";

    /** The tab whose checkout expires while the other tests run. */
    private Browser expiring;

    @BeforeAll
    void letOneExpire() {
        expiring = new Browser();
        expiring.as(Look.PHONE_DARK).open(sandbox.sandboxUrl());
        send(expiring, "minute").press("Pay it as the buyer").press("Let it expire");
    }

    @AfterAll
    void close() {
        if (expiring != null) {
            expiring.close();
        }
    }

    /** On the hosted page of a new order. */
    private Browser toPay() {
        home();
        return send(browser, "coffee").press("Pay it as the buyer");
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void byCardFromTheFirstClickToTheShopsThanks(Look look) {
        browser.as(look).open(sandbox.sandboxUrl()).isFine("home");
        send(browser, "coffee").isFine("order-open");
        String orderId = orderId();
        browser.press("Pay it as the buyer").isFine("sugaway-checkout");
        browser.press("Card numbers for testing, and what comes of them").isFine("sugaway-checkout-cards");
        browser.press("Pay by card");
        awaitHeading(browser, ARRIVED);
        assertThat(browser.title()).isEqualTo(ARRIVED + " · Sandbox Shop");
        assertThat(browser.text()).contains("$ 18.450,50 ARS", orderId + "-A1", "También te escribimos por correo.");
        browser.isFine("return-paid").press("Volver a la tienda");
        assertThat(browser.text()).contains(orderId + "-A1", "PAID");
        browser.isFine("shop").press("Follow the order");
        awaitText("PAID", "receipt", "commit", "200 Aprobado", "Recibimos tu pago · " + orderId, "Pedido pagado · " + orderId, "answered 200");
        assertThat(browser.frame("iframe.letter")).contains("¡Gracias por tu compra!", "María Pérez");
        browser.isFine("order-paid");
        assertThat(receipts(orderId)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE_DARK", "DESK_LIGHT"})
    @Order(1)
    void byCouponThatIsPaidLater(Look look) {
        browser.as(look);
        toPay().press("Get a cash coupon");
        awaitHeading(browser, "Tu pedido espera tu pago");
        String waiting = browser.address();
        assertThat(browser.text()).contains("Reservado al menos hasta el");
        browser.isFine("return-waiting").press("Abrir el cupón de pago");
        assertThat(browser.text()).contains("2 En Espera", "Last day to pay");
        browser.isFine("sugaway-coupon").press("Pay this coupon");
        assertThat(browser.text()).contains("200 Aprobado");
        browser.isFine("sugaway-coupon-paid").open(waiting);
        awaitHeading(browser, ARRIVED);
        assertThat(browser.address()).as("what the address claims is not what is shown").contains("status=2");
        String orderId = orderId();
        follow(orderId);
        awaitText("PAID", "receivable", "receipt", "Cómo terminar tu pago");
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE_LIGHT", "DESK_DARK"})
    @Order(1)
    void whoCancelsIsToldTheTruthAndMayGoOn(Look look) {
        browser.as(look);
        toPay().press("Cancel and go back to the shop");
        awaitHeading(browser, "Todavía no pagaste");
        browser.isFine("return-left").press("Ir a pagar");
        browser.press("Pay by card");
        awaitHeading(browser, ARRIVED);
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE_LIGHT", "DESK_DARK"})
    @Order(1)
    void aCardThatIsDeclinedAndThenOneThatIsNot(Look look) {
        browser.as(look);
        toPay().fill("number", DECLINED_CARD).press("Pay by card");
        awaitHeading(browser, "Tu pago no fue aceptado");
        browser.isFine("return-failed").press("Ir a pagar");
        assertThat(browser.text()).contains("410 Fondos insuficientes");
        browser.press("Pay by card");
        awaitHeading(browser, ARRIVED);
        String orderId = orderId();
        follow(orderId);
        awaitText("attempt-failed", "PAID", "receipt");
        assertThat(receipts(orderId)).hasSize(1);
    }

    @Test
    @Order(1)
    void whatIsFilledInWronglyIsSaidAtItsField() {
        toPay().fill("number", "4507990000000011").fill("cvv", "1").press("Pay by card");
        assertThat(browser.text()).contains("Please look again", "The card number is not valid.", "The security code has three or four digits.");
        assertThat(browser.text("#" + browser.run("return document.querySelector('#number').getAttribute('aria-describedby')")))
                .isEqualTo("The card number is not valid.");
        browser.isFine("sugaway-checkout-wrong").press("The card number is not valid.");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("number");
    }

    @Test
    @Order(1)
    void aPaymentInReviewBecomesOneThatArrivedBeforeTheBuyersEyes() {
        browser.as(Look.DESK_LIGHT);
        toPay().fill("number", REVIEWED_CARD).press("Pay by card");
        awaitHeading(browser, "Tu pago está en revisión");
        browser.isFine("return-in-review").run("window.sameDocument = true");
        await().atMost(Duration.ofSeconds(40)).ignoreExceptions().untilAsserted(() -> assertThat(browser.heading()).isEqualTo(ARRIVED));
        assertThat(browser.run("return window.sameDocument")).as("the page was not loaded again").isEqualTo(true);
        assertThat(browser.title()).startsWith(ARRIVED);
        assertThat(browser.text("#news")).as("announced").isEqualTo(ARRIVED);
    }

    /** The return before anything is known: another tab pays, and this one shows it by itself. */
    @Test
    @Order(1)
    void twoTabsOfOneCheckout() {
        toPay();
        String hosted = browser.address();
        browser.press("Cancel and go back to the shop");
        String address = browser.address().replaceFirst("\\?.*", "?status=200&type=card&transactionId=forged");
        browser.open(address);
        awaitHeading(browser, NOT_SEEN);
        browser.isFine("return-not-seen").run("window.sameDocument = true");
        String orderId = orderId();
        String first = browser.newTab();
        browser.open(hosted);
        String second = browser.tab();
        browser.newTab();
        browser.open(hosted).press("Pay by card");
        awaitHeading(browser, ARRIVED);
        browser.back().isFine("sugaway-checkout-settled");
        assertThat(browser.text()).contains("This reference cannot be paid again");
        browser.tab(second);
        await().atMost(SOON).untilAsserted(() -> assertThat(browser.text()).as("its form goes by itself").doesNotContain("Security code"));
        browser.reload();
        assertThat(browser.text()).contains("This reference cannot be paid again");
        browser.tab(first);
        awaitHeading(browser, ARRIVED);
        assertThat(browser.run("return window.sameDocument")).isEqualTo(true);
        browser.reload();
        awaitHeading(browser, ARRIVED);
        assertThat(receipts(orderId)).hasSize(1);
    }

    @Test
    @Order(1)
    void theMessageBeforeTheReturn() throws IOException, InterruptedException {
        toPay();
        HostedPage page = new HostedPage(URI.create(browser.address()), get(browser.address()));
        HttpResponse<String> paid = HTTP.send(page.form("/card").submitted(), HttpResponse.BodyHandlers.ofString());
        String orderId = orderId();
        await().atMost(SOON).untilAsserted(() -> assertThat(receipts(orderId)).hasSize(1));
        browser.open(paid.headers().firstValue("Location").orElseThrow());
        assertThat(browser.heading()).isEqualTo(ARRIVED);
        browser.as(Look.DESK_LIGHT);
        follow(orderId);
        awaitText("PAID");
        browser.press("What the buyer sees");
        awaitHeading(browser, ARRIVED);
        browser.isFine("pay-paid");
    }

    @Test
    @Order(1)
    void whoStaysIsNotTakenAwayAndWhoDoesNothingIs() {
        toPay().press("Pay by card");
        await().atMost(SOON).until(() -> browser.offers("Vas a volver a la tienda en"));
        browser.press("Quedarme acá");
        assertThat(browser.offers("Vas a volver a la tienda en")).isFalse();
        browser.newTab();
        toPay().press("Pay by card");
        browser.run("document.querySelector('[data-onward]').dataset.onward = 2");
        await().atMost(SOON).until(() -> browser.address().contains("/shop?reference="));
        browser.back();
        awaitHeading(browser, ARRIVED);
        await("who came back wants to be here").during(Duration.ofSeconds(2)).atMost(SOON).until(() -> !browser.offers("Vas a volver a la tienda en"));
    }

    @Test
    @Order(1)
    void byKeyboardAlone() {
        home().tabTo("Send this order").enter();
        awaitText("Pay it as the buyer");
        browser.tabTo("Pay it as the buyer").enter();
        awaitText("Pay by card");
        browser.tabTo("Get a cash coupon").enter();
        awaitHeading(browser, "Tu pedido espera tu pago");
        browser.tabTo("Abrir el cupón de pago").shoot("keyboard-focus").enter();
        awaitText("Barcode");
        browser.tabTo("Pay this coupon").enter();
        awaitText("200 Aprobado");
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE_LIGHT", "DESK_DARK"})
    @Order(1)
    void withoutScripts(Look look) {
        browser.as(look).scripts(false);
        toPay().shoot("sugaway-checkout-without-scripts").press("Cancel and go back to the shop");
        awaitHeading(browser, "Todavía no pagaste");
        String orderId = orderId();
        browser.shoot("return-left-without-scripts").press("Ir a pagar").fill("number", DECLINED_CARD).press("Pay by card");
        lookAgainUntil("Tu pago no fue aceptado", "Mirar de nuevo");
        browser.press("Ir a pagar").press("Get a cash coupon");
        lookAgainUntil("Tu pedido espera tu pago", "Mirar de nuevo");
        browser.press("Abrir el cupón de pago").press("Pay this coupon").press("Back to the shop");
        lookAgainUntil(ARRIVED, "Mirar de nuevo");
        browser.shoot("return-paid-without-scripts").press("Volver a la tienda").press("Follow the order");
        await().atMost(SOON).until(() -> {
            browser.reload();
            return browser.offers("Pedido pagado · " + orderId);
        });
        browser.shoot("order-without-scripts");
    }

    @Test
    @Order(1)
    void whatIsNotThereIsSaid() {
        for (String path : List.of("/orders/SO-NONE", "/mail/0", "/sugaway/p/checkout/v2/NONE")) {
            browser.open(sandbox.sandboxUrl() + path);
            awaitHeading(browser, "There is no such page");
        }
        browser.isFine("lost");
    }

    @Test
    @Order(2)
    void aCheckoutThatExpiresSaysSoByItselfAndGoesOn() {
        await().atMost(AFTER_EXPIRY).ignoreExceptions().until(() -> expiring.address().matches(".*/shop\\?reference=.*&state=EXPIRED"));
        expiring.back();
        awaitHeading(expiring, "Se terminó el tiempo para pagar");
        assertThat(expiring.text()).contains("hacé el pedido de nuevo").doesNotContain("Ir a pagar");
        expiring.isFine("return-expired");
    }
}
