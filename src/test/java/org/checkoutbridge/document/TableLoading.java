package org.checkoutbridge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of loading one of our tables have in common: a copy to break, and what is to be said of it. */
public abstract class TableLoading {

    @TempDir
    protected Path folder;

    protected BrokenTable table;

    private final Path original;
    private final Consumer<Path> load;

    protected TableLoading(Path original, Consumer<Path> load) {
        this.original = original;
        this.load = load;
    }

    @BeforeEach
    void copy() {
        table = new BrokenTable(original, folder);
    }

    /** Asserts that a table is not loaded, and that the reason names its file and says this. */
    protected final void refused(Path file, String... said) {
        assertThatThrownBy(() -> load.accept(file)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(file.toString())
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(said));
    }
}
