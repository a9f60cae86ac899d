package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the buyer sees: the pay link, and the page after coming back. */
class BuyerIT extends Journey {

    private String payUrl(String reference) {
        return show(orderOf(reference)).json().at("/checkouts/0/payUrl").asText();
    }

    private Reply comeBack(String reference, String query) {
        return get(platform.checkout(reference).returnUrl() + query, null);
    }

    @Test
    void thePayLinkLeadsToThePlatform() {
        String reference = open();
        Reply reply = get(payUrl(reference), null);
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.headers().firstValue("Location"))
                .contains(show(orderOf(reference)).json().at("/checkouts/0/checkoutUrl").asText());
        assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aForgedLinkOpensNothing() {
        String reference = open();
        String signature = payUrl(reference).replaceAll(".*/", "");
        assertThat(get("/pay/" + reference + "/" + signature + "x", null).status()).isEqualTo(401);
        assertThat(get("/return/" + reference + "/" + signature, null).status()).isEqualTo(401);
        assertThat(get("/return/" + reference + "/nonsense?linkSignature=" + signature, null).status()).isEqualTo(401);
        assertThat(get("/pay/" + reference + "/x?linkReference=y&linkSignature=z&CamelHttpResponseCode=200", null).status()).isEqualTo(401);
    }

    @Test
    void thePayLinkOfAPaidCheckoutSaysSo() {
        String reference = open();
        tell(reference, platform.happen(reference, "p" + reference, "200", "card", "18450.50", at(1)));
        awaitState(reference, "PAID");
        Reply reply = get(payUrl(reference), null);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("Recibimos tu pago", reference, "18.450,50");
    }

    @Test
    void thePayLinkOfAnExpiredCheckoutSaysSo() {
        String reference = open();
        String payUrl = payUrl(reference);
        letExpire(reference);
        awaitState(reference, "EXPIRED");
        assertThat(get(payUrl, null).body()).contains("Se terminó el tiempo para pagar");
    }

    /** The end is there before anybody has asked the platform about it. */
    @Test
    void thePayLinkLeadsNobodyToACheckoutWhoseTimeIsOver() {
        String reference = open();
        sql("update checkout set expires_at = now() - interval '1 second', next_check_at = null where reference = '" + reference + "'");
        assertThat(state(reference)).isEqualTo("OPEN");
        Reply reply = get(payUrl(reference), null);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(value("select served_at from checkout where reference = '" + reference + "'")).isNull();
    }

    /** The address that the buyer's browser brings is never a proof. */
    @ParameterizedTest
    @ValueSource(strings = {"?status=200&type=card&transactionId=abc", "?status=undefined", "?status=200&state=PAID&evidence=queried", ""})
    void whatTheAddressClaimsChangesNothing(String query) {
        String reference = open();
        Reply reply = comeBack(reference, query);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("Todavía no vemos tu pago").doesNotContain("Recibimos tu pago");
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(finance(reference)).isEmpty();
    }

    @Test
    void whoCancelledIsToldSoAndNothingIsKnownOfAPayment() {
        String reference = open();
        assertThat(comeBack(reference, "?status=0&type=none&transactionId=-1").body()).contains("Todavía no pagaste");
        assertThat(comeBack(reference, "?status=401&type=none").body()).contains("La página de pago se cerró");
        assertThat(state(reference)).isEqualTo("OPEN");
        platform.happen(reference, "late" + reference, "200", "card", "18450.50", at(1));
        await().atMost(SOON).untilAsserted(() -> assertThat(comeBack(reference, "?status=0").body()).contains("Recibimos tu pago"));
    }

    @Test
    void whoseCardWasRefusedMayTryAgainWhileTheCheckoutLives() {
        String reference = open();
        platform.happen(reference, "no" + reference, "410", "card", "18450.50", at(1));
        assertThat(comeBack(reference, "?status=200").body()).contains("Tu pago no fue aceptado",
                show(orderOf(reference)).json().at("/checkouts/0/checkoutUrl").asText());
    }

    @Test
    void pagesLoadTheirFilesFromBesideThem() {
        for (String name : new String[] {"style.css", "follow.js"}) {
            Reply reply = get("/pages/" + name, null);
            assertThat(reply.status()).as(name).isEqualTo(200);
            assertThat(reply.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith(name.endsWith("css") ? "text/css" : "text/javascript");
        }
        for (String name : new String[] {"logo", "words.properties", "..%2Fapplication.properties", "status.ftlh"}) {
            assertThat(get("/pages/" + name, null).status()).as(name).isEqualTo(404);
        }
    }

    @Test
    void whoComesBackBeforeTheMessageSeesThePaymentAnyway() {
        String reference = open();
        platform.happen(reference, "fast" + reference, "200", "card", "18450.50", at(1));
        Reply reply = comeBack(reference, "?status=200&type=card&transactionId=fast");
        assertThat(reply.body()).contains("Recibimos tu pago");
        assertThat(reply.body()).contains("https://shop.example/thanks?reference=" + reference + "&amp;state=PAID");
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'");
        awaitState(reference, "PAID");
    }

    @Test
    void theReturnByPostIsTheSame() {
        String reference = open();
        Reply reply = request(HttpRequest.newBuilder(URI.create(platform.checkout(reference).returnUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("status=200&linkReference=x")).build());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("Todavía no vemos tu pago");
    }

    @Test
    void aCouponIsShownWithItsLink() {
        String reference = open();
        platform.happen(reference, "c" + reference, "2", "cash", "18450.50", at(1));
        assertThat(comeBack(reference, "?status=2&type=cash").body())
                .contains("Tu pedido espera tu pago", "https://coupons.example/c" + reference);
    }

    @Test
    void aPlatformThatDoesNotAnswerStillGivesAPage() {
        String reference = open();
        platform.behave("/coupons/" + reference, call -> Answer.json(500, "{}"));
        assertThat(comeBack(reference, "?status=200").body()).contains("Todavía no vemos tu pago");
    }

    @Test
    void whatTheOrderSaysIsEscaped() {
        var order = order(newOrderId());
        order.put("returnTo", "https://shop.example/?a=1&b='x'");
        String reference = open(order);
        assertThat(comeBack(reference, "").body()).doesNotContain("b='x'").contains("b=&#39;x&#39;");
    }

    @Test
    void otherPortsPathsAreNotOnThePublicOne() {
        for (String path : new String[] {"/observe/health", "/observe/metrics", "/console", "/sugaway/p/checkout", "/erp/calls", "/mail", "/"}) {
            assertThat(get(path, null).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void healthAndMetricsAreOnTheManagementPort() {
        String management = "http://localhost:" + world.configuration.get("bridge.management.port");
        for (String path : new String[] {"", "/live", "/ready"}) {
            await().atMost(SOON).untilAsserted(() -> assertThat(get(management + "/observe/health" + path, null).status()).isEqualTo(200));
        }
        String reference = open();
        tell(reference, platform.happen(reference, "m" + reference, "777", "card", "18450.50", at(1)));
        awaitState(reference, "REVIEW");
        await().atMost(SOON).untilAsserted(() -> assertThat(get(management + "/observe/metrics", null).body().lines().filter(line -> line.startsWith("checkout_bridge"))
                        .collect(java.util.stream.Collectors.joining("\n")))
                .contains("checkout_bridge_transitions_total", "from=\"CREATING\"", "checkout_bridge_webhooks_total", "checkout_bridge_effects_total",
                        "checkout_bridge_unmapped_codes_total", "code=\"777\"", "checkout_bridge_checkouts{", "checkout_bridge_orders_total{", "taken=\"new\"", "checkout_bridge_effects_oldest_seconds"));
    }
}
