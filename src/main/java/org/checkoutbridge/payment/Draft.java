package org.checkoutbridge.payment;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A decision in the making. Starts from "nothing changes". */
final class Draft {

    final Checkout checkout;
    final PaymentEvent event;
    final List<Outcome> outcomes = new ArrayList<>();
    final List<Decision.Resolved> resolved = new ArrayList<>();
    CheckoutState to;
    String platformCheckoutId;
    String checkoutUrl;
    String refusalCode;
    String refusalMessage;
    boolean superseded;
    Instant holdUntil;
    Instant openedAt;
    Instant expiresAt;
    CheckSchedule.Next next;
    Operation operation;
    Operation answered;
    Decision.History history;
    boolean ask;
    boolean createAgain;

    Draft(Checkout checkout, PaymentEvent event) {
        this.checkout = checkout;
        this.event = event;
        this.to = checkout.state();
        this.platformCheckoutId = checkout.platformCheckoutId();
        this.checkoutUrl = checkout.checkoutUrl();
        this.refusalCode = checkout.refusalCode();
        this.refusalMessage = checkout.refusalMessage();
        this.superseded = checkout.superseded();
        this.holdUntil = checkout.holdUntil();
        this.openedAt = checkout.openedAt();
        this.expiresAt = checkout.expiresAt();
        this.next = new CheckSchedule.Next(checkout.nextCheckAt(), checkout.checkReason(), checkout.checks(), false);
    }

    boolean moved() {
        return to != checkout.state();
    }

    void history(String what, BigDecimal amount) {
        history = new Decision.History(what, event.statusCode(), event.type(), event.operationId(), amount,
                amount == null ? null : checkout.currency());
    }

    Outcome outcome(String happened, String cause) {
        Outcome outcome = new Outcome(checkout, event, happened, cause);
        outcomes.add(outcome);
        return outcome;
    }

    void resolved(String reason, String operationId) {
        resolved.add(new Decision.Resolved(reason, operationId));
    }

    /** What a message tells of the checkout, when we have had no answer of our own yet. */
    void adopt() {
        if (platformCheckoutId == null) {
            platformCheckoutId = event.platformCheckoutId();
        }
        if (expiresAt == null && !to.unopened()) {
            expiresAt = checkout.now().plus(Duration.ofMinutes(checkout.timeoutMinutes()));
        }
    }

    /** While anything is unsettled the ERP's hold reaches beyond the next question. */
    void keepHold() {
        Instant question = next.at();
        if (question == null || holdUntil == null || !checkout.stockHeld() || !to.live()) {
            return;
        }
        if (holdUntil.isBefore(question.plus(Holds.MARGIN.dividedBy(2)))) {
            holdUntil = question.plus(Holds.MARGIN);
            outcome("hold-extended", cause()).holdUntil(holdUntil).movement(holdUntil.toString());
        }
    }

    private String cause() {
        return switch (to) {
            case WAITING -> Standing.WAITING.cause();
            case IN_REVIEW, REVIEW -> Standing.IN_REVIEW.cause();
            case AUTHORIZED -> Standing.AUTHORIZED.cause();
            default -> "opened";
        };
    }

    /** Until when the platform wants to be left alone. */
    Instant leftAloneUntil() {
        Long wait = event.waitSeconds();
        return wait == null ? checkout.now() : checkout.now().plusSeconds(wait);
    }

    Decision askAtOnce(String verdict) {
        ask = true;
        Instant now = checkout.now();
        if (next.at() == null || next.at().isAfter(now)) {
            String reason = next.reason() == null ? CheckSchedule.SETTLEMENT : next.reason();
            next = new CheckSchedule.Next(now, reason, next.vain(), false);
        }
        return decided(verdict);
    }

    Decision decided(String verdict) {
        Decision.Change change = change();
        boolean changes = operation != null || answered != null || history != null || !outcomes.isEmpty() || !resolved.isEmpty()
                || !change.equals(new Draft(checkout, event).change());
        return new Decision(verdict, checkout.state(), to, change, operation, answered, history, List.copyOf(outcomes), List.copyOf(resolved),
                ask, createAgain, changes);
    }

    private Decision.Change change() {
        return new Decision.Change(to, platformCheckoutId, checkoutUrl, refusalCode, refusalMessage, superseded, holdUntil, openedAt,
                expiresAt, next.at(), next.reason(), next.vain());
    }
}
