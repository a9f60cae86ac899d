package org.checkoutbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.checkoutbridge.monitoring.Promtool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The alert rules, read and tried by Prometheus' own tool. */
@ExtendWith(Promtool.class)
class AlertRulesTest {

    private static void assertTakes(String... arguments) {
        Promtool.Verdict verdict = Promtool.run(arguments);
        assertThat(verdict.agrees()).as(verdict.words()).isTrue();
    }

    @Test
    void theRulesAreRules() {
        assertTakes("check", "rules", "config/monitoring/alerts.yaml");
    }

    @Test
    void theirNumbersFireThemAndThoseOfAQuietDayFireNone() {
        assertTakes("test", "rules", "src/test/resources/monitoring/alerts-test.yaml");
    }
}
