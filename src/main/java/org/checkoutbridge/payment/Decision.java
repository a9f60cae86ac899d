package org.checkoutbridge.payment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What an event changes, complete: the caller writes it down in one transaction and computes nothing itself.
 *
 * @param verdict what became of the event: applied, repeat, outdated, asked, crossed, mismatch, child, disputed, settled, vain,
 *     refused
 * @param operation the operation as it is now, or null when none changed
 * @param answered another operation of which a claim is answered by this, as it is now, or null
 * @param history the line of history, or null when nothing worth one happened
 * @param outcomes in the order in which their effects go out
 * @param resolved reasons of exceptions that are answered by this
 * @param ask the platform is to be asked at once
 * @param createAgain the platform does not have the checkout: create it again
 * @param changes whether there is anything to be written down
 */
public record Decision(
        String verdict,
        CheckoutState from,
        CheckoutState to,
        Change change,
        Operation operation,
        Operation answered,
        History history,
        List<Outcome> outcomes,
        List<Resolved> resolved,
        boolean ask,
        boolean createAgain,
        boolean changes) {

    /** The checkout's columns as they are to be. */
    public record Change(
            CheckoutState state,
            String platformCheckoutId,
            String checkoutUrl,
            String refusalCode,
            String refusalMessage,
            boolean superseded,
            Instant holdUntil,
            Instant openedAt,
            Instant expiresAt,
            Instant nextCheckAt,
            String checkReason,
            int checks) {}

    /** A line of history; nothing personal in it. */
    public record History(
            String event,
            String statusCode,
            String type,
            String operationId,
            BigDecimal amount,
            String currency) {}

    /** An exception that is answered. */
    public record Resolved(String reason, @JsonProperty("operation_id") String operationId) {}
}
