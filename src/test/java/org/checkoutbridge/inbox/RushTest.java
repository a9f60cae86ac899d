package org.checkoutbridge.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RushTest {

    private static final long SOON = Duration.ofMillis(1).toNanos();
    private static final long LATE = Duration.ofMillis(40).toNanos();

    private final Rush rush = new Rush(1_000);

    @Test
    void isNotThereAtFirst() {
        assertThat(rush.on()).isFalse();
    }

    @Test
    void isNotAFewMessages() {
        rush.count(1, SOON);
        rush.count(90, SOON);
        assertThat(rush.on()).isFalse();
    }

    @Test
    void isMoreMessagesThanThat() {
        rush.count(101, SOON);
        assertThat(rush.on()).isTrue();
    }

    @Test
    void isACrowdThatWaitsLong() {
        rush.count(1, LATE);
        assertThat(rush.on()).as("one slow disk is no crowd").isFalse();
        rush.count(16, LATE);
        assertThat(rush.on()).isTrue();
    }

    @Test
    void endsByItself() {
        rush.count(101, SOON);
        await().atMost(Duration.ofSeconds(5)).until(() -> !rush.on());
    }
}
