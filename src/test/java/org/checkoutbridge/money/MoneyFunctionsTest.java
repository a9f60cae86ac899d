package org.checkoutbridge.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.runtime.JqEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money in jq mappings: written, never counted. */
class MoneyFunctionsTest {

    private static Object run(String expression, Object amount) {
        Map<String, Object> input = new HashMap<>();
        input.put("amount", amount);
        input.put("currency", "ARS");
        return JqEngine.run(expression, input);
    }

    @ParameterizedTest
    @CsvSource({"18450.5, 18450.50", "18450.50, 18450.50", "0.005, 0.01", "1E+3, 1000.00", "9007199254740993.01, 9007199254740993.01"})
    void anAmountIsTextOrANumberAtItsCurrencysScale(String amount, String text) {
        for (Object input : new Object[] {amount, " " + amount + " ", new BigDecimal(amount)}) {
            assertThat(run(".amount | money(\"ARS\")", input)).isEqualTo(text);
            assertThat(Json.text(run(".amount | number(\"ARS\")", input))).isEqualTo(text);
        }
    }

    @Test
    void wholeNumbersAreAmountsToo() {
        assertThat(run(".amount | money(\"ARS\")", 7)).isEqualTo("7.00");
        assertThat(run(".amount | money(\"CLP\")", 7)).isEqualTo("7");
    }

    @Test
    void nothingStaysNothing() {
        for (Object nothing : new Object[] {null, "", " "}) {
            assertThat(run(".amount | money(\"ARS\")", nothing)).isNull();
            assertThat(run(".amount | number(\"ARS\")", nothing)).isNull();
        }
    }

    @Test
    void theCurrencyMayBeAnExpression() {
        assertThat(run(".currency as $currency | .amount | money($currency)", "1")).isEqualTo("1.00");
    }
}
