package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An order paid at PayU Latam: the buyer's response shows, the server's confirmation decides. */
class PayuLatamIT extends PagoSeguroShop {

    private static final String KEY = "SandboxKeyForTests0001";

    PayuLatamIT() {
        super(Map.of("payulatam.checkout-url", "http://localhost:9/ppp-web-gateway-payu/", "payulatam.merchant-id", "900001",
                "payulatam.account-id", "512321", "payulatam.api-key", KEY));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> shown() {
        ObjectNode order = coffee(newOrderId());
        order.put("gateway", "payulatam");
        return form(open(order));
    }

    private static void confirm(Map<String, String> form, String state, String transaction) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("merchant_id", "900001");
        fields.put("reference_sale", form.get("referenceCode"));
        fields.put("value", "75000.00");
        fields.put("currency", "COP");
        fields.put("state_pol", state);
        fields.put("transaction_id", transaction);
        fields.put("authorization_code", state.equals("4") ? "836158" : "");
        fields.put("payment_method_type", "2");
        fields.put("sign", md5(KEY + "~900001~" + form.get("referenceCode") + "~75000.0~COP~" + state));
        Reply reply = request(HttpRequest.newBuilder(URI.create(form.get("confirmationUrl"))).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields, StandardCharsets.UTF_8))).build());
        assertThat(reply.status()).isEqualTo(200);
    }

    private Reply respond(Map<String, String> form, String state, String transaction) {
        String query = "merchantId=900001&referenceCode=" + form.get("referenceCode") + "&TX_VALUE=75000.00&currency=COP&transactionState=" + state
                + "&transactionId=" + transaction + "&lapPaymentMethodType=PSE&signature=" + md5(KEY + "~900001~" + form.get("referenceCode") + "~75000.0~COP~" + state);
        return get(form.get("responseUrl") + "?" + query, null);
    }

    @Test
    void theFormIsSigned() {
        Map<String, String> form = shown();
        assertThat(form).containsEntry("amount", "75000").containsEntry("tax", "11974.79").containsEntry("taxReturnBase", "63025.21")
                .containsEntry("payerDocumentType", "CC").containsEntry("signature", md5(KEY + "~900001~" + form.get("referenceCode") + "~75000~COP"));
    }

    /** The payer tries again inside the hosted page: the same reference, another transaction; the second confirmation comes twice. */
    @Test
    void refusedThenApprovedIsPaidOnce() {
        Map<String, String> form = shown();
        String reference = form.get("referenceCode");
        confirm(form, "6", "t1-" + reference);
        confirm(form, "4", "t2-" + reference);
        confirm(form, "4", "t2-" + reference);
        awaitState(reference, "PAID");
        awaitFinance(reference, "receipt");
        awaitStock(reference, "reserve", "commit");
        assertThat(financeEffect(reference, "receipt").path("method").path("type").asText()).isEqualTo("card");
    }

    @Test
    void theResponsePageAloneBooksNothing() {
        Map<String, String> form = shown();
        String reference = form.get("referenceCode");
        assertThat(respond(form, "4", "t3-" + reference).body()).doesNotContain("Recibimos su pago");
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(finance(reference)).isEmpty();
        confirm(form, "4", "t3-" + reference);
        awaitState(reference, "PAID");
        awaitFinance(reference, "receipt");
        assertThat(exceptionsOf(reference)).isEmpty();
    }

    @Test
    void pendingIsShownAndApprovedByTheServer() {
        Map<String, String> form = shown();
        String reference = form.get("referenceCode");
        assertThat(respond(form, "7", "t4-" + reference).body()).contains("No pague de nuevo");
        assertThat(state(reference)).isEqualTo("WAITING");
        confirm(form, "4", "t4-" + reference);
        awaitState(reference, "PAID");
        confirm(form, "6", "t5-" + reference);
        awaitInterpreted(reference);
        assertThat(state(reference)).isEqualTo("PAID");
    }

    @Test
    void aForgedConfirmationIsNothing() {
        Map<String, String> form = shown();
        request(HttpRequest.newBuilder(URI.create(form.get("confirmationUrl"))).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("merchant_id=900001&reference_sale=" + form.get("referenceCode")
                        + "&value=75000.00&currency=COP&state_pol=4&transaction_id=x&sign=" + form.get("signature"))).build());
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select verdict from webhook_inbox where reference = '" + form.get("referenceCode") + "'"))
                .isEqualTo("bad-signature"));
        assertThat(state(form.get("referenceCode"))).isEqualTo("OPEN");
    }
}
