package org.checkoutbridge.payment;

import java.time.Duration;
import java.time.Instant;

/**
 * When the platform is asked about a checkout next, and why (money rules 4 to 6 and 9): nothing that is not final is left
 * without a next question.
 *
 * @param grace how long after expiry the first question is asked
 * @param settlement waits after a question that failed or settled nothing
 * @param creation waits while it is unclear whether the platform has the checkout
 * @param confirmation waits while the platform does not confirm what a message said
 */
public record CheckSchedule(Duration grace, Waits settlement, Waits creation, Waits confirmation) {

    /** As configured: ISO-8601 durations, and lists of them. */
    public CheckSchedule(String grace, String settlement, String creation, String confirmation) {
        this(Duration.parse(grace), Waits.of(settlement), Waits.of(creation), Waits.of(confirmation));
    }

    /** Why the platform is asked. */
    public static final String CREATION = "creation";
    public static final String CONFIRMATION = "confirmation";
    public static final String SETTLEMENT = "settlement";

    /**
     * @param at null when nothing is left to ask
     * @param vain how often it was asked in vain for this reason
     * @param spent this reason's list of waits has just come to its end: a person should know
     */
    record Next(Instant at, String reason, int vain, boolean spent) {

        static final Next NEVER = new Next(null, null, 0, false);

        Next notBefore(Instant instant) {
            return at == null || !at.isBefore(instant) ? this : new Next(instant, reason, vain, spent);
        }
    }

    /** After something has changed: the first question of its kind. */
    Next afterChange(Checkout checkout, CheckoutState state, Instant expiresAt, boolean live, boolean claimed) {
        Instant now = checkout.now();
        if (claimed) {
            return new Next(now.plus(confirmation.after(0)), CONFIRMATION, 0, false);
        }
        return switch (state) {
            case CREATING, CREATE_UNKNOWN -> new Next(now.plus(creation.after(0)), CREATION, 0, false);
            case OPEN -> new Next(firstAfterExpiry(checkout, expiresAt, live), SETTLEMENT, 0, false);
            case WAITING, IN_REVIEW, AUTHORIZED, REVIEW -> new Next(now.plus(settlement.after(0)), SETTLEMENT, 0, false);
            case SUPERSEDED, CANCELLED -> new Next(expiresAt.plus(grace), SETTLEMENT, 0, false);
            case PAID, PARTIALLY_REFUNDED, REFUNDED, VOIDED, EXPIRED, REJECTED ->
                live ? new Next(now.plus(settlement.after(0)), SETTLEMENT, 0, false) : Next.NEVER;
        };
    }

    /**
     * After a question that changed nothing.
     *
     * @param proven the answer proves that nothing was paid
     */
    Next afterQuestion(Checkout checkout, boolean live, boolean claimed, boolean proven) {
        int vain = checkout.checks() + 1;
        Instant now = checkout.now();
        if (claimed && CONFIRMATION.equals(checkout.checkReason())) {
            return confirmation.spent(vain)
                    ? new Next(now.plus(settlement.after(0)), SETTLEMENT, 0, true)
                    : new Next(now.plus(confirmation.after(vain)), CONFIRMATION, vain, false);
        }
        return switch (checkout.state()) {
            case CREATING, CREATE_UNKNOWN ->
                new Next(now.plus(creation.after(vain)), CREATION, vain, creation.spent(vain));
            case OPEN -> checkout.expired() || live || polled(checkout)
                    ? earlier(checkout, vain)
                    : new Next(firstAfterExpiry(checkout, checkout.expiresAt(), live), SETTLEMENT, 0, false);
            case WAITING, IN_REVIEW, AUTHORIZED, REVIEW -> new Next(now.plus(settlement.after(vain)), SETTLEMENT, vain, false);
            case SUPERSEDED, CANCELLED -> {
                Instant until = checkout.expiresAt().plus(grace);
                if (now.isBefore(until) && !live) {
                    yield new Next(until, SETTLEMENT, 0, false);
                }
                yield proven && !live ? Next.NEVER : new Next(now.plus(settlement.after(vain)), SETTLEMENT, vain, settlement.spent(vain));
            }
            case PAID, PARTIALLY_REFUNDED, REFUNDED, VOIDED, EXPIRED, REJECTED ->
                live ? new Next(now.plus(settlement.after(vain)), SETTLEMENT, vain, false) : Next.NEVER;
        };
    }

    /**
     * Where the platform cannot be asked: when its time is over a person is told, and when the hold has ended too it is looked at again, and
     * from then on, if something is still pending (money rule 7).
     */
    Next unasked(Checkout checkout, boolean claimed, Duration hold) {
        Instant now = checkout.now();
        Instant end = checkout.expiresAt().plus(hold);
        if (now.isBefore(checkout.expiresAt().plus(grace))) {
            return new Next(checkout.expiresAt().plus(grace), SETTLEMENT, 0, false);
        }
        if (!claimed && !checkout.state().live()) {
            return Next.NEVER;
        }
        int vain = checkout.checks() + 1;
        return now.isBefore(end) ? new Next(end, SETTLEMENT, 0, true) : new Next(now.plus(settlement.after(vain)), SETTLEMENT, vain, false);
    }

    private Next earlier(Checkout checkout, int vain) {
        Instant next = checkout.now().plus(settlement.after(vain - 1));
        if (!checkout.expired() && checkout.expiresAt() != null && next.isAfter(checkout.expiresAt().plus(grace))) {
            next = checkout.expiresAt().plus(grace);
        }
        return new Next(next, SETTLEMENT, vain, checkout.expired() && settlement.spent(vain));
    }

    private Instant firstAfterExpiry(Checkout checkout, Instant expiresAt, boolean live) {
        Instant first = expiresAt.plus(grace);
        Instant soon = checkout.now().plus(settlement.after(0));
        return (polled(checkout) || live) && soon.isBefore(first) || first.isBefore(checkout.now()) ? soon : first;
    }

    /** No webhook will come: only questions tell what happens while it is open. */
    private static boolean polled(Checkout checkout) {
        return "none".equals(checkout.webhooksType());
    }

}
