package org.checkoutbridge.payment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.checkoutbridge.money.Money;

/**
 * What it means when a platform speaks of one payment operation: a claim to be confirmed, a mark beside what is known, a
 * contradiction for a person, or a report that is taken as true.
 */
final class OperationReports {

    private final StatusCodes codes;
    private final Lifecycle lifecycle;
    private final Fold fold;
    private final CheckSchedule schedule;
    private final MoneyCheck money;
    private final Bookings bookings;

    OperationReports(StatusCodes codes, Lifecycle lifecycle, Fold fold, CheckSchedule schedule, MoneyCheck money, Bookings bookings) {
        this.codes = codes;
        this.lifecycle = lifecycle;
        this.fold = fold;
        this.schedule = schedule;
        this.money = money;
        this.bookings = bookings;
    }

    /** @param operations all that are known of the checkout, oldest first */
    Decision decide(Draft draft, List<Operation> operations) {
        PaymentEvent event = draft.event;
        boolean elsewhere = event.gateway() != null && !event.gateway().equals(draft.checkout.gateway());
        if (elsewhere || event.reference() != null && !event.reference().equals(draft.checkout.reference())) {
            return draft.decided("crossed");
        }
        if (event.operationId() == null || event.operationId().isBlank()) {
            return draft.askAtOnce("asked");
        }
        Standing said = codes.standing(event.statusCode());
        if (event.child() && !said.reversal()) {
            return draft.decided("child");
        }
        Operation before = operations.stream()
                .filter(known -> known.operationId().equals(event.operationId()))
                .findFirst()
                .orElseGet(() -> Operation.first(event));
        if (before.evidence() == Evidence.OPERATOR && !fold.paidTier(said) && Objects.equals(event.statusCode(), before.statusCode())) {
            return draft.decided("repeat"); // a person has ruled about this very word
        }
        if (!event.evidence().decisive()) {
            if (fold.mustBeAsked(said)) {
                return claimed(draft, operations, before, said);
            }
            if (money.aboutAnother(draft.checkout, event) != null) {
                return draft.askAtOnce("mismatch");
            }
            if (draft.checkout.state() == CheckoutState.REVIEW) {
                return draft.askAtOnce("asked"); // left by confirmed evidence only (rule 8)
            }
        }
        if (fold.mark(said)) {
            return marked(draft, before, said);
        }
        if (fold.paidTier(before.standing()) && !fold.paidTier(said)) {
            return contradicted(draft, before, said);
        }
        return reported(draft, operations, before, said);
    }

    /**
     * A person's word about one payment, which is believed as far as the platform's own words allow it: what it said of the amount stays
     * true, and what it confirmed as paid is unpaid only when it says so itself.
     *
     * @param open whether the checkout waits for a person; else only a claim that nobody confirms can be ruled out
     * @param unasked the platform cannot be asked: it may never have spoken of the payment
     */
    Decision ruled(Draft draft, List<Operation> operations, boolean open, boolean unasked) {
        PaymentEvent event = draft.event;
        Standing said = event.ruling();
        Optional<Operation> known = operations.stream().filter(one -> one.operationId().equals(event.operationId())).findFirst();
        Operation before = known.orElseGet(() -> Operation.first(event));
        boolean inQuestion = before.standing() == Standing.UNKNOWN || before.dispute() != null || before.claimed();
        boolean about = open ? inQuestion || unasked : before.claimed() && said == Standing.FAILED;
        boolean allowed = said == Standing.FAILED ? !fold.paidTier(before.standing()) : said == Standing.PAID && paidAsSaid(draft, known);
        if (!about || before.child() || before.booked(Bookings.RECEIPT) || !allowed) {
            return draft.decided("refused");
        }
        for (String reason : List.of("unknown-code", "unconfirmed", "amount-mismatch", "currency-mismatch")) {
            draft.resolved(reason, event.operationId());
        }
        return reported(draft, operations, before, said);
    }

    /** The amount is the one that the platform spoke of, in the order's currency; or, where it never spoke, the order's own. */
    private boolean paidAsSaid(Draft draft, Optional<Operation> known) {
        PaymentEvent event = draft.event;
        BigDecimal figure = known.map(one -> one.total() != null ? one.total() : one.claimTotal()).orElse(null);
        boolean currencyFits = known.map(Operation::currency).filter(Objects::nonNull)
                .map(currency -> MoneyCheck.currencyFits(draft.checkout, currency)).orElse(true);
        return figure == null ? money.dispute(draft.checkout, event, event.total(), false) == null
                : currencyFits && event.total() != null && event.total().signum() > 0 && Money.same(event.total(), figure);
    }

    /** An unsigned message about money is noted beside what is known, and the platform is asked (rules 3 and 4). */
    private Decision claimed(Draft draft, List<Operation> operations, Operation before, Standing said) {
        PaymentEvent event = draft.event;
        boolean known = before.dispute() == null
                && (fold.compare(before.standing(), before.updated(), said, event.updated()) <= 0
                        || said == Standing.PAID && fold.paidTier(before.standing())
                        || said == Standing.REVERSING && (before.standing() == Standing.REFUNDED || before.standing() == Standing.VOIDED)
                        || before.booked(said.word()));
        boolean noted = said == before.claimStanding() && Objects.equals(event.statusCode(), before.claimCode())
                && sameAmount(event.total(), before.claimTotal());
        if (known || noted) {
            return draft.decided("repeat");
        }
        if (event.doubtfulId() && operations.stream()
                .filter(one -> !one.operationId().equals(event.operationId()))
                .anyMatch(one -> one.claimStanding() == said && sameAmount(event.total(), one.claimTotal())
                        || one.standing() == said && one.dispute() == null && sameAmount(event.total(), one.total()))) {
            return draft.decided("repeat"); // claimed, or even true, under another id
        }
        String doubt = said == Standing.PAID
                ? money.dispute(draft.checkout, event, event.total(), event.twoStep() || before.twoStep())
                : null;
        draft.operation = before.claiming(event, said, doubt);
        draft.next = schedule.afterChange(draft.checkout, draft.to, draft.expiresAt, true, true);
        draft.keepHold();
        return draft.askAtOnce("asked");
    }

    /** The ledger's amounts have a scale of their own. */
    private static boolean sameAmount(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? one == other : Money.same(one, other);
    }

    /** A reversal under way, or a chargeback: changes no standing, but is not lost. */
    private Decision marked(Draft draft, Operation before, Standing said) {
        if (before.booked(said.word())) {
            return draft.decided("repeat");
        }
        Operation after = before.withBooked(said.word());
        draft.operation = answers(said, before.claimStanding()) ? after.unclaimed() : after;
        draft.history(said.word(), null);
        if (said == Standing.CHARGED_BACK) {
            draft.outcome("charged-back", "charged-back")
                    .about(draft.operation).amount(before.total()).with("reason", "chargeback").movement("chargeback");
        } else {
            draft.next = new CheckSchedule.Next(
                    draft.checkout.now().plus(schedule.settlement().after(0)), CheckSchedule.SETTLEMENT, 0, false);
        }
        return draft.decided("applied");
    }

    /** What was paid is now said to be something else that is not a reversal: the state stays, and a person looks (rule 8). */
    private Decision contradicted(Draft draft, Operation before, Standing said) {
        String mark = "contradicted-" + draft.event.statusCode();
        boolean newer = fold.compare(Standing.NONE, before.updated(), Standing.NONE, draft.event.updated()) > 0;
        boolean counts = said == Standing.UNKNOWN || draft.event.evidence().decisive() && newer;
        if (!counts || before.booked(mark)) {
            return draft.decided("outdated");
        }
        draft.operation = before.withBooked(mark);
        draft.history("unknown", null);
        Bookings.except(draft, said == Standing.UNKNOWN ? "unknown-code" : "unconfirmed", "unknown", before);
        return draft.decided("disputed");
    }

    /** A report that is taken as true. */
    private Decision reported(Draft draft, List<Operation> operations, Operation before, Standing said) {
        PaymentEvent event = draft.event;
        boolean ruled = event.evidence() == Evidence.OPERATOR;
        int newer = ruled ? 1 : fold.compare(before.standing(), before.updated(), said, event.updated());
        boolean settlesClaim = ruled || event.evidence().decisive() && answers(said, before.claimStanding());
        draft.answered = claimByReference(draft, operations, before, said);
        boolean corrected = before.dispute() != null && event.evidence() == Evidence.QUERIED && !sameAmount(event.total(), before.total());
        boolean saysMore = newer > 0 || newer == 0 && (settlesClaim || said == Standing.PARTLY_REFUNDED || corrected);
        if (!saysMore && !settlesClaim) {
            return repeated(draft, operations, before, newer);
        }
        Refund refund = Refund.of(before, said, event);
        Operation after = before.reported(event, newer < 0 ? before.standing() : said, refund.paid(), refund.total(), settlesClaim);
        after = after.withDispute(dispute(draft, operations, after));
        if (unheardOf(event, operations)) {
            if (toldBefore(draft, operations, after)) {
                return draft.decided("repeat");
            }
            after = after.withBooked(Operation.DOUBTFUL_ID);
        } else if (!event.doubtfulId() && event.evidence().decisive()) {
            after = after.confirmed(event.evidence());
        }
        if (after.dispute() != null) {
            draft.answered = null;
        }

        draft.to = lifecycle.next(draft.checkout.state(), fold.event(Operation.replaced(operations, after)));
        draft.adopt();
        after = bookings.of(draft, Operation.replaced(operations, after), before, after);
        if (refund.unclear()) {
            Bookings.except(draft, "amount-mismatch", said.cause(), after);
        }
        draft.operation = after;

        List<Operation> all = Operation.replaced(Operation.replaced(operations, after), draft.answered);
        boolean live = fold.live(all);
        boolean changed = draft.moved() || !Objects.equals(before.standing(), after.standing())
                || !Objects.equals(before.statusCode(), after.statusCode()) || !Objects.equals(before.dispute(), after.dispute())
                || before.refunded().compareTo(after.refunded()) != 0;
        if (changed) {
            draft.history(after.dispute() == null ? historyWord(said) : "disputed", event.total());
        }
        if (after.dispute() == null && fold.paidTier(said)) {
            draft.resolved("unconfirmed", after.operationId());
            draft.resolved("unanswered", "");
            if (before.dispute() != null) {
                draft.resolved(before.dispute(), after.operationId());
            }
        }
        if (draft.answered != null) {
            draft.resolved("unconfirmed", draft.answered.operationId());
        }
        plan(draft, all, live);
        if (!live && draft.to.live() && draft.checkout.expired() && !event.evidence().decisive()) {
            return draft.askAtOnce("applied"); // rule 1: no expiry message will come any more
        }
        return draft.decided(after.dispute() != null ? "disputed" : changed ? "applied" : "repeat");
    }

    /** Nothing new of what is taken as true; but the platform's own list confirms the id, and what was said under it, and answers claims. */
    private Decision repeated(Draft draft, List<Operation> operations, Operation before, int newer) {
        if (newer == 0 && draft.event.evidence() == Evidence.QUERIED && before.evidence() == Evidence.SIGNED) {
            draft.operation = before.confirmed(Evidence.QUERIED);
        }
        if (draft.answered != null) {
            draft.resolved("unconfirmed", draft.answered.operationId());
            List<Operation> all = Operation.replaced(operations, draft.answered);
            plan(draft, all, fold.live(all));
        }
        return draft.decided(newer < 0 ? "outdated" : "repeat");
    }

    /** The claim, if any, that had no id but the reference, and that this answers under the platform's own. */
    private Operation claimByReference(Draft draft, List<Operation> operations, Operation before, Standing said) {
        if (draft.event.evidence() != Evidence.QUERIED || before.dispute() != null) {
            return null;
        }
        return operations.stream()
                .filter(one -> one.operationId().equals(draft.checkout.reference()) && !one.operationId().equals(before.operationId()))
                .filter(one -> answers(said, one.claimStanding()))
                .findFirst()
                .map(Operation::unclaimed)
                .orElse(null);
    }

    /** Whether it comes under an id that nobody signed and that is not known: perhaps a message that has come before. */
    private static boolean unheardOf(PaymentEvent event, List<Operation> operations) {
        return event.doubtfulId() && operations.stream().noneMatch(known -> known.operationId().equals(event.operationId()));
    }

    /** Whether this says nothing that was not said before, amount and all, or what no longer matters as it is paid. */
    private boolean toldBefore(Draft draft, List<Operation> operations, Operation after) {
        if (after.dispute() == null && draft.checkout.state().paid() && !fold.paidTier(after.standing()) && after.standing() != Standing.UNKNOWN) {
            return true;
        }
        return operations.stream()
                .filter(one -> sameAmount(after.total(), one.total()) && Objects.equals(after.dispute(), one.dispute()))
                .anyMatch(one -> one.standing() == after.standing() || after.dispute() == null && Bookings.waitedFor(one, after.standing()));
    }

    /** Whether what is confirmed answers what was claimed: of a reversal under way also the reversal that has been made. */
    private boolean answers(Standing said, Standing claimed) {
        if (claimed == null || fold.mark(claimed)) {
            return claimed != null && (said == claimed || claimed == Standing.REVERSING && said.reversal());
        }
        return fold.paidTier(said) && fold.compare(claimed, null, said, null) >= 0;
    }

    /** Why what is said is not accepted as this checkout's, or null. Asked once: what was booked was accepted. */
    private String dispute(Draft draft, List<Operation> operations, Operation after) {
        if (after.booked(Bookings.RECEIPT) || draft.event.evidence() == Evidence.OPERATOR) {
            return null;
        }
        boolean moneyCame = fold.paidTier(after.standing()) && after.standing() != Standing.VOIDED && !after.child();
        if (!moneyCame) {
            return draft.event.evidence() == Evidence.SIGNED ? money.aboutAnother(draft.checkout, draft.event) : null;
        }
        boolean perhapsTheFirst = operations.stream().anyMatch(known -> known.booked(Bookings.RECEIPT) && (draft.event.doubtfulId()
                || known.booked(Operation.DOUBTFUL_ID) && sameAmount(after.total(), known.total())));
        if (perhapsTheFirst) {
            return "second-payment"; // or the first, told again under another id: nothing is booked before a person has looked
        }
        return money.dispute(draft.checkout, draft.event, after.total(), after.twoStep());
    }

    private void plan(Draft draft, List<Operation> all, boolean live) {
        boolean claimed = all.stream().anyMatch(Operation::claimed);
        boolean claimAnswered = CheckSchedule.CONFIRMATION.equals(draft.checkout.checkReason()) && !claimed;
        if (draft.moved() || claimAnswered || draft.next.at() == null && live) {
            draft.next = schedule.afterChange(draft.checkout, draft.to, draft.expiresAt, live, claimed);
        }
        draft.keepHold();
    }

    private static String historyWord(Standing said) {
        return switch (said) {
            case FAILED -> "attempt-failed";
            case PARTLY_REFUNDED -> "refunded";
            default -> said.word();
        };
    }
}
