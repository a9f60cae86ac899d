package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The form that brings a buyer to Pago Seguro. */
class SignedFormIT extends PagoSeguroShop {

    SignedFormIT() {
        super(Map.of());
    }

    private static String requestHash(Map<String, String> form) {
        return sha512(String.join("|", form.get("key"), form.get("txnid"), form.get("amount"), form.get("productinfo"), form.get("firstname"),
                form.get("email"), "/payment/process", "", "", "", "", "", "", "", "", "", API_KEY), StandardCharsets.UTF_8);
    }

    @Test
    void thePayLinkShowsTheSignedForm() {
        String orderId = newOrderId();
        Reply sent = send(coffee(orderId));
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        assertThat(sent.json().path("state").asText()).isEqualTo("OPEN");
        String reference = sent.json().path("reference").asText();
        assertThat(reference).hasSizeLessThanOrEqualTo(20).matches("[A-Za-z0-9-]+");

        Reply page = get(sent.json().path("payUrl").asText(), null);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\" action=\"http://localhost:9/pagosegurocanal/public/checkoutpay\"", "<button type=\"submit\"");
        Map<String, String> form = inputs(page.body());
        assertThat(form.keySet()).containsExactly("key", "txnid", "amount", "productinfo", "firstname", "email", "hash", "udf1", "url_response");
        assertThat(form).containsEntry("key", ACCOUNT).containsEntry("txnid", reference).containsEntry("amount", "75000")
                .containsEntry("productinfo", "Pedido " + orderId).containsEntry("udf1", "/payment/process").containsEntry("hash", requestHash(form));
        assertThat(form.get("url_response")).startsWith(world.url() + "/return/" + reference + "/");

        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy).contains("default-src 'none'").contains("frame-ancestors 'none'").matches(".*form-action http://localhost:9(;.*)?");
        assertThat(policy).as("no script but that of all pages").contains("script-src 'self'").doesNotContain("unsafe");
        assertThat(page.body()).contains("<script src=\"../../pages/follow.js\" defer></script>", "data-onward=\"0\" data-form=\"onward\"")
                .doesNotContain("<script>");
        awaitStock(reference, "reserve");
    }

    @Test
    void valuesAreEscapedAndSignedAsTheyArePosted() {
        ObjectNode order = coffee(newOrderId());
        ((ObjectNode) order.get("customer")).put("name", "Íñigo \"><script>alert(1)</script> Peña & O'Hara");
        String page = get(payUrl(open(order)), null).body();
        assertThat(page).doesNotContain("<script>alert");
        Map<String, String> form = inputs(page);
        assertThat(form.get("firstname")).isEqualTo("Íñigo \"><script>alert(1)</script> Peña &").hasSizeLessThanOrEqualTo(40);
        assertThat(form.get("hash")).isEqualTo(requestHash(form));
    }

    @Test
    void aPipeIsRefusedWithTheOrder() {
        ObjectNode order = coffee(newOrderId());
        ((ObjectNode) order.get("customer")).put("name", "Ana | Gomez");
        Reply reply = send(order);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/errors/0/code").asText()).isEqualTo("forbidden-character");
        assertThat(reply.body()).doesNotContain("Ana");
    }

    @Test
    void onlyPesosAreTaken() {
        ObjectNode order = coffee(newOrderId());
        order.put("currency", "ARS");
        assertThat(send(order).status()).isEqualTo(422);
    }

    @Test
    void aLongOrderIdStillHasAShortReference() {
        String orderId = "pedido_" + newOrderId() + ".de-la-tienda-de-cafe";
        Reply reply = send(coffee(orderId));
        String reference = reply.json().path("reference").asText();
        assertThat(reference).hasSizeLessThanOrEqualTo(20).matches("[A-Za-z0-9-]+");
        Map<String, String> form = inputs(get(reply.json().path("payUrl").asText(), null).body());
        assertThat(form.get("txnid")).isEqualTo(reference);
        assertThat(form.get("productinfo")).as("cut before it is signed").isEqualTo(("Pedido " + orderId).substring(0, 40));
        assertThat(form.get("hash")).isEqualTo(requestHash(form));
    }

    /** Base and tax are kept with the order, and are its total. */
    @Test
    void theTaxIsSplitAndKept() {
        String orderId = newOrderId();
        ObjectNode order = coffee(orderId);
        order.put("shipping", "12000").put("total", "87000");
        open(order);
        var split = show(orderId).json().path("taxSplit");
        assertThat(split.path("base").asText()).isEqualTo("63025.21");
        assertThat(split.path("tax").asText()).isEqualTo("11974.79");
        assertThat(split.path("exempt").asText()).isEqualTo("12000.00");
    }

    @Test
    void theSameOrderAgainIsTheSame() {
        ObjectNode order = coffee(newOrderId());
        Reply first = send(order);
        Reply again = send(order);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void theFormOfAnEndedCheckoutIsNotShown() {
        String reference = open(coffee(newOrderId()));
        String payUrl = payUrl(reference);
        sql("update checkout set expires_at = now() - interval '1 second' where reference = '" + reference + "'");
        Reply page = get(payUrl, null);
        assertThat(page.status()).isEqualTo(200);
        assertThat(inputs(page.body())).isEmpty();
    }
}
