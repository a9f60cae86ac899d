package org.checkoutbridge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerDatabaseTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "0 | select 1",
        "2 | select ? where a = ?",
        "1 | select '?', 'it''s ?', ?",
        "1 | `-- what is it?\nselect ?`",
        "1 | select regexp_match(?, '^(0?[1-9])\\s?$')"})
    void aParameterIsAQuestionMarkThatIsNoText(int parameters, String sql) {
        assertThat(LedgerDatabase.parameters(sql)).isEqualTo(parameters);
    }
}
