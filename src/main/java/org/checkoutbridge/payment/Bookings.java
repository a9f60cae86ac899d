package org.checkoutbridge.payment;

import java.math.BigDecimal;
import java.util.List;
import org.checkoutbridge.money.Money;

/**
 * What follows from a change of one operation: each booking is made once, whatever the order and number of the reports.
 */
final class Bookings {

    static final String RECEIVABLE = "receivable";
    static final String AUTHORIZATION = "authorization";
    static final String RECEIPT = "receipt";
    static final String VOID = "void";
    private static final String REVIEWED = "in-review";

    private final Holds holds;

    Bookings(Holds holds) {
        this.holds = holds;
    }

    /**
     * Adds the outcomes of this change to the draft.
     *
     * @param all the checkout's operations, with {@code after} among them
     * @return {@code after}, with what was booked for it
     */
    Operation of(Draft draft, List<Operation> all, Operation before, Operation after) {
        if (after.dispute() != null) {
            if (!after.dispute().equals(before.dispute())) {
                except(draft, after.dispute(), after.standing().reversal() ? "paid" : after.standing().cause(), after);
            }
            return after;
        }
        return switch (after.standing()) {
            case WAITING -> waiting(draft, after);
            case IN_REVIEW -> reviewed(draft, after);
            case AUTHORIZED -> authorized(draft, after);
            case FAILED -> failed(draft, before, after);
            case PAID -> refunded(draft, all, paid(draft, all, after)); // of a part of it we may have heard before
            case PARTLY_REFUNDED, REFUNDED -> refunded(draft, all, after.child() ? after : paid(draft, all, after));
            case VOIDED -> voided(draft, all, after);
            case UNKNOWN -> {
                except(draft, "unknown-code", Standing.UNKNOWN.cause(), after);
                yield after;
            }
            case NONE, PENDING, REVERSING, CHARGED_BACK -> after;
        };
    }

    private Operation waiting(Draft draft, Operation after) {
        if (after.booked(RECEIVABLE) || !draft.to.live() && !draft.to.paid()) {
            return after;
        }
        if (draft.to.live()) {
            draft.holdUntil = draft.checkout.now().plus(holds.coupon());
        }
        held(draft, "waiting", after);
        return after.withBooked(RECEIVABLE);
    }

    /** Whether it was booked as what is waited for in this way, whatever became of it. */
    static boolean waitedFor(Operation operation, Standing standing) {
        return switch (standing) {
            case WAITING -> operation.booked(RECEIVABLE);
            case IN_REVIEW -> operation.booked(REVIEWED);
            case AUTHORIZED -> operation.booked(AUTHORIZATION);
            default -> false;
        };
    }

    private Operation authorized(Draft draft, Operation after) {
        if (after.booked(AUTHORIZATION) || !draft.to.live() && !draft.to.paid()) {
            return after;
        }
        if (draft.to.live()) {
            draft.holdUntil = draft.checkout.now().plus(holds.authorization());
        }
        held(draft, "authorized", after);
        return after.withBooked(AUTHORIZATION);
    }

    private static void held(Draft draft, String what, Operation after) {
        Outcome outcome = draft.outcome(what, what).about(after).amount(after.total());
        if (draft.to.live()) {
            outcome.holdUntil(draft.holdUntil);
        }
    }

    private static Operation reviewed(Draft draft, Operation after) {
        if (after.booked(REVIEWED) || !draft.to.live()) {
            return after; // what has ended holds no stock any more
        }
        draft.outcome("in-review", "in-review").about(after).amount(after.total());
        return after.withBooked(REVIEWED);
    }

    private static Operation failed(Draft draft, Operation before, Operation after) {
        if (before.standing() != Standing.FAILED) {
            draft.outcome("attempt-failed", "attempt-failed").about(after).amount(after.total()).with("open", draft.to.live());
        }
        return lapsed(draft, after, "lapsed", "attempt-failed");
    }

    /** A coupon or an authorization that ends unpaid: its booking is cancelled, by name. */
    private static Operation lapsed(Draft draft, Operation after, String happened, String cause) {
        String cancels = after.booked(AUTHORIZATION) ? AUTHORIZATION : after.booked(RECEIVABLE) ? RECEIVABLE : null;
        if (cancels == null || after.booked(RECEIPT) || after.booked(VOID)) {
            return after;
        }
        draft.outcome(happened, cause).about(after).amount(after.total()).with("cancels", cancels).movement(cancels);
        return after.withBooked(VOID);
    }

    private static Operation paid(Draft draft, List<Operation> all, Operation after) {
        if (after.booked(RECEIPT)) {
            return after;
        }
        Checkout checkout = draft.checkout;
        boolean committed = "committed".equals(checkout.stock());
        boolean paidBefore = all.stream().anyMatch(o -> o != after && o.booked(RECEIPT) && !wentBack(o, all));
        boolean again = committed || paidBefore || checkout.paidElsewhere() || checkout.superseded();
        BigDecimal charge = after.total().subtract(checkout.total()).max(BigDecimal.ZERO);
        boolean returned = after.standing() != Standing.PAID && after.refunded().compareTo(after.total()) >= 0;
        draft.outcome("paid", "paid")
                .about(after)
                .amount(after.total())
                .with("financial_charge", Money.text(charge, checkout.currency()))
                .with("late", !checkout.state().live() && !checkout.state().paid())
                .with("again", again)
                .with("returned", returned);
        if (again) {
            except(draft, checkout.superseded() ? "superseded-paid" : "second-payment", "paid", after);
        }
        rest(draft, after);
        return after.withBooked(RECEIPT);
    }

    private static boolean wentBack(Operation payment, List<Operation> all) {
        return payment.standing() == Standing.VOIDED || Fold.refunded(payment, all).compareTo(payment.total()) >= 0;
    }

    /** Of an authorization that was captured in part, the rest is cancelled (rule 3). */
    private static void rest(Draft draft, Operation after) {
        BigDecimal rest = draft.checkout.total().subtract(after.total());
        if (after.booked(AUTHORIZATION) && rest.signum() > 0) {
            draft.outcome("lapsed", "paid").about(after).amount(rest).with("cancels", AUTHORIZATION).movement("rest");
        }
    }

    private Operation voided(Draft draft, List<Operation> all, Operation after) {
        if (after.booked(RECEIPT)) {
            return refunded(draft, all, after);
        }
        if (after.booked(VOID)) {
            return after;
        }
        Operation booked = lapsed(draft, after, "voided", "voided");
        if (booked == after) {
            draft.outcome("voided", "voided").about(after).amount(after.total());
        }
        return booked.withBooked(VOID);
    }

    /** What went back since the last booking: this movement's amount, under the cumulative total as its key (rule 10). */
    private static Operation refunded(Draft draft, List<Operation> all, Operation after) {
        Operation payment = after.child() ? Fold.parentOf(after, all) : after;
        if (payment == null || !payment.booked(RECEIPT)) {
            except(draft, "unconfirmed", "refunded", after);
            return after;
        }
        BigDecimal total = Fold.refunded(payment, all);
        if (total.compareTo(payment.total()) > 0) {
            except(draft, "amount-mismatch", "refunded", after);
            total = payment.total(); // more cannot go back than came in
        }
        BigDecimal booked = all.stream()
                .map(o -> o.operationId().equals(after.operationId()) ? after : o)
                .filter(o -> o.operationId().equals(payment.operationId()) || Fold.belongs(o, payment, all))
                .map(Operation::bookedRefund)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal movement = total.subtract(booked);
        if (movement.signum() <= 0) {
            return after;
        }
        String cause = after.standing() == Standing.VOIDED ? "voided" : "refunded";
        draft.outcome("refunded", cause)
                .about(payment)
                .with("operation_id", after.operationId())
                .amount(movement)
                .with("refunded_total", Money.text(total, draft.checkout.currency()))
                .movement(Money.text(total, draft.checkout.currency()));
        return after.withBookedRefund(after.bookedRefund().add(movement));
    }

    /** A matter for a person. */
    static void except(Draft draft, String reason, String cause, Operation about) {
        Outcome outcome = draft.outcome("excepted", cause).with("reason", reason).movement(reason);
        if (about != null) {
            BigDecimal amount = about.total() != null ? about.total() : about.claimTotal();
            outcome.about(about).amount(amount);
        }
    }
}
