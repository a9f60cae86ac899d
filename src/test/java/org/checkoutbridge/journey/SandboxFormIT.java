package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sandbox's tour once more, with {@code "gateway": "pagoseguro"} in the order: the pay link is a form, the platform's page takes a
 * card or PSE, and what came of it is said by the buyer's return and by a confirmation. Everything over real HTTP.
 */
class SandboxFormIT extends SandboxTour {

    private static final String NAME = "Íñigo Peña Gómez";
    private static final String EMAIL = "inigo.pena@example.com";
    private static final String MERCHANT = "merchant@shop.example";
    private static final AtomicInteger ORDERS = new AtomicInteger();

    @BeforeAll
    void itsAccountIsOpened() {
        await().atMost(SOON).until(() -> get("/pagoseguro/_sim").body().contains("700123456"));
    }

    @BeforeEach
    void asUsual() {
        set("return_profile=R&return_mode=&confirm_profile=R&confirm_timing=before-return&confirm_fault=none&notify_pending=false");
    }

    @Test
    void anOrderIsPaidByCard() {
        Placed order = placeOf("119000");
        HostedPage result = pay(hosted(order).form("/pay"));
        Shown shown = back(order, result);
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(shown.body()).contains(order.reference());

        awaitState(order, "PAID");
        awaitCalls("stock", order, "reserve", "commit");
        awaitCalls("finance", order, "receipt");
        JsonNode receipt = calls("finance", order).get(0).path("body");
        assertThat(receipt.path("amount").asText()).isEqualTo("119000.00");
        assertThat(receipt.path("currency").asText()).isEqualTo("COP");
        assertThat(result.html()).contains(receipt.path("approvalNumber").asText());
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(mails(EMAIL, order)).hasSize(1);
            assertThat(mails(MERCHANT, order)).hasSize(1);
        });
        assertThat(mails(EMAIL, order).get(0).path("text").asText()).contains(receipt.path("approvalNumber").asText());
        JsonNode confirmation = told(order).get(0).path("deliveries").get(0);
        assertThat(confirmation.path("kind").asText()).isEqualTo("confirmation");
        assertThat(confirmation.path("answers").get(0).path("status").asInt()).as("what the bridge answered").isEqualTo(200);
    }

    @Test
    void aReturnAloneIsEnoughAndSoIsAConfirmationAlone() {
        set("confirm_timing=never");
        Placed returned = placeOf("119000");
        back(returned, pay(hosted(returned).form("/pay")));
        awaitState(returned, "PAID");

        set("confirm_timing=before-return");
        Placed confirmed = placeOf("119000");
        pay(hosted(confirmed).form("/pay"));
        awaitState(confirmed, "PAID");
        awaitCalls("finance", confirmed, "receipt");
        awaitCalls("stock", returned, "reserve", "commit");
    }

    @Test
    void aRefusedCardMayBeFollowedByOneThatIsNot() {
        Placed order = placeOf("119000");
        back(order, pay(hosted(order).form("/pay").with("holder", "RECHAZADO")));
        await().atMost(SOON).untilAsserted(() -> assertThat(events(order)).contains("attempt-failed"));
        assertThat(state(order)).isEqualTo("OPEN");
        back(order, pay(hosted(order).form("/pay")));
        awaitState(order, "PAID");
        awaitCalls("stock", order, "reserve", "commit");
        awaitCalls("finance", order, "receipt");
    }

    @Test
    void aBankMayTakeItsTime() {
        Placed order = placeOf("119000");
        HostedPage result = pay(hosted(order).form("/pay").with("method", "pse").with("bank", "Banco Pendiente"));
        assertThat(back(order, result).status()).isEqualTo(200);
        awaitState(order, "WAITING");
        assertThat(actions("finance", order)).doesNotContain("receipt");

        assertThat(post("/pagoseguro/_sim/clock", "minutes=20").statusCode()).isEqualTo(303);
        awaitState(order, "PAID");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(actions("stock", order)).startsWith("reserve").endsWith("commit");
            assertThat(actions("finance", order)).endsWith("receipt");
            assertThat(mails(EMAIL, order)).as("that it is pending, then that it is paid").hasSize(2);
        });
    }

    @Test
    void aConfirmationThatIsWrongPaysNothing() {
        for (String fault : List.of("wrong-signature", "wrong-amount", "truncated")) {
            set("confirm_fault=" + fault);
            Placed order = placeOf("119000");
            pay(hosted(order).form("/pay"));
            await().atMost(SOON).untilAsserted(() -> assertThat(told(order).get(0).path("deliveries").get(0).path("answers")).hasSize(1));
            set("confirm_fault=none");
            assertThat(state(order)).as(fault).isNotEqualTo("PAID");
            assertThat(actions("stock", order)).as(fault).doesNotContain("commit");
        }
    }

    @Test
    void confirmationsThatComeTwiceOrInTheWrongOrderPayOnce() {
        for (String fault : List.of("concurrent", "reordered")) {
            set("confirm_fault=" + fault);
            Placed order = placeOf("119000");
            back(order, pay(hosted(order).form("/pay")));
            await().atMost(SOON).untilAsserted(() -> assertThat(told(order).get(0).path("deliveries").findValuesAsText("delivered_at"))
                    .filteredOn(at -> !at.equals("null")).hasSize(2));
            awaitState(order, "PAID");
            awaitCalls("stock", order, "reserve", "commit");
            awaitCalls("finance", order, "receipt");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void theLogOfAllThisIsQuiet() {
        assertThat(sandbox.stop()).isZero();
        String own = sandbox.log().replaceFirst("(?s)The sandbox is ready:.*?; echo", "");
        assertThat(own.lines().filter(line -> line.matches(".*\\b(ERROR|FATAL)\\b.*|\\tat .*"))).isEmpty();
        assertThat(own).doesNotContain("11111111-2222", "Peña", "Gómez", EMAIL, "4111111111111111");
    }

    /** The signature of such a message is one that the buyer has: the bridge was told, and waits to be told by somebody else. */
    @Test
    void whatTheLegacyProfileSaysIsNoPayment(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) {
        BridgeProcess usual = sandbox;
        try (BridgeProcess legacy = new BridgeProcess(folder).with("PAGOSEGURO_PROFILE", "pagoseguro-co-legacy").startReady("sandbox")) {
            sandbox = legacy;
            await().atMost(SOON).until(() -> get(at("/pagoseguro/_sim")).body().contains("700123456"));
            set("return_profile=L&confirm_profile=L");
            Placed order = placeOf("119000");
            HostedPage result = pay(hosted(order).form("/pay"));
            assertThat(told(order).get(0).path("deliveries").get(0).path("answers").get(0).path("status").asInt()).isEqualTo(200);
            Matcher link = Pattern.compile("href=\"(http[^\"]*status=22[^\"]*)\"").matcher(result.html());
            assertThat(link.find()).as(result.html()).isTrue();
            assertThat(get(URI.create(link.group(1).replace("&amp;", "&"))).statusCode()).isIn(200, 303);
            await().during(Duration.ofSeconds(5)).atMost(SOON).until(() -> !state(order).equals("PAID"));
            assertThat(actions("stock", order)).doesNotContain("commit");
            assertThat(actions("finance", order)).doesNotContain("receipt");
        } finally {
            sandbox = usual;
        }
    }

    // ---- the ERP

    private Placed placeOf(String total) {
        return place("""
                {"orderId": "%s", "gateway": "pagoseguro", "currency": "COP",
                 "customer": {"name": "%s", "email": "%s", "documentType": "CC", "identification": "1020304050"},
                 "items": [{"sku": "CAF-500", "description": "Café molido 500 g", "quantity": "2", "unitPrice": "53500"}],
                 "shipping": "12000", "total": "%s"}""".formatted("SO-PSE-" + ORDERS.incrementAndGet(), NAME, EMAIL, total));
    }

    // ---- the buyer

    private record Shown(int status, String body) {}

    /** The platform's page, to which the pay link's page posts its form. */
    private HostedPage hosted(Placed order) {
        HttpResponse<String> link = get(order.payUrl());
        assertThat(link.statusCode()).as(link.body()).isEqualTo(200);
        HttpResponse<String> page = send(new HostedPage(link.uri(), link.body()).form("/checkoutpay").submitted());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return new HostedPage(page.uri(), page.body());
    }

    /** The response page. */
    private static HostedPage pay(HostedPage.Form form) {
        HttpResponse<String> answer = send(form.submitted());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        HttpResponse<String> result = get(answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow()));
        return new HostedPage(result.uri(), result.body());
    }

    /** What the bridge shows who comes back by the form of the response page. */
    private Shown back(Placed order, HostedPage result) {
        HostedPage.Form form = result.form("");
        assertThat(form.action().toString()).startsWith(sandbox.url() + "/return/" + order.reference() + "/");
        HttpResponse<String> answer = send(form.submitted());
        while (answer.statusCode() == 303) {
            answer = get(answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow()));
        }
        return new Shown(answer.statusCode(), answer.body());
    }

    // ---- the simulated platform

    private void set(String settings) {
        assertThat(post("/pagoseguro/_sim/accounts/700123456", settings).statusCode()).isEqualTo(303);
    }

    private JsonNode told(Placed order) {
        return json(get(at("/pagoseguro/_sim/references/" + order.reference()))).path("transactions");
    }
}
