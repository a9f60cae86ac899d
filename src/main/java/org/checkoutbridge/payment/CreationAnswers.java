package org.checkoutbridge.payment;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What a platform's answer to our creation of a checkout means: opened, refused, unclear, or not heard at all. */
final class CreationAnswers {

    private final Lifecycle lifecycle;
    private final Fold fold;
    private final CheckSchedule schedule;

    CreationAnswers(Lifecycle lifecycle, Fold fold, CheckSchedule schedule) {
        this.lifecycle = lifecycle;
        this.fold = fold;
        this.schedule = schedule;
    }

    /** @param operations all that are known of the checkout, oldest first */
    Decision opened(Draft draft, List<Operation> operations) {
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
            draft.outcome("opened", "opened")
                    .amount(checkout.total()).holdUntil(draft.holdUntil);
        }
        draft.resolved("unanswered", "");
        return draft.decided("applied");
    }

    /** The platform has a checkout that nobody is to pay: it is deleted there. */
    private static Decision inVain(Draft draft) {
        draft.outcome("opened-in-vain", "opened")
                .with("platform_checkout_id", draft.event.platformCheckoutId())
                .movement(draft.event.platformCheckoutId());
        return draft.decided("applied");
    }

    Decision refused(Draft draft, List<Operation> operations) {
        CheckoutState rejected = lifecycle.next(draft.checkout.state(), Lifecycle.Event.REFUSED);
        if (rejected == draft.checkout.state()) {
            return draft.decided("outdated");
        }
        if (fold.live(operations)) {
            return draft.askAtOnce("asked"); // an earlier creation is there, and may be paid: a reason to refuse another
        }
        draft.to = rejected;
        draft.refusalCode = draft.event.code();
        draft.refusalMessage = draft.event.message();
        draft.history("refused", null);
        draft.next = CheckSchedule.Next.NEVER;
        draft.resolved("unanswered", "");
        draft.outcome("refused", "cancelled");
        return draft.decided("applied");
    }

    /** Nobody can tell whether the platform has it. */
    Decision unclear(Draft draft) {
        draft.to = lifecycle.next(draft.checkout.state(), Lifecycle.Event.UNCLEAR);
        if (!draft.moved()) {
            return draft.decided("repeat"); // the next question is planned already
        }
        draft.history("unclear", null);
        draft.next = schedule.afterChange(draft.checkout, draft.to, draft.expiresAt, false, false);
        return draft.decided("applied");
    }

    /** The creation did not reach the platform, or the platform would not hear us: tried again, and nothing is unclear. */
    Decision deferred(Draft draft) {
        if (draft.checkout.state() != CheckoutState.CREATING) {
            return draft.decided("repeat");
        }
        draft.next = schedule.afterQuestion(draft.checkout, false, false, false).notBefore(draft.leftAloneUntil());
        if (draft.next.spent()) {
            Bookings.except(draft, "unanswered", "opened", null);
        }
        return draft.decided("vain");
    }
}
