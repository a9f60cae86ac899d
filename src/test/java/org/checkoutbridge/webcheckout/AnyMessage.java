package org.checkoutbridge.webcheckout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.checkoutbridge.gateway.Gateways;
import org.checkoutbridge.payment.CheckSchedule;
import org.checkoutbridge.payment.MoneyCheck;
import org.checkoutbridge.payment.Payments;
import org.checkoutbridge.runtime.JqEngine;
import org.checkoutbridge.webhook.WebhookBody;

/**
 * What holds of any bytes that come as a message, as JSON or as a form: it cannot be read for a documented reason, or it is translated, and
 * can be decided about. Unsigned it pays nothing, and of a platform that signs it says nothing.
 */
public final class AnyMessage {

    private static final String SUGAWAY = "config/gateways/sugaway/";

    private static final Set<String> UNREADABLE =
            Set.of("the text is not UTF-8", "not a JSON document", "not an object", "has a character that no text has", "more than 2000 fields",
                    "a field stands twice", "a field is both a value and a group", "a field's name is malformed", "fields are nested too deeply",
                    "a percent sign stands alone");

    private static final Set<String> PAID = Set.of("PAID", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED");

    private static final Payments PAYMENTS = new Payments("config/payments", new Gateways(List.of(ConfiguredGateways.sugaway())),
            new CheckSchedule("PT2M", "PT1M", "PT1M", "PT1M"), new MoneyCheck());

    /** One for 10.50 ARS, a minute old. */
    private static final Map<String, Object> CHECKOUT = Map.ofEntries(Map.entry("gateway", "sugaway"), Map.entry("reference", "SO-1-A1"),
            Map.entry("erp_order_id", "SO-1"), Map.entry("state", "OPEN"), Map.entry("state_since", "2026-03-01T12:00:00Z"),
            Map.entry("total", "10.50"), Map.entry("currency", "ARS"), Map.entry("timeout_minutes", 60), Map.entry("stock", "reserved"),
            Map.entry("opened_at", "2026-03-01T12:00:00Z"), Map.entry("expires_at", "2026-03-01T13:00:00Z"), Map.entry("now", "2026-03-01T12:01:00Z"));

    private static final List<Shop> SIGNING = List.of(new Shop("pagoseguro", Shop.pagoSeguro()), new Shop("payulatam",
            Map.of("checkout-url", "https://pay.example/ppp-web-gateway-payu/", "merchant-id", "900001", "account-id", "512321", "api-key", "invented")));

    private AnyMessage() {}

    public static void fuzzerTestOneInput(byte[] body) {
        for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
            Object message = read(type, body, List.of(StandardCharsets.UTF_8));
            if (message != null) {
                isTranslated(message);
            }
            Object signed = read(type, body, List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1));
            if (signed != null) {
                SIGNING.forEach(shop -> assertThat(translated(shop, signed).get("verdict")).isIn("unknown-type", "bad-signature"));
            }
        }
    }

    private static Object read(String type, byte[] body, List<Charset> charsets) {
        try {
            return WebhookBody.read(type, body, charsets);
        } catch (IllegalArgumentException unreadable) {
            assertThat(unreadable).isExactlyInstanceOf(IllegalArgumentException.class);
            assertThat(unreadable.getMessage()).isIn(UNREADABLE);
            return null;
        }
    }

    private static Map<?, ?> translated(Shop shop, Object message) {
        return shop.translate(message);
    }

    /** As {@code sugaway-translate-event} and what follows it do. */
    private static void isTranslated(Object message) {
        Map<?, ?> translation = (Map<?, ?>) JqEngine.run(SUGAWAY + "webhook-to-event.jq", message);
        assertThat(translation.get("verdict")).isIn("expiry", "group", "operation", "unreadable", "unknown-type");
        Object data = ((Map<?, ?>) message).get("data");
        Map<?, ?> operation = (Map<?, ?>) JqEngine.run(SUGAWAY + "operation-to-event.jq", data);
        saysWhatWasSaid(operation, Json.node(data));
        Object event = "operation".equals(translation.get("event")) ? operation : translation.get("event");
        if (event != null) {
            paysNothing((Map<?, ?>) event);
        }
    }

    private static void saysWhatWasSaid(Map<?, ?> event, JsonNode data) {
        assertThat(event.get("event")).isEqualTo("operation");
        assertThat(event.get("kind")).isIn("payment", "child");
        assertThat(event.get("type")).isIn("card", "cash", "transfer", "none");
        isSaid(event.get("total"), data.at("/payment/total"));
        isSaid(event.get("checkout_total"), data.at("/checkout/total"));
        JsonNode id = data.at("/payment/id");
        if (id.isTextual() && !id.textValue().isEmpty()) {
            assertThat(event.get("operation_id")).isEqualTo(id.textValue());
        }
        JsonNode code = data.at("/payment/status/code");
        if (code.isTextual() && !code.textValue().isEmpty()) {
            assertThat(event.get("status_code")).isEqualTo(code.textValue());
        }
    }

    /** An amount is the platform's to the last digit, or none. */
    private static void isSaid(Object amount, JsonNode said) {
        if (amount != null) {
            assertThat(new BigDecimal(amount.toString())).isEqualByComparingTo(new BigDecimal(said.asText()));
        }
    }

    private static void paysNothing(Map<?, ?> translated) {
        Map<String, Object> event = new LinkedHashMap<>(Map.of("source", "webhook", "evidence", "unsigned"));
        translated.forEach((name, value) -> event.putIfAbsent((String) name, value));
        Map<String, Object> advance = PAYMENTS.advance(CHECKOUT, Map.of("operations", List.of()), List.of(Map.of("event", event)));
        Map<?, ?> decision = (Map<?, ?>) advance.get("decision");
        assertThat(decision.get("to").toString()).isNotIn(PAID);
        assertThat(((Map<?, ?>) ((List<?>) advance.get("verdicts")).get(0)).get("verdict")).isNotNull();
    }
}
