package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without a single message, questions and the sweep alone bring every checkout to its right state, refunds included. */
class SilentPlatformIT extends Journey {

    SilentPlatformIT() {
        super(Map.of("sugaway.webhooks-type", "none", "reconcile.sweep-cron", "0/2 * * * * ?"));
    }

    @Test
    void aLifeIsFoundByAsking() {
        String reference = open();
        assertThat(platform.checkout(reference).request().path("webhooksType").asText()).isEqualTo("none");
        platform.happen(reference, "q" + reference, "2", "cash", "18450.50", at(1));
        awaitState(reference, "WAITING");
        platform.happen(reference, "q" + reference, "200", "cash", "18450.50", at(2));
        awaitState(reference, "PAID");
        platform.happen(reference, "q" + reference, "605", "cash", "450.50", at(3));
        awaitState(reference, "PARTIALLY_REFUNDED");
        platform.happen(reference, "q" + reference, "602", "cash", "18450.50", at(4));
        awaitState(reference, "REFUNDED");
        awaitFinance(reference, "receivable", "receipt", "refund", "refund");
        awaitStock(reference, "reserve", "extend", "commit");
    }

    @Test
    void theSweepSeesACouponThatWasPaidAfterTheEnd() {
        String reference = open();
        letExpire(reference);
        awaitState(reference, "EXPIRED");
        platform.happen(reference, "after" + reference, "200", "cash", "18450.50", at(9));
        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "release", "reserve", "commit");
        assertThat(financeEffect(reference, "receipt").path("late").asBoolean()).isTrue();
    }

    @Test
    void theEndIsFoundByAsking() {
        String reference = open();
        letExpire(reference);
        awaitState(reference, "EXPIRED");
        awaitStock(reference, "reserve", "release");
    }
}
