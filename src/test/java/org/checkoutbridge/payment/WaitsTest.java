package org.checkoutbridge.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitsTest {

    @Test
    void theLastWaitRepeats() {
        Waits waits = Waits.of("PT0S, PT5S,PT2M");
        assertThat(waits.after(0)).isZero();
        assertThat(waits.after(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(waits.after(2)).isEqualTo(Duration.ofMinutes(2));
        assertThat(waits.after(1_000_000)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void theListIsSpentAfterAsManyTriesAsItIsLong() {
        Waits waits = Waits.of("PT0S,PT5S,PT2M");
        assertThat(waits.spent(2)).isFalse();
        assertThat(waits.spent(3)).isTrue();
        assertThat(waits.spent(4)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "5", "PT", "PT1S,,PT2S", "PT1S;PT2S", "-PT1S", "PT1S,PT-1S", "1m"})
    void whatIsNoListOfDurationsIsRefused(String text) {
        assertThatThrownBy(() -> Waits.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
