package org.checkoutbridge.payment;

import java.math.BigDecimal;
import org.checkoutbridge.money.Money;

/**
 * Compares what a platform says was paid with what was ordered (money rule 3).
 */
public final class MoneyCheck {

    /** What the platforms call play money. */
    private static final String PLAY_MONEY = "TEST";

    private BigDecimal maxDiscount = BigDecimal.ZERO;

    /** @param fraction how far below the order's total a payment may be, a decimal; 0 for not at all */
    public void setMaxDiscount(String fraction) {
        this.maxDiscount = new BigDecimal(fraction);
    }

    /**
     * Why this payment is not the order's, as the reason of an exception; null when it is.
     *
     * @param total what was paid; missing figures are not compared, but a paid total must be there
     */
    String dispute(Checkout checkout, PaymentEvent event, BigDecimal total, boolean twoStep) {
        String about = aboutAnother(checkout, event);
        if (about != null) {
            return about;
        }
        if (total == null || total.signum() <= 0) {
            return "amount-mismatch";
        }
        BigDecimal least = twoStep
                ? BigDecimal.ZERO
                : Money.rounded(checkout.total().multiply(BigDecimal.ONE.subtract(maxDiscount)), checkout.currency());
        return total.compareTo(least) < 0 ? "amount-mismatch" : null;
    }

    /** Why a report cannot be about this checkout's money, or null: its currency, or the checkout's total in it. */
    String aboutAnother(Checkout checkout, PaymentEvent event) {
        if (event.currency() != null && !currencyFits(checkout, event.currency())) {
            return "currency-mismatch";
        }
        if (event.checkoutCurrency() != null && !event.checkoutCurrency().equalsIgnoreCase(checkout.currency())) {
            return "currency-mismatch";
        }
        if (event.checkoutTotal() != null && !Money.same(event.checkoutTotal(), checkout.total())) {
            return "amount-mismatch";
        }
        return null;
    }

    static boolean currencyFits(Checkout checkout, String currency) {
        return currency.equalsIgnoreCase(checkout.currency()) || checkout.test() && PLAY_MONEY.equalsIgnoreCase(currency);
    }
}
