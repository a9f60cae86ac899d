package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.checkoutbridge.corpus.Corpus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of the kept samples of orders the good ones are accepted, and no other. */
class OrderCorpusTest {

    static List<Corpus.Sample> samples() {
        return Corpus.of("order-parser");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void onlyTheGoodAreAccepted(Corpus.Sample sample) {
        assertThat(AnyOrder.accepted(sample.bytes())).isEqualTo(sample.toString().startsWith("good"));
    }
}
