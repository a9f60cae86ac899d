package org.checkoutbridge.payment;

import java.util.EnumSet;
import java.util.Set;

/** The states of a checkout: a closed set (contracts.md). */
public enum CheckoutState {
    CREATING,
    CREATE_UNKNOWN,
    OPEN,
    WAITING,
    IN_REVIEW,
    AUTHORIZED,
    REVIEW,
    PAID,
    PARTIALLY_REFUNDED,
    REFUNDED,
    VOIDED,
    EXPIRED,
    REJECTED,
    SUPERSEDED,
    CANCELLED;

    private static final Set<CheckoutState> LIVE =
            EnumSet.of(CREATING, CREATE_UNKNOWN, OPEN, WAITING, IN_REVIEW, AUTHORIZED, REVIEW);
    private static final Set<CheckoutState> PAID_ONES = EnumSet.of(PAID, PARTIALLY_REFUNDED, REFUNDED);

    /** Neither paid nor ended: at most one of an order's checkouts is so (the ledger's partial unique index says the same). */
    public boolean live() {
        return LIVE.contains(this);
    }

    /** Money came in, whatever part of it went back. */
    public boolean paid() {
        return PAID_ONES.contains(this);
    }

    /** The platform has not told us yet that the checkout exists. */
    public boolean unopened() {
        return this == CREATING || this == CREATE_UNKNOWN;
    }
}
