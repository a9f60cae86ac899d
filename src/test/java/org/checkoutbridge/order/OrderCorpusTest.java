package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.checkoutbridge.document.Corpus;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kept samples, replayed: an order is taken or refused as documented; it is never a crash or a wait. */
class OrderCorpusTest {

    static List<Corpus.Sample> samples() {
        return Corpus.of("order-parser");
    }

    @ParameterizedTest
    @MethodSource("samples")
    @Timeout(value = 5, unit = TimeUnit.SECONDS)
    void anOrderIsTakenOrRefused(Corpus.Sample sample) {
        JsonNode order;
        try {
            order = OrderReader.one(sample.bytes());
        } catch (MalformedOrder refused) {
            assertThat(refused.getMessage()).matches("[a-zA-Z0-9:, -]{1,80}");
            return;
        }
        OrderChecks.customerToLookUp(order);
        Map<String, Object> verdict = OrderDraft.CHECKS.check(order, null);
        assertThat(verdict.get("accepted")).as(verdict.toString()).isEqualTo(sample.toString().startsWith("good"));
    }
}
