package org.checkoutbridge.monitoring;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prometheus' own tool for alert rules, where it is installed; as an extension: what needs it is skipped elsewhere, with a line that says so. */
public final class Promtool implements ExecutionCondition {

    /** What it said, and whether it agrees. */
    public record Verdict(boolean agrees, String words) {}

    public static Verdict run(String... arguments) {
        try {
            Path said = Files.createTempFile("promtool", ".txt");
            Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList())
                    .redirectErrorStream(true).redirectOutput(said.toFile()).start();
            if (!promtool.waitFor(60, TimeUnit.SECONDS)) {
                promtool.destroyForcibly();
                throw new AssertionError("promtool does not end");
            }
            String words = Files.readString(said, StandardCharsets.UTF_8);
            Files.delete(said);
            return new Verdict(promtool.exitValue() == 0, words);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

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
