package org.checkoutbridge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.checkoutbridge.payment.CheckoutState;
import org.checkoutbridge.payment.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that people edit: forgiving about blanks, strict about everything else. */
class TableTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    private Table read(String text, String... required) throws IOException {
        return Table.read(file(text), required);
    }

    @Test
    void blanksAroundCellsAndBlankLinesAndCommentsDoNotCount() throws IOException {
        Table table = read("# what it is\n\n  code ,  standing  \n# in between\n\t 2 ,waiting\n   3,   paid  \n");
        assertThat(table.columns()).containsExactly("code", "standing");
        assertThat(table.rows()).extracting(row -> row.get("code") + "/" + row.get("standing")).containsExactly("2/waiting", "3/paid");
    }

    @Test
    void aRowKnowsTheLineOfTheFileWhereItStands() throws IOException {
        Table table = read("# one\n# two\ncode, standing\n\n2, waiting\n");
        assertThat(table.rows().get(0).line()).isEqualTo(5);
        assertThat(table.rows().get(0).wrong("nonsense")).hasMessage(folder.resolve("table.csv") + ", line 5: nonsense");
    }

    @Test
    void theLastColumnTakesTheRestOfItsLine() throws IOException {
        assertThat(read("code, source\n2, PHP, and others; see there\n").rows().get(0).get("source"))
                .isEqualTo("PHP, and others; see there");
    }

    @Test
    void textIsReadAsUtf8() throws IOException {
        Files.write(folder.resolve("table.csv"), "código, fuente\n2, señal\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Table.read(folder.resolve("table.csv"), "código").rows().get(0).get("fuente")).isEqualTo("señal");
    }

    @Test
    void aCellMayBeEmptyWhereTheLineHasItsCommas() throws IOException {
        assertThat(read("a, b, c\n1,,\n").rows().get(0).cells()).containsEntry("b", "").containsEntry("c", "");
    }

    @Test
    void aLineWithTooFewCellsIsRefusedByFileAndLine() throws IOException {
        file("a, b, c\n1, 2, 3\n1, 2\n");
        assertThatThrownBy(() -> Table.read(folder.resolve("table.csv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("table.csv") + ", line 3: 2 cells for 3 columns");
    }

    @Test
    void aMissingColumnIsRefusedByFileAndLine() throws IOException {
        file("# head\ncode, standing\n");
        assertThatThrownBy(() -> Table.read(folder.resolve("table.csv"), "code", "source"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("table.csv") + ", line 2: no column source");
    }

    @Test
    void anEmptyTableIsRefusedByItsFile() throws IOException {
        file("# nothing but this\n\n");
        assertThatThrownBy(() -> Table.read(folder.resolve("table.csv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("table.csv") + " is empty");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Table.read(folder.resolve("none.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    void cellsAreReadAsWhatTheyAre() throws IOException {
        Table.Row row = read("n, yes, no, state, standing\n-7, yes, no, CREATE_UNKNOWN, in-review\n").rows().get(0);
        assertThat(row.number("n")).isEqualTo(-7);
        assertThat(row.yes("yes")).isTrue();
        assertThat(row.yes("no")).isFalse();
        assertThat(row.constant("state", CheckoutState.class)).isEqualTo(CheckoutState.CREATE_UNKNOWN);
        assertThat(row.constant("standing", Standing.class)).isEqualTo(Standing.IN_REVIEW);
    }

    @Test
    void aCellThatIsNotWhatItShouldBeIsRefusedByFileLineAndColumn() throws IOException {
        Table.Row row = read("n, yes, state\n7.5, maybe, OPENED\n").rows().get(0);
        String at = folder.resolve("table.csv") + ", line 2: ";
        assertThatThrownBy(() -> row.number("n")).hasMessage(at + "'7.5' in column n is not a whole number");
        assertThatThrownBy(() -> row.yes("yes")).hasMessage(at + "'maybe' in column yes is neither yes nor no");
        assertThatThrownBy(() -> row.constant("state", CheckoutState.class))
                .hasMessageStartingWith(at + "'OPENED' in column state is none of [CREATING, ");
    }
}
