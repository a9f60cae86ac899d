package org.checkoutbridge.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Kept samples of what a reader may be given: {@code src/test/resources/corpus/<reader>}, one sample a file. */
public final class Corpus {

    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");

    /** A sample, named by its file. */
    public record Sample(Path file) {

        public byte[] bytes() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    private Corpus() {}

    static Path folder(String reader) {
        return CORPUS.resolve(reader);
    }

    public static List<Sample> of(String reader) {
        try (Stream<Path> files = Files.list(folder(reader))) {
            return files.sorted().map(Sample::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
