package org.checkoutbridge.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an event about a checkout means for it. Pure: no clock, no database, no platform's words. The tables of
 * {@code config/payments} and {@code config/gateways} are its knowledge, the money rules of the architecture its law.
 */
public final class PaymentRules {

    private static final Duration REVIEW_OVERDUE = Duration.ofHours(4);

    /** Reasons of exceptions that say nothing of whether the checkout is paid. */
    private static final Set<String> NO_PAYMENTS = Set.of("erp-refused", "quarantined", "unknown-reference");

    private final Lifecycle lifecycle;
    private final Fold fold;
    private final CheckSchedule schedule;
    private final OperationReports operationReports;
    private final CreationAnswers creationAnswers;
    private final Holds holds;

    public PaymentRules(StatusCodes codes, Lifecycle lifecycle, Fold fold, CheckSchedule schedule, MoneyCheck money, Holds holds) {
        this.lifecycle = lifecycle;
        this.fold = fold;
        this.schedule = schedule;
        this.holds = holds;
        this.operationReports = new OperationReports(codes, lifecycle, fold, schedule, money, new Bookings(holds));
        this.creationAnswers = new CreationAnswers(lifecycle, fold, schedule);
    }

    /**
     * @param checkout as the ledger has it, locked
     * @param operations all that are known of it, oldest first
     * @throws IllegalArgumentException if the event is of no known kind
     */
    public Decision decide(Checkout checkout, List<Operation> operations, PaymentEvent event) {
        Draft draft = new Draft(checkout, event);
        return switch (event.event()) {
            case "operation" -> operationReports.decide(draft, operations);
            case "expiry-announced" -> expiryAnnounced(draft);
            case "opened" -> creationAnswers.opened(draft, operations);
            case "refused" -> creationAnswers.refused(draft, operations);
            case "unclear" -> creationAnswers.unclear(draft);
            case "deferred" -> creationAnswers.deferred(draft);
            case "checked" -> checked(draft, operations);
            case "superseded", "cancelled" -> ended(draft, operations);
            case "noted" -> noted(draft);
            case "cleared" -> cleared(draft);
            case "ruled" -> ruled(draft, operations);
            default -> throw new IllegalArgumentException("no such event: " + event.event());
        };
    }

    /** An expiry message only brings the question forward, and only for the platform checkout that it names (rule 6). */
    private Decision expiryAnnounced(Draft draft) {
        String named = draft.event.platformCheckoutId();
        String ours = draft.checkout.platformCheckoutId();
        boolean another = named != null && ours != null && !named.equals(ours);
        boolean crossed = draft.event.reference() != null && !draft.event.reference().equals(draft.checkout.reference());
        if (another || crossed) {
            return draft.decided("crossed");
        }
        return draft.checkout.state().live() ? draft.askAtOnce("asked") : draft.decided("outdated");
    }

    /** The end of a question to the platform; what it answered has been applied before. */
    private Decision checked(Draft draft, List<Operation> operations) {
        Checkout checkout = draft.checkout;
        boolean live = fold.live(operations);
        boolean proven = proven(draft) && (draft.event.asked() || !askable());
        if (proven && !checkout.state().unopened()) { // of a creation it says that there is still none
            draft.resolved("unanswered", "");
        }
        boolean heldLongEnough = !askable() && checkout.expired() && !checkout.now().isBefore(checkout.expiresAt().plus(holds.unanswered()));
        if ((proven || heldLongEnough) && !live && checkout.expired()) {
            CheckoutState expired = lifecycle.next(checkout.state(), Lifecycle.Event.EXPIRED);
            if (expired != checkout.state()) {
                draft.to = expired;
                draft.next = schedule.afterChange(checkout, expired, draft.expiresAt, false, false);
                draft.history("expired", null);
                draft.outcome("expired", "expired").with("unanswered", !proven);
                return draft.decided("applied");
            }
        }
        draft.createAgain = checkout.state().unopened() && !live;
        if (!draft.event.scheduled()) {
            return draft.decided("vain"); // somebody wanted to know; the plan stays
        }
        Optional<Operation> claim = operations.stream().filter(Operation::claimed).findFirst();
        boolean confirming = claim.isPresent() && CheckSchedule.CONFIRMATION.equals(checkout.checkReason());
        draft.next = askable() || checkout.state().unopened() || confirming // what is claimed may yet be signed
                ? schedule.afterQuestion(checkout, live, claim.isPresent(), proven).notBefore(draft.leftAloneUntil())
                : schedule.unasked(checkout, claim.isPresent(), holds.unanswered());
        boolean knownAlready = checkout.state() == CheckoutState.REVIEW && !confirming;
        if (draft.next.spent() && !knownAlready) {
            String doubt = confirming ? Objects.requireNonNullElse(claim.get().claimReason(), "unconfirmed") : "unanswered";
            Bookings.except(draft, doubt, confirming ? claim.get().claimStanding().cause() : "expired", claim.orElse(null));
        }
        if (checkout.state() == CheckoutState.IN_REVIEW && !checkout.stateSince().plus(REVIEW_OVERDUE).isAfter(checkout.now())) {
            draft.outcome("review-overdue", "in-review").amount(checkout.total());
        }
        draft.keepHold();
        return draft.decided("vain");
    }

    /**
     * Whether it is proven that nothing was paid: by the platform's answer (rule 5), or, where it cannot be asked, because the buyer was
     * never led to it, or its report has the payment as refused (rule 7): a message about one attempt says nothing of the next.
     */
    private boolean proven(Draft draft) {
        return askable() ? draft.event.proven() : !draft.checkout.unanswered();
    }

    private boolean askable() {
        return holds.unanswered() == null;
    }

    /** The ERP changed or cancelled the order. Only what is proven unpaid ends (rule 5); it is watched to its expiry. */
    private Decision ended(Draft draft, List<Operation> operations) {
        Checkout checkout = draft.checkout;
        boolean superseded = "superseded".equals(draft.event.event());
        CheckoutState end =
                lifecycle.next(checkout.state(), superseded ? Lifecycle.Event.SUPERSEDED : Lifecycle.Event.CANCELLED);
        if (end == checkout.state() || fold.live(operations) || !proven(draft)) {
            return draft.decided("refused");
        }
        draft.to = end;
        draft.superseded = superseded;
        draft.adopt();
        draft.history(draft.event.event(), null);
        draft.next = schedule.afterChange(checkout, end, draft.expiresAt, false, false);
        draft.outcome(draft.event.event(), draft.event.event());
        return draft.decided("applied");
    }

    /** A person did something that changes no payment: a line of history, nothing else. */
    private static Decision noted(Draft draft) {
        draft.history(draft.event.act(), null);
        return draft.decided("applied");
    }

    /**
     * A person has seen to an exception. Only where nothing waits for it: a checkout that is still alive stays in the list, whatever a person
     * thinks of it, until its payment is settled (money rules 8 and 9); but what the ERP refused, or nobody can read, is no payment.
     */
    private static Decision cleared(Draft draft) {
        if (draft.checkout.state().live() && !NO_PAYMENTS.contains(draft.event.code())) {
            return draft.decided("refused");
        }
        draft.resolved(draft.event.code(), draft.event.message());
        draft.history(draft.event.act(), null);
        return draft.decided("applied");
    }

    /**
     * A person says whether a payment was made, where evidence alone does not settle it: in review (money rule 8), where a claim is not
     * confirmed (rule 4), or where the platform cannot be asked (rule 7). It releases nothing: that takes the question that follows.
     */
    private Decision ruled(Draft draft, List<Operation> operations) {
        Checkout checkout = draft.checkout;
        boolean unanswered = !askable() && checkout.state().live() && checkout.expired();
        boolean review = checkout.state() == CheckoutState.REVIEW;
        return operationReports.ruled(draft, operations, review || unanswered, unanswered);
    }
}
