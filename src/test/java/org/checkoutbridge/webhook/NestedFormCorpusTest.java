package org.checkoutbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.checkoutbridge.document.Corpus;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kept samples, replayed: a form becomes a tree, or is refused as documented; it is never a crash or a wait. */
class NestedFormCorpusTest {

    static List<Corpus.Sample> samples() {
        return Corpus.of("form-decoder");
    }

    @ParameterizedTest
    @MethodSource("samples")
    @Timeout(value = 2, unit = TimeUnit.SECONDS)
    void aFormIsATreeOrRefused(Corpus.Sample sample) {
        try {
            JsonNode tree = NestedForm.tree(NestedForm.fields(sample.bytes(), List.of(StandardCharsets.UTF_8)));
            assertThat(tree.isObject()).isTrue();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class).hasMessageMatching("[a-zA-Z0-9' ,-]{1,80}");
        }
    }
}
