package org.checkoutbridge.payment;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A checkout as the ledger has it, locked, with the facts of its order that decide money.
 *
 * @param superseded the order was changed after this checkout was made
 * @param stock what the ERP's stock was last told: none, reserved, committed, released
 * @param checks how often the platform was asked in vain since the last change
 * @param paidElsewhere another checkout of the same order has been paid
 * @param unanswered the buyer was led to the platform's page, and no report that the payment was refused has come since
 * @param now the database's clock, the only one that decides expiry
 */
public record Checkout(
        String gateway,
        String reference,
        String erpOrderId,
        CheckoutState state,
        Instant stateSince,
        BigDecimal total,
        String currency,
        boolean test,
        int timeoutMinutes,
        String webhooksType,
        String platformCheckoutId,
        String checkoutUrl,
        String refusalCode,
        String refusalMessage,
        boolean superseded,
        String stock,
        Instant holdUntil,
        Instant openedAt,
        Instant expiresAt,
        Instant nextCheckAt,
        String checkReason,
        int checks,
        boolean paidElsewhere,
        boolean unanswered,
        Instant now) {

    /** Our own clock for it has run out. One that was never opened has none yet. */
    public boolean expired() {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** With what was read after it was locked. */
    Checkout with(boolean nowUnanswered) {
        return new Checkout(gateway, reference, erpOrderId, state, stateSince, total, currency, test, timeoutMinutes, webhooksType,
                platformCheckoutId, checkoutUrl, refusalCode, refusalMessage, superseded, stock, holdUntil, openedAt, expiresAt, nextCheckAt,
                checkReason, checks, paidElsewhere, nowUnanswered, now);
    }

    /** The row when this has been written to it. */
    Checkout after(Decision.Change change) {
        return new Checkout(gateway, reference, erpOrderId, change.state(), change.state() == state ? stateSince : now, total, currency,
                test, timeoutMinutes, webhooksType, change.platformCheckoutId(), change.checkoutUrl(), change.refusalCode(),
                change.refusalMessage(), change.superseded(), stock, change.holdUntil(), change.openedAt(), change.expiresAt(),
                change.nextCheckAt(), change.checkReason(), change.checks(), paidElsewhere, unanswered, now);
    }

    public boolean stockHeld() {
        return "reserved".equals(stock);
    }
}
