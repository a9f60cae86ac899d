package org.checkoutbridge.payment;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.checkoutbridge.money.Money;

/**
 * What an event about a checkout means for it. Pure: no clock, no database, no platform's words. The tables of
 * {@code config/payments} and {@code config/gateways} are its knowledge, the money rules of the architecture its law.
 */
public final class PaymentRules {

    private static final Duration REVIEW_OVERDUE = Duration.ofHours(4);

    private final StatusCodes codes;
    private final Lifecycle lifecycle;
    private final Fold fold;
    private final CheckSchedule schedule;
    private final MoneyCheck money;
    private final Bookings bookings;

    public PaymentRules(StatusCodes codes, Lifecycle lifecycle, Fold fold, CheckSchedule schedule, MoneyCheck money, Holds holds) {
        this.codes = codes;
        this.lifecycle = lifecycle;
        this.fold = fold;
        this.schedule = schedule;
        this.money = money;
        this.bookings = new Bookings(holds);
    }

    /**
     * @param checkout as the ledger has it, locked
     * @param operations all that are known of it, oldest first
     * @throws IllegalArgumentException if the event is of no known kind
     */
    public Decision decide(Checkout checkout, List<Operation> operations, PaymentEvent event) {
        Decision.Draft draft = new Decision.Draft(checkout, event);
        return switch (event.event()) {
            case "operation" -> operation(draft, operations);
            case "expiry-announced" -> expiryAnnounced(draft);
            case "opened" -> opened(draft, operations);
            case "refused" -> refused(draft, operations);
            case "unclear" -> unclear(draft);
            case "deferred" -> deferred(draft);
            case "checked" -> checked(draft, operations);
            case "superseded", "cancelled" -> ended(draft, operations);
            default -> throw new IllegalArgumentException("no such event: " + event.event());
        };
    }

    // ---- a platform speaks of one payment operation ----------------------------------------------------------------------

    private Decision operation(Decision.Draft draft, List<Operation> operations) {
        PaymentEvent event = draft.event;
        if (event.reference() != null && !event.reference().equals(draft.checkout.reference())) {
            return draft.decided("crossed");
        }
        if (event.operationId() == null || event.operationId().isBlank()) {
            return askAtOnce(draft, "asked");
        }
        Standing said = codes.standing(event.statusCode());
        if (event.child() && !said.reversal()) {
            return draft.decided("child");
        }
        Operation before = operations.stream()
                .filter(known -> known.operationId().equals(event.operationId()))
                .findFirst()
                .orElseGet(() -> Operation.first(event));
        if (!event.evidence().decisive()) {
            if (fold.mustBeAsked(said)) {
                return claimed(draft, before, said);
            }
            if (money.aboutAnother(draft.checkout, event) != null) {
                return askAtOnce(draft, "mismatch");
            }
            if (draft.checkout.state() == CheckoutState.REVIEW) {
                return askAtOnce(draft, "asked"); // left by confirmed evidence only (rule 8)
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

    /** An unsigned message about money is noted beside what is known, and the platform is asked (rules 3 and 4). */
    private Decision claimed(Decision.Draft draft, Operation before, Standing said) {
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
        String doubt = said == Standing.PAID
                ? money.dispute(draft.checkout, event, event.total(), event.twoStep() || before.twoStep())
                : null;
        draft.operation = before.claiming(event, said, doubt);
        draft.next = schedule.afterChange(draft.checkout, draft.to, draft.expiresAt, true, true);
        keepHold(draft);
        return askAtOnce(draft, "asked");
    }

    /** The ledger's amounts have a scale of their own. */
    private static boolean sameAmount(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? one == other : Money.same(one, other);
    }

    private static Decision askAtOnce(Decision.Draft draft, String verdict) {
        draft.ask = true;
        Instant now = draft.checkout.now();
        if (draft.next.at() == null || draft.next.at().isAfter(now)) {
            String reason = draft.next.reason() == null ? CheckSchedule.SETTLEMENT : draft.next.reason();
            draft.next = new CheckSchedule.Next(now, reason, draft.next.vain(), false);
        }
        return draft.decided(verdict);
    }

    /** A reversal under way, or a chargeback: changes no standing, but is not lost. */
    private Decision marked(Decision.Draft draft, Operation before, Standing said) {
        if (before.booked(said.word())) {
            return draft.decided("repeat");
        }
        Operation after = before.withBooked(said.word());
        draft.operation = answers(said, before.claimStanding()) ? after.unclaimed() : after;
        draft.history(said.word(), null);
        if (said == Standing.CHARGED_BACK) {
            draft.outcomes.add(new Outcome(draft.checkout, draft.event, "charged-back", "charged-back")
                    .about(draft.operation).amount(before.total()).with("reason", "chargeback").movement("chargeback"));
        } else {
            draft.next = new CheckSchedule.Next(
                    draft.checkout.now().plus(schedule.settlement().after(0)), CheckSchedule.SETTLEMENT, 0, false);
        }
        return draft.decided("applied");
    }

    /** What was paid is now said to be something else that is not a reversal: the state stays, and a person looks (rule 8). */
    private Decision contradicted(Decision.Draft draft, Operation before, Standing said) {
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
    private Decision reported(Decision.Draft draft, List<Operation> operations, Operation before, Standing said) {
        PaymentEvent event = draft.event;
        int newer = fold.compare(before.standing(), before.updated(), said, event.updated());
        boolean settlesClaim = event.evidence().decisive() && answers(said, before.claimStanding());
        boolean saysMore = newer > 0 || newer == 0 && (settlesClaim || said == Standing.PARTLY_REFUNDED);
        if (!saysMore && !settlesClaim) {
            return draft.decided(newer < 0 ? "outdated" : "repeat");
        }
        Refund refund = Refund.of(before, said, event);
        Operation after = before.reported(event, newer < 0 ? before.standing() : said, refund.paid(), refund.total(), settlesClaim);
        after = after.withDispute(dispute(draft, after));

        draft.to = lifecycle.next(draft.checkout.state(), fold.event(replaced(operations, after)));
        adopt(draft);
        after = bookings.of(draft, replaced(operations, after), before, after);
        if (refund.unclear()) {
            Bookings.except(draft, "amount-mismatch", historyWord(said), after);
        }
        draft.operation = after;

        List<Operation> all = replaced(operations, after);
        boolean live = fold.live(all);
        boolean changed = draft.moved() || !Objects.equals(before.standing(), after.standing())
                || !Objects.equals(before.statusCode(), after.statusCode()) || !Objects.equals(before.dispute(), after.dispute())
                || before.refunded().compareTo(after.refunded()) != 0;
        if (changed) {
            draft.history(after.dispute() == null ? historyWord(said) : "disputed", event.total());
        }
        if (after.dispute() == null && fold.paidTier(said)) {
            draft.resolved.add(new Decision.Resolved("unconfirmed", after.operationId()));
            draft.resolved.add(new Decision.Resolved("unanswered", ""));
        }
        plan(draft, all, live);
        if (!live && draft.to.live() && draft.checkout.expired() && !event.evidence().decisive()) {
            return askAtOnce(draft, "applied"); // rule 1: no expiry message will come any more
        }
        return draft.decided(after.dispute() != null ? "disputed" : changed ? "applied" : "repeat");
    }

    /** Whether what is confirmed answers what was claimed: of a reversal under way also the reversal that has been made. */
    private boolean answers(Standing said, Standing claimed) {
        if (claimed == null || fold.mark(claimed)) {
            return claimed != null && (said == claimed || claimed == Standing.REVERSING && said.reversal());
        }
        return fold.paidTier(said) && fold.compare(claimed, null, said, null) >= 0;
    }

    /** Why the money of what is said to be paid is not accepted, or null. Asked once: what was booked was accepted. */
    private String dispute(Decision.Draft draft, Operation after) {
        boolean moneyCame = fold.paidTier(after.standing()) && after.standing() != Standing.VOIDED && !after.child();
        if (!moneyCame || after.booked(Bookings.RECEIPT)) {
            return null;
        }
        return money.dispute(draft.checkout, draft.event, after.total(), after.twoStep());
    }

    private void plan(Decision.Draft draft, List<Operation> all, boolean live) {
        boolean claimed = all.stream().anyMatch(Operation::claimed);
        boolean claimAnswered = CheckSchedule.CONFIRMATION.equals(draft.checkout.checkReason()) && !claimed;
        if (draft.moved() || claimAnswered || draft.next.at() == null && live) {
            draft.next = schedule.afterChange(draft.checkout, draft.to, draft.expiresAt, live, claimed);
        }
        keepHold(draft);
    }

    /** What a message about an operation tells of the checkout, when we have had no answer of our own yet. */
    private static void adopt(Decision.Draft draft) {
        Checkout checkout = draft.checkout;
        if (draft.platformCheckoutId == null) {
            draft.platformCheckoutId = draft.event.platformCheckoutId();
        }
        if (draft.expiresAt == null && !draft.to.unopened()) {
            draft.expiresAt = checkout.now().plus(Duration.ofMinutes(checkout.timeoutMinutes()));
        }
    }

    private static String historyWord(Standing said) {
        return switch (said) {
            case FAILED -> "attempt-failed";
            case PARTLY_REFUNDED -> "refunded";
            default -> said.word();
        };
    }

    private static List<Operation> replaced(List<Operation> operations, Operation with) {
        List<Operation> all = new ArrayList<>(operations);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).operationId().equals(with.operationId())) {
                all.set(i, with);
                return all;
            }
        }
        all.add(with);
        return all;
    }

    // ---- the platform's answers to our creation --------------------------------------------------------------------------

    private Decision opened(Decision.Draft draft, List<Operation> operations) {
        Checkout checkout = draft.checkout;
        PaymentEvent event = draft.event;
        if (checkout.checkoutUrl() != null && !Objects.equals(checkout.platformCheckoutId(), event.platformCheckoutId())) {
            return inVain(draft); // a second creation: the first one's link is already out
        }
        draft.to = lifecycle.next(checkout.state(), Lifecycle.Event.OPENED);
        draft.platformCheckoutId = event.platformCheckoutId();
        draft.checkoutUrl = event.checkoutUrl();
        draft.openedAt = checkout.now();
        draft.expiresAt = checkout.now().plus(Duration.ofMinutes(checkout.timeoutMinutes()));
        draft.history("opened", checkout.total());
        if (!draft.to.live() && !draft.to.paid()) {
            return inVain(draft); // cancelled or changed meanwhile
        }
        if (draft.moved()) {
            boolean claimed = operations.stream().anyMatch(Operation::claimed);
            draft.next = schedule.afterChange(checkout, draft.to, draft.expiresAt, fold.live(operations), claimed);
        }
        if (draft.to.live() && "none".equals(checkout.stock())) {
            draft.holdUntil = draft.expiresAt.plus(Holds.MARGIN);
            draft.outcomes.add(new Outcome(checkout, event, "opened", "opened")
                    .amount(checkout.total()).holdUntil(draft.holdUntil));
        }
        draft.resolved.add(new Decision.Resolved("unanswered", ""));
        return draft.decided("applied");
    }

    private static Decision inVain(Decision.Draft draft) {
        draft.outcomes.add(new Outcome(draft.checkout, draft.event, "opened-in-vain", "opened")
                .with("platform_checkout_id", draft.event.platformCheckoutId())
                .movement(draft.event.platformCheckoutId()));
        return draft.decided("applied");
    }

    private Decision refused(Decision.Draft draft, List<Operation> operations) {
        CheckoutState rejected = lifecycle.next(draft.checkout.state(), Lifecycle.Event.REFUSED);
        if (rejected == draft.checkout.state()) {
            return draft.decided("outdated");
        }
        if (fold.live(operations)) {
            return askAtOnce(draft, "asked"); // an earlier creation is there, and may be paid: a reason to refuse another
        }
        draft.to = rejected;
        draft.refusalCode = draft.event.code();
        draft.refusalMessage = draft.event.message();
        draft.history("refused", null);
        draft.next = CheckSchedule.Next.NEVER;
        draft.resolved.add(new Decision.Resolved("unanswered", ""));
        draft.outcomes.add(new Outcome(draft.checkout, draft.event, "refused", "cancelled"));
        return draft.decided("applied");
    }

    private Decision unclear(Decision.Draft draft) {
        draft.to = lifecycle.next(draft.checkout.state(), Lifecycle.Event.UNCLEAR);
        if (!draft.moved()) {
            return draft.decided("repeat"); // the next question is planned already
        }
        draft.history("unclear", null);
        draft.next = schedule.afterChange(draft.checkout, draft.to, draft.expiresAt, false, false);
        return draft.decided("applied");
    }

    /** The creation did not reach the platform, or the platform would not hear us: tried again, and nothing is unclear. */
    private Decision deferred(Decision.Draft draft) {
        if (draft.checkout.state() != CheckoutState.CREATING) {
            return draft.decided("repeat");
        }
        draft.next = schedule.afterQuestion(draft.checkout, false, false, false).notBefore(asked(draft));
        if (draft.next.spent()) {
            Bookings.except(draft, "unanswered", "opened", null);
        }
        return draft.decided("vain");
    }

    // ---- questions and their ends ----------------------------------------------------------------------------------------

    /** An expiry message only brings the question forward, and only for the platform checkout that it names (rule 6). */
    private Decision expiryAnnounced(Decision.Draft draft) {
        String named = draft.event.platformCheckoutId();
        String ours = draft.checkout.platformCheckoutId();
        boolean another = named != null && ours != null && !named.equals(ours);
        boolean crossed = draft.event.reference() != null && !draft.event.reference().equals(draft.checkout.reference());
        if (another || crossed) {
            return draft.decided("crossed");
        }
        return draft.checkout.state().live() ? askAtOnce(draft, "asked") : draft.decided("outdated");
    }

    private Decision checked(Decision.Draft draft, List<Operation> operations) {
        Checkout checkout = draft.checkout;
        boolean live = fold.live(operations);
        boolean proven = draft.event.asked() && draft.event.proven();
        if (proven && !checkout.state().unopened()) { // of a creation it says that there is still none
            draft.resolved.add(new Decision.Resolved("unanswered", ""));
        }
        if (proven && !live && checkout.expired()) {
            CheckoutState expired = lifecycle.next(checkout.state(), Lifecycle.Event.EXPIRED);
            if (expired != checkout.state()) {
                draft.to = expired;
                draft.next = schedule.afterChange(checkout, expired, draft.expiresAt, false, false);
                draft.history("expired", null);
                draft.outcomes.add(new Outcome(checkout, draft.event, "expired", "expired"));
                return draft.decided("applied");
            }
        }
        draft.createAgain = checkout.state().unopened() && !live;
        if (!draft.event.scheduled()) {
            return draft.decided("vain"); // somebody wanted to know; the plan stays
        }
        Optional<Operation> claim = operations.stream().filter(Operation::claimed).findFirst();
        boolean confirming = claim.isPresent() && CheckSchedule.CONFIRMATION.equals(checkout.checkReason());
        draft.next = schedule.afterQuestion(checkout, live, claim.isPresent(), proven).notBefore(asked(draft));
        if (draft.next.spent()) {
            String doubt = confirming ? Objects.requireNonNullElse(claim.get().claimReason(), "unconfirmed") : "unanswered";
            Bookings.except(draft, doubt, confirming ? historyWord(claim.get().claimStanding()) : "expired", claim.orElse(null));
        }
        if (checkout.state() == CheckoutState.IN_REVIEW && !checkout.stateSince().plus(REVIEW_OVERDUE).isAfter(checkout.now())) {
            draft.outcomes.add(new Outcome(checkout, draft.event, "review-overdue", "in-review").amount(checkout.total()));
        }
        keepHold(draft);
        return draft.decided("vain");
    }

    /** Until when the platform wants to be left alone. */
    private static Instant asked(Decision.Draft draft) {
        Long wait = draft.event.waitSeconds();
        return wait == null ? draft.checkout.now() : draft.checkout.now().plusSeconds(wait);
    }

    /** The ERP changed or cancelled the order. Only what is proven unpaid ends (rule 5); it is watched to its expiry. */
    private Decision ended(Decision.Draft draft, List<Operation> operations) {
        Checkout checkout = draft.checkout;
        boolean superseded = "superseded".equals(draft.event.event());
        CheckoutState end =
                lifecycle.next(checkout.state(), superseded ? Lifecycle.Event.SUPERSEDED : Lifecycle.Event.CANCELLED);
        if (end == checkout.state() || fold.live(operations) || !draft.event.proven()) {
            return draft.decided("refused");
        }
        draft.to = end;
        draft.superseded = superseded;
        adopt(draft);
        draft.history(draft.event.event(), null);
        draft.next = schedule.afterChange(checkout, end, draft.expiresAt, false, false);
        draft.outcomes.add(new Outcome(checkout, draft.event, draft.event.event(), draft.event.event()));
        return draft.decided("applied");
    }

    /** While anything is unsettled the ERP's hold reaches beyond the next question. */
    private static void keepHold(Decision.Draft draft) {
        Instant next = draft.next.at();
        if (next == null || draft.holdUntil == null || !draft.checkout.stockHeld() || !draft.to.live()) {
            return;
        }
        if (draft.holdUntil.isBefore(next.plus(Holds.MARGIN.dividedBy(2)))) {
            draft.holdUntil = next.plus(Holds.MARGIN);
            draft.outcomes.add(new Outcome(draft.checkout, draft.event, "hold-extended", historyWordOf(draft))
                    .holdUntil(draft.holdUntil).movement(draft.holdUntil.toString()));
        }
    }

    private static String historyWordOf(Decision.Draft draft) {
        return switch (draft.to) {
            case WAITING -> "waiting";
            case IN_REVIEW -> "in-review";
            case AUTHORIZED -> "authorized";
            default -> "opened";
        };
    }
}
