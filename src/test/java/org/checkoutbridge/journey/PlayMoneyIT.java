package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money rule 3: in test mode play money counts, and every effect says so. */
class PlayMoneyIT extends Journey {

    PlayMoneyIT() {
        super(Map.of("sugaway.test", "true", "mail.locale", "en"));
    }

    @Test
    void playMoneyCountsAndIsMarked() {
        String orderId = newOrderId();
        String reference = open(order(orderId));
        assertThat(platform.checkout(reference).request().path("test").asBoolean()).isTrue();
        tell(reference, platform.happen(reference, "t" + reference, "200", "card", "18450.50", at(1)));
        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "commit");
        awaitFinance(reference, "receipt");
        assertThat(erp.told("/stock", reference)).allMatch(effect -> effect.path("test").asBoolean());
        assertThat(financeEffect(reference, "receipt").path("test").asBoolean()).isTrue();
        await().atMost(SOON).untilAsserted(() -> assertThat(mails("mariajose.pena@example.com", orderId))
                .anySatisfy(mail -> assertThat(quietly(mail::getSubject)).startsWith("[TEST] Your payment has arrived")));
    }
}
