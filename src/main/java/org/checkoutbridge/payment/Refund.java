package org.checkoutbridge.payment;

import java.math.BigDecimal;
import org.checkoutbridge.money.Money;

/**
 * What a report says of money that went back, and of what had been paid: a platform's figure in such a report may be either, and
 * is never subtracted blindly (money rule 10; ../domain/sugaway.md, section 7).
 *
 * @param paid what was paid with the operation; null when nobody said
 * @param total all that went back so far
 * @param unclear a figure is another than it should be: something went back, but how much cannot be told, or what was booked as paid is
 *     now said to be another amount
 */
record Refund(BigDecimal paid, BigDecimal total, boolean unclear) {

    static Refund of(Operation before, Standing said, PaymentEvent event) {
        BigDecimal figure = event.total();
        if (!said.reversal()) {
            boolean booked = before.booked(Bookings.RECEIPT);
            boolean another = booked && figure != null && !Money.same(figure, before.total());
            return new Refund(booked || figure == null ? before.total() : figure, before.refunded(), another);
        }
        // what was asked for, or authorized, or said by an unsigned message, is not what was paid
        BigDecimal known = before.standing() == Standing.PAID || before.standing().reversal() ? before.total() : null;
        BigDecimal told = figure == null ? before.total() : figure;
        BigDecimal paid = known != null || said == Standing.PARTLY_REFUNDED && !event.child() ? known : told;
        if (event.refundedTotal() != null) {
            return new Refund(paid, event.refundedTotal().max(before.refunded()), false);
        }
        if (event.child()) {
            return new Refund(paid, max(before.refunded(), figure), figure == null);
        }
        return switch (said) {
            case REFUNDED, VOIDED -> new Refund(paid, paid == null ? before.refunded() : paid, false);
            case PARTLY_REFUNDED -> partly(before, paid, figure);
            default -> new Refund(paid, before.refunded(), false);
        };
    }

    private static Refund partly(Operation before, BigDecimal paid, BigDecimal figure) {
        if (paid == null || figure == null) {
            return new Refund(paid, before.refunded(), true);
        }
        if (figure.compareTo(paid) < 0) {
            // smaller than what is known to have gone back: this movement alone, perhaps; a person decides
            boolean unclear = figure.compareTo(before.refunded()) < 0;
            return new Refund(paid, unclear ? before.refunded() : figure, unclear);
        }
        // the answer repeats what was paid; the message that it confirms may have said how much went back
        BigDecimal claimed = before.claimTotal();
        boolean told = before.claimStanding() == Standing.PARTLY_REFUNDED && claimed != null && claimed.signum() > 0
                && claimed.compareTo(paid) < 0 && claimed.compareTo(before.refunded()) >= 0;
        return new Refund(paid, told ? claimed : before.refunded(), !told && before.refunded().signum() == 0);
    }

    private static BigDecimal max(BigDecimal one, BigDecimal other) {
        return other == null ? one : one.max(other);
    }
}
