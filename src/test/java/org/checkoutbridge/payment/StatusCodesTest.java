package org.checkoutbridge.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.checkoutbridge.document.TableLoading;
import org.checkoutbridge.document.Table;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Sugaway's codes mean (../domain/sugaway.md, section 5.1; money rule 2). */
class StatusCodesTest {

    private static final StatusCodes CODES = new StatusCodes(Tables.STATUS_CODES);

    /** Every code of the dossier's table, with what the rules make of it. */
    @ParameterizedTest
    @CsvSource({
        "0, NONE", "1, PENDING", "2, WAITING", "3, AUTHORIZED", "4, PAID", "100, IN_REVIEW", "200, PAID", "201, IN_REVIEW",
        "210, IN_REVIEW", "299, PAID", "300, PAID", "301, PAID", "302, PAID", "303, PAID", "400, FAILED", "401, FAILED", "402, FAILED",
        "403, FAILED", "410, FAILED", "411, FAILED", "412, FAILED", "413, FAILED", "414, FAILED", "415, FAILED", "500, FAILED",
        "600, REVERSING", "601, VOIDED", "602, REFUNDED", "603, UNKNOWN", "604, FAILED", "605, PARTLY_REFUNDED", "610, UNKNOWN",
        "800, UNKNOWN"})
    void everyCodeOfTheDossierHasItsMeaningAndASource(String code, Standing standing) {
        assertThat(CODES.standing(code)).isEqualTo(standing);
        assertThat(Table.read(Tables.STATUS_CODES, "code", "standing", "source").rows())
                .filteredOn(row -> row.get("code").equals(code))
                .as("a row of its own, with where that is known from")
                .singleElement()
                .satisfies(row -> assertThat(row.get("source")).isNotBlank());
    }

    @Test
    void everyRowNamesItsSource() {
        assertThat(Table.read(Tables.STATUS_CODES, "source").rows()).allSatisfy(row ->
                assertThat(row.get("source")).as("line " + row.line()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "409", "416", "499", "501", "550", "599"})
    void unknownCodesOfTheFourAndFiveHundredsAreFailedAttempts(String code) {
        assertThat(CODES.standing(code)).isEqualTo(Standing.FAILED);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "5", "99", "101", "199", "202", "211", "298", "304", "399", "606", "699", "700", "900", "2000", "20", "40",
        "4000", "4x", "4xx", "-400", "+400", "400.0", "4o0", "0200", "00", "undefined", "null", "٤٠٠", "４００", "4 0"})
    void anyOtherCodeIsUnknown(String code) {
        assertThat(CODES.standing(code)).isEqualTo(Standing.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {" 200", "200 ", "\t200\n", "  200  "})
    void codesAreComparedAsTrimmedText(String code) {
        assertThat(CODES.standing(code)).isEqualTo(Standing.PAID);
    }

    @Test
    void waitingIsNeverPaid() {
        assertThat(CODES.standing("2")).isEqualTo(Standing.WAITING);
    }

    @Nested
    class Loading extends TableLoading {

        Loading() {
            super(Tables.STATUS_CODES, StatusCodes::new);
        }

        @Test
        void aCodeThatStandsTwiceIsRefused() {
            Path file = table.twice("200");
            refused(file, "line " + table.line("200"), "code 200 stands twice");
        }

        @Test
        void aRangeThatStandsTwiceIsRefused() {
            Path file = table.twice("4xx");
            refused(file, "line " + table.line("4xx"), "code 4xx stands twice");
        }

        @Test
        void aStandingThatDoesNotExistIsRefused() {
            Path file = table.cell("200", "standing", "payed");
            refused(file, "line " + table.line("200"), "'payed' in column standing");
        }

        @Test
        void aMissingColumnIsRefused() {
            for (String column : List.of("code", "standing")) {
                Path file = table.withoutColumn(column);
                refused(file, "no column " + column);
            }
        }

        @Test
        void anExactRowWinsOverARangeWhereverItStands() {
            StatusCodes codes = new StatusCodes(table.changed(text -> text + "2xx, in-review, a test\n"));
            assertThat(codes.standing("200")).isEqualTo(Standing.PAID);
            assertThat(codes.standing("222")).isEqualTo(Standing.IN_REVIEW);
        }
    }
}
