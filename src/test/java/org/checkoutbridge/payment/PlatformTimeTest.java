package org.checkoutbridge.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.checkoutbridge.runtime.JqEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTimeTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00:00Z", "2026-03-01T12:00:00.123456789Z", "2024-02-29T23:59:59-03:00", "2026-03-01T12:00:00+0000"})
    void anInstantStaysAsItIsWritten(String time) {
        assertThat(JqEngine.run("instant", time)).isEqualTo(time);
        assertThat(Report.queried("op1", "200").with("updated", time).event().updated()).isNotNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "2026-03-00T12:00:00Z", "2026-02-30T12:00:00Z", "2026-03-01T25:00:00Z", "2026-03-01T12:00:00", "2026-03-01T12:00:00+19:00"})
    void whatNeverWasIsNone(String time) {
        assertThat(JqEngine.run("instant", time)).isNull();
    }
}
