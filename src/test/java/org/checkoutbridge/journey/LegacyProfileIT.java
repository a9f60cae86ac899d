package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A profile whose signature is the one that our own form shows to the buyer: it approves nothing. */
class LegacyProfileIT extends PagoSeguroShop {

    LegacyProfileIT() {
        super(Map.of("pagoseguro.profile", "pagoseguro-co-legacy"));
    }

    private static String confirmation(Map<String, String> form, String status) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("orderReference", form.get("txnid"));
        fields.put("value", form.get("amount"));
        fields.put("product", form.get("productinfo"));
        fields.put("customerFullName", form.get("firstname"));
        fields.put("customerEmail", form.get("email"));
        fields.put("status", status);
        fields.put("sign", form.get("hash"));
        return form(fields, StandardCharsets.UTF_8);
    }

    @Test
    void theBuyersOwnHashNeverApproves() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        assertThat(comeBackWith(form.get("url_response"), confirmation(form, "22")).body()).doesNotContain("Recibimos su pago");
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("unconfirmed"));
        assertThat(state(reference)).isEqualTo("OPEN");
        assertThat(finance(reference)).doesNotContain("receipt");
        assertThat(stock(reference)).doesNotContain("commit", "release");
        letExpire(reference);
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select next_check_at > now() from checkout where reference = '" + reference + "'")).isEqualTo("t"));
        assertThat(stock(reference)).as("while it is claimed").doesNotContain("release");
    }

    @Test
    void aRefusalIsAHintAndReleasesNothing() {
        Map<String, String> form = served();
        String reference = form.get("txnid");
        comeBackWith(form.get("url_response"), confirmation(form, "17"));
        assertThat(state(reference)).isEqualTo("OPEN");
        letExpire(reference);
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("unanswered"));
        assertThat(stock(reference)).doesNotContain("release");
    }

    @Test
    void anythingElseIsPending() {
        Map<String, String> form = served();
        comeBackWith(form.get("url_response"), confirmation(form, "1"));
        assertThat(state(form.get("txnid"))).isEqualTo("WAITING");
    }
}
