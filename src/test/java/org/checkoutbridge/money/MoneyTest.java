package org.checkoutbridge.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    @ParameterizedTest
    @CsvSource({"ARS, 2", "COP, 2", "USD, 2", "CLP, 0", "JPY, 0", "PYG, 0", "KWD, 3", "TEST, 2", "ars, 2", "'', 2", "XXX, 0", ", 2"})
    void aCurrencyHasTheDecimalsOfIso4217(String currency, int scale) {
        assertThat(Money.scale(currency)).isEqualTo(scale);
    }

    @ParameterizedTest
    @CsvSource({"ARS, 0.005, 0.01", "ARS, 0.015, 0.02", "ARS, 0.025, 0.03", "ARS, 0.0249999, 0.02", "ARS, 18450.5, 18450.50", "ARS, 1E+3, 1000.00",
        "ARS, -0.005, -0.01", "ARS, 0, 0.00", "CLP, 0.5, 1", "CLP, 1.5, 2", "CLP, 2.5, 3", "CLP, 2.4999, 2", "KWD, 1.0005, 1.001",
        "TEST, 18450.5, 18450.50"})
    void amountsAreRoundedHalfUpAndWrittenInPlainDigits(String currency, String amount, String text) {
        assertThat(Money.text(amount(amount), currency)).isEqualTo(text);
        assertThat(Money.rounded(amount(amount), currency)).isEqualTo(amount(text));
    }

    @Test
    void nothingStaysNothing() {
        assertThat(Money.text(null, "ARS")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"ARS, 10, true", "ARS, 10.50, true", "ARS, 10.5000, true", "ARS, 10.501, false", "ARS, 1E+3, true", "CLP, 10, true",
        "CLP, 10.00, true", "CLP, 10.5, false", "KWD, 1.001, true", "ARS, 0.000, true"})
    void anAmountFitsWhenNothingWouldBeRoundedAway(String currency, String amount, boolean fits) {
        assertThat(Money.fits(amount(amount), currency)).isEqualTo(fits);
    }

    @Test
    void amountsAreTheSameWhateverTheirScales() {
        assertThat(Money.same(amount("10"), amount("10.00"))).isTrue();
        assertThat(Money.same(amount("0"), amount("-0.000"))).isTrue();
        assertThat(Money.same(amount("10"), amount("10.01"))).isFalse();
    }
}
