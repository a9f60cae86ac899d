package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.checkoutbridge.link.LinkSigner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every platform must do, over real HTTP, whatever it is: a folder that is added is tested here without another word. */
class AnyPlatformIT extends Journey {

    private final LinkSigner links = new LinkSigner(world.url(), world.configuration.get("bridge.signing-key"));

    AnyPlatformIT() {
        super(configuration());
    }

    /** All of them in one bridge; the one that is called by the bridge has its stand-in. */
    private static Map<String, String> configuration() {
        Map<String, String> configuration = new LinkedHashMap<>();
        platforms().stream().filter(platform -> !platform.equals("sugaway")).forEach(platform -> configuration.putAll(ConfiguredGateways.credentials(platform)));
        return configuration;
    }

    static List<String> platforms() {
        return ConfiguredGateways.names();
    }

    private static ObjectNode purchase(String platform) {
        return document("""
                {"orderId": "%s", "gateway": "%s", "currency": "%s",
                 "customer": {"name": "Ana Gómez", "email": "ana.gomez@example.com", "identification": "1032456789"},
                 "items": [{"sku": "CAF-500", "description": "Café molido 500 g", "quantity": "2", "unitPrice": "37500"}],
                 "total": "75000"}""".formatted(newOrderId(), platform, ConfiguredGateways.shipped(platform).currencies().get(0)));
    }

    private String payUrl(String reference) {
        return show(orderOf(reference)).json().at("/checkouts/0/payUrl").asText();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void anOrderOpensAndItsLinkLeadsOn(String platform) {
        String reference = open(purchase(platform));
        assertThat(reference).matches("[A-Za-z0-9-]+").hasSizeLessThanOrEqualTo(ConfiguredGateways.shipped(platform).referenceLength());
        Reply pay = get(payUrl(reference), null);
        boolean form = ConfiguredGateways.shipped(platform).capabilities().form();
        assertThat(pay.status()).isEqualTo(form ? 200 : 303);
        assertThat(pay.headers().firstValue("Cache-Control")).contains("no-store");
        if (form) {
            assertThat(pay.body()).contains("<form method=\"post\"", reference);
            assertThat(pay.headers().firstValue("Content-Security-Policy").orElse("")).contains("form-action http://localhost:9");
        }
        awaitStock(reference, "reserve");
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void aForgedLinkOpensNothing(String platform) {
        String reference = open(purchase(platform));
        assertThat(get("/pay/" + reference + "/x", null).status()).isEqualTo(401);
        assertThat(get("/return/" + reference + "/x?status=success", null).status()).isEqualTo(401);
        assertThat(post("/webhooks/" + platform + "/" + reference + "/x", "application/json", "{}", null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void whatNobodySignedPaysNothing(String platform) {
        String reference = open(purchase(platform));
        String claims = "?status=success&status=200&state_pol=4&transactionState=4&txnid=" + reference + "&referenceCode=" + reference + "&hash=x&signature=x";
        assertThat(get(links.returnUrl(platform, reference) + claims, null).status()).isEqualTo(200);
        for (String body : new String[] {"{}", "{\"status\":\"success\"}", "not json"}) {
            assertThat(post(links.webhookUrl(platform, reference).substring(world.url().length()), "application/json", body, null).status()).isEqualTo(200);
        }
        awaitInterpreted(reference);
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(finance(reference)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void whatNobodyPaidEnds(String platform) {
        String reference = open(purchase(platform));
        letExpire(reference);
        awaitState(reference, "EXPIRED");
        awaitStock(reference, "reserve", "release");
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void whatNobodyWasLedToCanBeCancelled(String platform) {
        String reference = open(purchase(platform));
        assertThat(cancel(orderOf(reference)).status()).isEqualTo(200);
        awaitStock(reference, "reserve", "release");
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void anotherCurrencyIsRefused(String platform) {
        ObjectNode order = purchase(platform);
        order.put("currency", "XAU");
        assertThat(send(order).status()).isEqualTo(422);
    }

    /** Where a platform keeps one address per account, this is what one enters there. */
    @ParameterizedTest
    @MethodSource("platforms")
    void itsAccountsAddressIsTold(String platform) {
        assertThat(get("/erp/gateways", null).status()).isEqualTo(401);
        var mine = java.util.stream.StreamSupport.stream(get("/erp/gateways", "Bearer " + ERP_KEY).json().spliterator(), false)
                .filter(gateway -> gateway.path("gateway").asText().equals(platform)).findFirst().orElseThrow();
        assertThat(mine.path("messagesTo").asText()).isEqualTo(links.accountUrl(platform));
        assertThat(mine.path("currencies").get(0).asText()).isEqualTo(ConfiguredGateways.shipped(platform).currencies().get(0));
    }
}
