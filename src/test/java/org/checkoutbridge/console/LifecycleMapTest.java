package org.checkoutbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.checkoutbridge.payment.CheckoutState;
import org.junit.jupiter.api.Test;

/** The life of a checkout is drawn as its table has it: every state once, and every step. */
class LifecycleMapTest {

    private final Map<String, Object> drawn = new LifecycleMap("config/payments/lifecycle.csv").drawn();

    private List<?> list(String name) {
        return (List<?>) drawn.get(name);
    }

    @Test
    void everyStateHasAPlaceOfItsOwn() {
        assertThat(list("boxes")).hasSize(CheckoutState.values().length);
        assertThat(list("boxes").stream().map(box -> ((Map<?, ?>) box).get("x") + " " + ((Map<?, ?>) box).get("y"))).doesNotHaveDuplicates();
        assertThat(list("boxes")).allSatisfy(box -> {
            assertThat((Integer) ((Map<?, ?>) box).get("x")).isBetween(0, (Integer) drawn.get("width") - (Integer) drawn.get("box_width"));
            assertThat((Integer) ((Map<?, ?>) box).get("y")).isBetween(0, (Integer) drawn.get("height") - (Integer) drawn.get("box_height"));
        });
    }

    @Test
    void everyStepIsDrawn() {
        assertThat(list("ways")).hasSameSizeAs(list("steps"));
        assertThat(list("steps")).anySatisfy(step -> assertThat(step).isEqualTo(Map.of("from", "OPEN", "to", "EXPIRED", "events", List.of("expired"))));
        assertThat(list("steps")).noneSatisfy(step -> assertThat(((Map<?, ?>) step).get("from")).isEqualTo(((Map<?, ?>) step).get("to")));
    }
}
