package org.checkoutbridge.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * Amounts at the scale of their ISO 4217 currency. The only place where money is rounded.
 */
public final class Money {

    /** For codes that are no currency, such as the platform's play money. */
    private static final int OTHER_SCALE = 2;

    private Money() {}

    /** Decimals of a currency's minor unit: 2 for ARS and COP, 0 for CLP. */
    public static int scale(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException | NullPointerException e) {
            return OTHER_SCALE;
        }
    }

    /** Whether the amount can be written in the currency's minor units without rounding. */
    public static boolean fits(BigDecimal amount, String currency) {
        return amount.stripTrailingZeros().scale() <= scale(currency);
    }

    /** Rounds half up to the currency's minor unit (contracts.md, "a line is"). */
    public static BigDecimal rounded(BigDecimal amount, String currency) {
        return amount.setScale(scale(currency), RoundingMode.HALF_UP);
    }

    /** So much of an amount as a part is of a whole, rounded half to even to the currency's minor unit, as tax documents are (NTC 3711). */
    public static BigDecimal share(BigDecimal amount, BigDecimal part, BigDecimal whole, String currency) {
        return amount.multiply(part).divide(whole, scale(currency), RoundingMode.HALF_EVEN);
    }

    /** The amount at its currency's scale, in plain digits: {@code 18450.50}. Null stays null. */
    public static String text(BigDecimal amount, String currency) {
        return amount == null ? null : rounded(amount, currency).toPlainString();
    }

    /** Equal as amounts, whatever their scales. */
    public static boolean same(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }
}
