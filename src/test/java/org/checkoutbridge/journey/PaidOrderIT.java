package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.checkoutbridge.standin.SugawayStandIn;
import org.junit.jupiter.api.Test;

/** The main road: an order goes in, the buyer pays, the ERP and two people learn of it. */
class PaidOrderIT extends Journey {

    @Test
    void anOrderBecomesAPaidOrder() {
        String orderId = newOrderId();
        String reference = open(order(orderId));

        SugawayStandIn.Checkout checkout = platform.checkout(reference);
        JsonNode request = checkout.request();
        assertThat(request.path("total").decimalValue()).isEqualByComparingTo("18450.50");
        assertThat(request.path("timeout").isInt()).isTrue();
        assertThat(request.path("options").path("emitNotifications").asBoolean(true)).isFalse();
        awaitStock(reference, "reserve");

        tell(reference, platform.happen(reference, "op" + reference, "200", "card", "18450.50", at(1)));

        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "commit");
        awaitFinance(reference, "receipt");
        JsonNode receipt = financeEffect(reference, "receipt");
        assertThat(receipt.path("amount").asText()).isEqualTo("18450.50");
        assertThat(receipt.path("approvalNumber").asText()).isEqualTo("836158");
        assertThat(receipt.path("method").path("last4").asText()).isEqualTo("4417");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(mails("mariajose.pena@example.com", orderId)).hasSize(1);
            assertThat(mails("merchant@shop.example", orderId)).hasSize(1);
        });
    }
}
