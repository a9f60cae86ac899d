package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.Test;

/** The ERP refuses us, not an effect: the whole destination waits, nothing dies, and it goes on by itself. */
class RefusedByErpIT extends Journey {

    RefusedByErpIT() {
        super(Map.of("effects.refund-returns-stock", "true"));
    }

    @Test
    void aDestinationThatRefusesUsWaitsAsAWhole() {
        AtomicBoolean refuses = new AtomicBoolean(true);
        String one = newOrderId();
        String two = newOrderId();
        for (String order : new String[] {one, two}) {
            erp.behave(order + "-A1", call -> call.path().equals("/stock") && refuses.get() ? Answer.json(401, "{}") : null);
        }
        String first = open(order(one));
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select count(*) from destination_pause")).isEqualTo("1"));
        String second = open(order(two));
        tell(second, platform.happen(second, "w" + second, "200", "card", "18450.50", at(1)));
        awaitFinance(second, "receipt");
        refuses.set(false);
        awaitStock(first, "reserve");
        awaitStock(second, "reserve", "commit");
        await().atMost(SOON).untilAsserted(() -> assertThat(value("select count(*) from destination_pause")).isEqualTo("0"));
    }

    @Test
    void goodsComeBackWhereTheSiteWantsIt() {
        String reference = open();
        tell(reference, platform.happen(reference, "b" + reference, "200", "card", "18450.50", at(1)));
        awaitState(reference, "PAID");
        tell(reference, platform.happen(reference, "b" + reference, "602", "card", "18450.50", at(9)));
        awaitState(reference, "REFUNDED");
        awaitStock(reference, "reserve", "commit", "return");
    }
}
