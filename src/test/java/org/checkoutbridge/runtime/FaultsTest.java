package org.checkoutbridge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    @ParameterizedTest
    @CsvSource({"53100, true", "53200, true", "08006, true", "40P01, true", "57P01, true", "55P03, true", "58030, true", "22001, false", "23505, false",
        "42P01, false", "P0001, false", "XX000, false"})
    void whatTheDatabaseFailsOfPasses(String state, boolean passes) {
        assertThat(new Faults().passing(new IllegalStateException(new SQLException("secret", state)))).isEqualTo(passes);
    }

    @Test
    void otherFailuresDoNot() {
        assertThat(new Faults().passing(new IllegalStateException("secret"))).isFalse();
        assertThat(new Faults().passing(new SQLException("secret"))).isFalse();
    }
}
