package org.checkoutbridge.corpus;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kept samples, replayed: what must hold of anything holds of each of them, and soon. */
class CorpusTest {

    static Stream<Arguments> samples() {
        return Stream.of(Reader.values()).flatMap(reader -> Corpus.of(reader.toString()).stream().map(sample -> Arguments.of(reader, sample)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("samples")
    @Timeout(value = 5, unit = TimeUnit.SECONDS)
    void isReadOrRefusedAsDocumented(Reader reader, Corpus.Sample sample) {
        reader.check(sample.bytes());
    }
}
