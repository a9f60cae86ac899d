package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an order costs: to the cent, in the currency of its gateway (contracts.md, "A line is"). */
class OrderTotalsTest {

    @Test
    void theContractsExampleAddsUp() {
        OrderVerdict verdict = OrderDraft.example().check();
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.order().at("/items/0/total").textValue()).isEqualTo("15248.76");
        assertThat(verdict.order().at("/total").textValue()).isEqualTo("18450.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"18450.49", "18450.51", "18450.5001", "1845050", "0.01"})
    void aTotalThatIsAnotherByACentIsRefused(String total) {
        assertThat(OrderDraft.example().text("/total", total).errors()).singleElement().asString().startsWith("/total ");
    }

    @Test
    void shippingAddsAndDiscountSubtracts() {
        OrderDraft order = OrderDraft.smallest().with("/shipping", "2.50").with("/discount", "\"1.25\"");
        assertThat(order.with("/total", "11.25").errors()).isEmpty();
        assertThat(order.with("/total", "13.75").errors()).containsExactly("/total total");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.5, 0.01", "0.03, 0.5, 0.02", "0.05, 0.5, 0.03", "0.01, 0.499, 0.00", "33.33, 0.125, 4.17", "1.10, 0.05, 0.06",
        "999999999.99, 3, 2999999999.97"})
    void aLineIsRoundedHalfUpToTheCent(String unitPrice, String quantity, String line) {
        assertThat(priced(unitPrice, quantity).check().order().at("/items/0/total").textValue()).isEqualTo(line);
    }

    @Test
    void aPriceFinerThanTheCurrencyIsRefused() {
        assertThat(priced("0.005", "2000").errors()).containsExactly("/items/0/unitPrice decimals");
    }

    private static OrderDraft priced(String unitPrice, String quantity) {
        return OrderDraft.smallest().without("/items/0/total").text("/items/0/unitPrice", unitPrice).text("/items/0/quantity", quantity);
    }

    @Test
    void theTotalOfALineWinsOverItsPrice() {
        assertThat(OrderDraft.smallest().with("/items/0/quantity", "3").text("/items/0/unitPrice", "3.34").errors()).isEmpty();
    }

    @Test
    void linesAreRoundedOneByOne() {
        OrderDraft order = OrderDraft.smallest();
        for (int i = 0; i < 3; i++) {
            order.with("/items/" + i, "{\"description\": \"a third\", \"quantity\": \"0.333\", \"unitPrice\": \"0.10\"}");
        }
        assertThat(order.with("/total", "0.09").errors()).isEmpty();
    }

    @Test
    void aLineWithoutAnyPriceIsRefused() {
        assertThat(OrderDraft.smallest().without("/items/0/total").errors()).containsExactly("/items/0/total required");
        assertThat(OrderDraft.smallest().without("/items/0/total").text("/items/0/unitPrice", "10.00").errors())
                .containsExactly("/items/0/total required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.00", "-1.00", "0.01", "0", "-0.99"})
    void roundingIsOneAtMost(String rounding) {
        OrderDraft order = OrderDraft.smallest().text("/rounding", rounding);
        assertThat(order.text("/total", new BigDecimal("10.00").add(new BigDecimal(rounding)).toPlainString()).errors())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.01, 11.01", "-1.01, 8.99", "-10, 0.00", "1000000, 1000010.00"})
    void moreRoundingIsRefused(String rounding, String total) {
        assertThat(OrderDraft.smallest().text("/rounding", rounding).text("/total", total).errors()).contains("/rounding rounding");
    }

    @Test
    void nothingToPayIsRefused() {
        assertThat(OrderDraft.smallest().text("/items/0/total", "0").text("/total", "0.00").errors()).containsExactly("/total total");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"10\"", "10", "10.0", "10.00", "\"10.0000\"", "1E+1", "1000e-2"})
    void anAmountIsTheSameHoweverItIsWritten(String amount) {
        OrderVerdict verdict = OrderDraft.smallest().with("/items/0/total", amount).with("/total", amount).check();
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.order().at("/total").textValue()).isEqualTo("10.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1e1\"", "\"+10\"", "\" 10\"", "\"10,00\"", "\"1.000,00\"", "\"10.\"", "\".5\"", "\"\"", "\"ten\"", "\"-10\"", "-10",
        "true", "[10]", "{}", "\"NaN\"", "\"１０\"", "\"12345678901234567\"", "1000000000000000"})
    void whatIsNoAmountIsRefused(String amount) {
        assertThat(OrderDraft.smallest().with("/total", amount).errors()).singleElement().asString().startsWith("/total ");
        assertThat(OrderDraft.smallest().with("/items/0/total", amount).errors()).singleElement().asString().startsWith("/items/0/total ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "1e-400", "-1e1000000", "1234567890123456789012345678901234567890.12"})
    void aNumberTooLargeToCountWithIsRefusedAtOnce(String number) {
        for (String place : new String[] {"/total", "/items/0/total", "/items/0/quantity", "/timeoutMinutes", "/metadata"}) {
            assertThat(OrderDraft.smallest().with(place, number).errors()).as(place).containsExactly(place + " number");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"0.5\"", "0.001", "\"999999999.999\"", "1e2"})
    void aQuantityIsAboveZeroWithThreeDecimals(String quantity) {
        assertThat(OrderDraft.smallest().with("/items/0/quantity", quantity).errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "\"0.000\"", "-1", "\"-1\"", "0.0001", "\"1.0001\"", "\"two\"", "\"\"", "true", "10000000000"})
    void anyOtherQuantityIsRefused(String quantity) {
        assertThat(OrderDraft.smallest().with("/items/0/quantity", quantity).errors()).containsExactly("/items/0/quantity quantity");
    }

    @Test
    void aQuantityHasOneForm() {
        assertThat(OrderDraft.smallest().with("/items/0/quantity", "\"2.500\"").check().order().at("/items/0/quantity").textValue())
                .isEqualTo("2.5");
        assertThat(OrderDraft.smallest().with("/items/0/quantity", "100").check().order().at("/items/0/quantity").textValue())
                .isEqualTo("100");
    }

    @Nested
    class OfTheGateway {

        @Test
        void anotherCurrencyIsRefusedByNameOfWhatIsTaken() {
            OrderVerdict verdict = OrderDraft.smallest().text("/currency", "COP").check();
            assertThat(verdict.errors()).containsExactly(new OrderError("/currency", "currency", "this gateway takes ARS"));
        }

        @Test
        void eachGatewayHasItsOwnCurrencies() {
            assertThat(OrderDraft.andes("COP", "\"10000.50\"").errors()).isEmpty();
            assertThat(OrderDraft.andes("ARS", "\"10000.50\"").errors()).containsExactly("/currency currency");
        }

        @Test
        void aCurrencyWithoutDecimalsTakesNone() {
            assertThat(OrderDraft.andes("CLP", "\"10000\"").check().order().at("/total").textValue()).isEqualTo("10000");
            assertThat(OrderDraft.andes("CLP", "10000.00").errors()).isEmpty();
            assertThat(OrderDraft.andes("CLP", "\"10000.50\"").errors())
                    .containsExactlyInAnyOrder("/items/0/total decimals", "/total decimals");
        }

        @Test
        void aLineOfACurrencyWithoutDecimalsIsRoundedToTheWhole() {
            OrderDraft order = OrderDraft.andes("CLP", "\"2\"").without("/items/0/total").text("/items/0/quantity", "1.5");
            assertThat(order.text("/items/0/unitPrice", "1").errors()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"other\"", "\"SUGAWAY\"", "\"\"", "5", "\"../sugaway\""})
        void aGatewayThatIsNotConfiguredIsRefused(String gateway) {
            assertThat(OrderDraft.smallest().with("/gateway", gateway).errors()).singleElement().asString().startsWith("/gateway ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"ars\"", "\"AR\"", "\"ARSX\"", "\"\"", "32"})
        void whatIsNoCurrencyCodeIsRefused(String currency) {
            assertThat(OrderDraft.smallest().with("/currency", currency).errors()).singleElement().asString().startsWith("/currency ");
        }
    }
}
