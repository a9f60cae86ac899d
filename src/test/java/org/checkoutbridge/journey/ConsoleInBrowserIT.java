package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.checkoutbridge.browser.Browser;
import org.checkoutbridge.browser.Browser.Look;
import org.checkoutbridge.browser.InBrowser;
import org.checkoutbridge.link.LinkSigner;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator's five tasks, from the console's first page to their end, each in under a minute, without scripts; and every page as it looks. */
@InBrowser
class ConsoleInBrowserIT extends Journey {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Browser browser;
    private String home;

    ConsoleInBrowserIT() {
        super(Map.of("console.users", ConsoleReader.USERS, "console.search-key", "journey-search-key"));
    }

    @BeforeAll
    void openBrowser() {
        home = "http://localhost:" + world.configuration.get("bridge.management.port") + "/console";
        browser = new Browser();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void signIn() {
        browser.tidy().scripts(true).as(Look.DESK_LIGHT).open(home);
        if (browser.offers("Who are you?") || browser.offers("¿Quién sos?")) {
            browser.fill("name", "operator").fill("password", "sandbox-operator").submit("article form");
        }
        if (browser.offers("Lo que necesita a una persona")) {
            browser.press("English");
        }
        browser.scripts(false);
    }

    private void paid(String reference, String operation, int second) {
        tell(reference, platform.happen(reference, operation, "200", "card", "18450.50", at(second)));
        awaitState(reference, "PAID");
    }

    private void awaitText(String... texts) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            browser.reload();
            assertThat(browser.text()).contains(texts);
        });
    }

    private void awaitException(String reference, String reason) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(value("select count(*) from payment_exception where reference = '" + reference
                + "' and reason = '" + reason + "' and closed_at is null")).isEqualTo("1"));
    }

    /** Opens the part of the page that says this, gives the reason, and presses the button. */
    private void act(String summary, String why) {
        browser.press(summary);
        browser.fill("details[open] form.act", "why", why).submit("details[open] form.act");
    }

    private static void inAMinute(Instant began) {
        assertThat(Duration.between(began, Instant.now())).isLessThan(MINUTE);
    }

    // ---- the five tasks

    @Test
    void findsAnOrderByMail() {
        String email = "found." + newOrderId().toLowerCase() + "@example.com";
        ObjectNode order = order(newOrderId());
        ((ObjectNode) order.get("customer")).put("id", "C-" + order.get("orderId").asText()).put("email", email);
        String reference = open(order);
        Instant began = Instant.now();
        browser.open(home).fill("person", email).submit("form[action='/console/search']");
        assertThat(browser.address()).doesNotContain("found.");
        browser.scripts(true).isFine("console-found").scripts(false).press(orderOf(reference));
        assertThat(browser.heading()).contains(orderOf(reference));
        inAMinute(began);
    }

    @Test
    void saysWhyItIsNotPaid() {
        String reference = open();
        tell(reference, platform.happen(reference, "try" + reference, "410", "card", "18450.50", at(1)));
        awaitInterpreted(reference);
        Instant began = Instant.now();
        browser.open(home).fill("id", orderOf(reference)).submit("form[action='/console/search']").press(orderOf(reference));
        assertThat(browser.text("#explained")).contains("It is not paid");
        awaitText("An attempt to pay was refused", "410");
        inAMinute(began);
    }

    @Test
    void sendsARefusedReceiptAgain() {
        String order = newOrderId();
        AtomicBoolean refuses = new AtomicBoolean(true);
        erp.behave(order + "-A1", call -> call.path().equals("/finance") && call.body().contains("\"receipt\"") && refuses.get() ? Answer.json(422, "{}") : null);
        String reference = open(order(order));
        paid(reference, "op" + reference, 1);
        awaitException(reference, "erp-refused");
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select count(*) from effect where reference = '" + reference + "' and state = 'PENDING'"))
                .as("only the refused one is left").isEqualTo("0"));
        refuses.set(false);
        Instant began = Instant.now();
        browser.open(home).press(reference);
        act("Send it again", "the account was opened");
        assertThat(browser.text()).contains("It is on its way again.");
        awaitText("the account was opened");
        await().atMost(SOON).untilAsserted(() -> assertThat(finance(reference)).contains("receipt"));
        awaitText("Effect sent again");
        inAMinute(began);
    }

    @Test
    void hasAMessageReadAgain() {
        String order = newOrderId();
        String reference = order + "-A1";
        ObjectNode message = document("{\"type\":\"checkout\"}");
        message.set("data", platform.happen(reference, "early" + reference, "200", "card", "18450.50", at(1)));
        request(HttpRequest.newBuilder(URI.create(new LinkSigner(world.url(), world.configuration.get("bridge.signing-key")).webhookUrl("sugaway", reference)))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(message.toString())).build());
        awaitException(reference, "unknown-reference");
        open(order(order));
        String id = value("select operation_id from payment_exception where reference = '" + reference + "' and reason = 'unknown-reference'");
        Instant began = Instant.now();
        browser.open(home + "/orders/" + order).press("See the message").scripts(true).isFine("console-message").scripts(false);
        browser.fill("form[action='/console/acts/replay']", "why", "the order came late").submit("form[action='/console/acts/replay']");
        awaitState(reference, "PAID");
        browser.open(home + "/messages/" + id);
        assertThat(browser.text()).doesNotContain("about nothing that we know");
        inAMinute(began);
    }

    @Test
    void clearsADuplicatePayment() {
        String reference = open();
        paid(reference, "one" + reference, 1);
        tell(reference, platform.happen(reference, "two" + reference, "200", "card", "18450.50", at(9)));
        awaitException(reference, "second-payment");
        Instant began = Instant.now();
        browser.open(home).press(reference);
        assertThat(browser.text()).contains("Paid twice", "Return one of the payments at the platform");
        browser.press("I see to it");
        act("Settle it", "returned at the platform");
        assertThat(browser.text()).contains("It is settled.", "returned at the platform");
        assertThat(browser.text("#settled")).contains("Settled exceptions");
        inAMinute(began);
    }

    // ---- how it looks

    @ParameterizedTest
    @EnumSource
    void everyPageIsFine(Look look) {
        String reference = open();
        tell(reference, platform.happen(reference, "odd" + reference, "77" + look.ordinal(), "card", "18450.50", at(1)));
        awaitState(reference, "REVIEW");
        browser.scripts(true).as(look);
        browser.open(home).isFine("console-home");
        browser.open(home + "/orders/" + orderOf(reference)).isFine("console-order");
        browser.run("document.querySelectorAll('details').forEach(one => one.open = true)");
        browser.isFine("console-order-acts");
        browser.open(home + "/orders?state=REVIEW").isFine("console-orders");
        browser.open(home + "/orders?id=nothing").isFine("console-nothing");
        browser.open(home + "/dead-letters").isFine("console-dead-letters");
        browser.open(home + "/flows").isFine("console-flows");
        browser.open(home + "/flows/payments").isFine("console-flow");
        browser.open(home + "/orders/none").isFine("console-refused");
        browser.open(home + "/login").isFine("console-sign-in");
    }

    @Test
    void everythingIsReachedByKeyboard() {
        browser.scripts(true).open(home).tabTo("Dead letters").tabTo("Search");
    }

    @Test
    void spanishIsSpokenThroughout() {
        String reference = open();
        browser.scripts(true).open(home).press("Español");
        assertThat(browser.heading()).isEqualTo("Lo que necesita a una persona");
        browser.isFine("console-home-es").open(home + "/orders/" + orderOf(reference)).isFine("console-order-es");
        assertThat(browser.text()).contains("No está pagado", "Qué pasó");
        browser.press("English");
        assertThat(browser.heading()).isEqualTo("What needs a person");
    }
}
