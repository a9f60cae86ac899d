package org.checkoutbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules, read and tried by Prometheus' own tool. */
@ExtendWith(AlertRulesTest.WherePromtoolIs.class)
class AlertRulesTest {

    @TempDir
    Path folder;

    /** Skipped, with a line that says so, on a machine that has no promtool. */
    static final class WherePromtoolIs implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            boolean here = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool")));
            if (here) {
                return ConditionEvaluationResult.enabled("promtool is here");
            }
            String reason = "no promtool here (apt-get install prometheus): " + context.getDisplayName() + " is SKIPPED";
            if (context.getTestMethod().isEmpty()) {
                System.out.println(reason);
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }

    private void assertTakes(String... arguments) throws IOException, InterruptedException {
        Path written = folder.resolve("promtool.txt");
        Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList())
                .redirectErrorStream(true).redirectOutput(written.toFile()).start();
        assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).as("promtool ends").isTrue();
        assertThat(promtool.exitValue()).as(Files.readString(written, StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void theRulesAreRules() throws Exception {
        assertTakes("check", "rules", "config/monitoring/alerts.yaml");
    }

    @Test
    void eachFaultFiresItsAlertAndAQuietDayNone() throws Exception {
        assertTakes("test", "rules", "src/test/resources/monitoring/alerts-test.yaml");
    }
}
