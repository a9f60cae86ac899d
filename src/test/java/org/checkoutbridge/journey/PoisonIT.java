package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A message on which our own reading fails, however often it is tried. */
class PoisonIT extends Journey {

    private static final Duration THREE_TRIES = Duration.ofSeconds(60);

    /** An amount that the ledger has no room for. */
    @Test
    void isPutAsideAfterThreeTriesAndHoldsUpNoOtherLane() {
        String poisoned = open();
        ObjectNode poison = platform.happen(poisoned, "much" + poisoned, "200", "card", "18450.50", at(1)).deepCopy();
        ((ObjectNode) poison.at("/payment")).put("total", "1e30");
        assertThat(tell(poisoned, poison).status()).isEqualTo(200);
        assertThat(tell(poisoned, platform.happen(poisoned, "good" + poisoned, "200", "card", "18450.50", at(2))).status()).isEqualTo(200);

        String other = open();
        JsonNode paid = platform.happen(other, "free" + other, "200", "card", "18450.50", at(1));
        assertThat(tell(other, paid).status()).isEqualTo(200);
        awaitState(other, "PAID");
        assertThat(unread(poisoned)).as("still being tried").isNotEqualTo("0");

        await().atMost(THREE_TRIES).untilAsserted(() -> assertThat(unread(poisoned)).isEqualTo("0"));
        assertThat(value("select verdict || ' after ' || attempts from webhook_inbox where reference = '" + poisoned + "' order by id limit 1"))
                .isEqualTo("quarantined after 4");
        assertThat(value("select count(*) from payment_exception where reason = 'quarantined' and reference = '" + poisoned + "'")).isEqualTo("1");
        awaitState(poisoned, "PAID");
    }

    private String unread(String reference) {
        return value("select count(*) from webhook_inbox where processed_at is null and reference = '" + reference + "'");
    }
}
