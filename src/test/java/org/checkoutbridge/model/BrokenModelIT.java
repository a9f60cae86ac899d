package org.checkoutbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The model can fail: bridges with a deliberate bug in a route or a table do not come through it. */
@Tag("nightly")
class BrokenModelIT {

    private static final int SEED = 7;
    private static final int LIVES = 64;

    @TempDir
    Path folder;

    static Stream<Arguments> bugs() {
        return Stream.of(
                arguments("a coupon counts as paid", "config/gateways/sugaway/status-codes.csv", "2    , waiting ", "2    , paid    "),
                arguments("the platform's answer is not looked at", "routes/reconciliation/ask-platform.camel.yaml",
                        "[.events // [] | .[] | {event: .}] + ", ""),
                arguments("each attempt has a key of its own", "routes/effects/erp-doors.camel.yaml",
                        "expression: .effect_id", "expression: .effect_id + (.attempts | tostring)"),
                arguments("what a message says is believed", "routes/gateways/sugaway/translate-event.camel.yaml",
                        "evidence: \"unsigned\"", "evidence: \"signed\""),
                arguments("a receipt is told as an authorization", "routes/payments/payment-paid.camel.yaml",
                        "uri: direct:finance-receipt", "uri: direct:finance-authorization"),
                arguments("a paid order is not committed", "routes/payments/payment-paid.camel.yaml",
                        "uri: direct:stock-commit", "uri: direct:stock-extend"),
                arguments("an expired order keeps its stock", "routes/payments/payment-expired.camel.yaml",
                        "uri: direct:stock-release", "uri: direct:stock-extend"),
                arguments("the buyer is not written to", "routes/payments/payment-paid.camel.yaml",
                        "uri: direct:mail-buyer-paid", "uri: direct:mail-merchant-paid"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isFound(String bug, String file, String right, String wrong) throws IOException {
        try (Neighbours around = new Neighbours(folder)) {
            Path broken = around.bridge.file(file);
            String text = Files.readString(broken);
            assertThat(text).as("what the bug replaces").contains(right);
            Files.writeString(broken, text.replace(right, wrong));
            around.bridge.startReady("");
            Map<Long, List<String>> found = new Model(around, Duration.ofSeconds(12), 32).run(SEED, LIVES, List.of());
            System.out.printf("model: %s: %s%n", bug, found.values().stream().findFirst().orElse(null));
            assertThat(found).as(bug).isNotEmpty();
        }
    }
}
