package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money rule 5 with its default: an endpoint's empty list counts once it has listed an operation that we knew of. */
class LearnedAbsenceIT extends Journey {

    LearnedAbsenceIT() {
        super(Map.of("sugaway.absence-proof", "learned"));
    }

    @Test
    void anEmptyListIsBelievedOnceTheEndpointHasProvenItself() {
        String waiting = open();
        letExpire(waiting);
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(waiting)).containsExactly("unanswered"));
        assertThat(state(waiting)).isEqualTo("OPEN");
        assertThat(stock(waiting)).doesNotContain("release");

        String changed = newOrderId();
        String old = open(order(changed));
        assertThat(cancel(changed).status()).isEqualTo(503);

        String paid = open();
        tell(paid, platform.happen(paid, "proof" + paid, "200", "card", "18450.50", at(1)));
        awaitState(paid, "PAID");

        awaitState(waiting, "EXPIRED");
        assertThat(cancel(changed).status()).isEqualTo(200);
        assertThat(state(old)).isEqualTo("CANCELLED");
    }
}
