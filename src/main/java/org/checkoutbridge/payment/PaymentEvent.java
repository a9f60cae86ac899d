package org.checkoutbridge.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * The canonical payment event: the one form in which anything that is learnt about a checkout reaches its state, whoever said
 * it and in which platform's words.
 *
 * @param event {@code operation} (a platform speaks of one payment operation), {@code expiry-announced}, {@code opened},
 *     {@code refused}, {@code unclear}, {@code deferred} (answers to our creation), {@code checked} (the end of a query),
 *     {@code superseded}, {@code cancelled}; and what a person does: {@code noted} (an act that changes no payment), {@code cleared}
 *     (an exception, its reason in {@code code} and what it is about in {@code message}), {@code ruled} (whether a payment was made)
 * @param source who brought it: webhook, query, report, creation, erp, operator
 * @param gateway whose message it is, where its address does not tell which checkout it is about
 * @param kind payment or child
 * @param total of the operation; {@code checkoutTotal} of the checkout that it belongs to, where the platform says so
 * @param refundedTotal all that went back of the operation, where the platform says so
 * @param doubtfulId the operation's id is not covered by the signature: under another id the same message may come again
 * @param updated the platform's time of the operation's last change
 * @param waitSeconds how long the platform asks us to leave it alone, in seconds, or null
 * @param scheduled the question was asked because it was due, and counts as one of its waits
 * @param asked the platform answered a query by reference with a list that is about this reference
 * @param proven and its silence about a payment may be believed (money rule 5)
 * @param act what a person did, as history calls it
 * @param actor who did it, {@code about} what, and the {@code reason} that was given; all three, or none
 * @param ruling what a person says of the payment: paid or failed
 */
public record PaymentEvent(
        String event,
        String source,
        Evidence evidence,
        String gateway,
        String reference,
        String platformCheckoutId,
        String operationId,
        String parentId,
        String kind,
        String statusCode,
        String type,
        BigDecimal total,
        String currency,
        BigDecimal checkoutTotal,
        String checkoutCurrency,
        BigDecimal refundedTotal,
        boolean twoStep,
        boolean doubtfulId,
        String approvalNumber,
        Map<String, Object> method,
        String paymentUrl,
        Instant updated,
        String checkoutUrl,
        String code,
        String message,
        Long waitSeconds,
        boolean scheduled,
        boolean asked,
        boolean proven,
        String act,
        String actor,
        String about,
        String reason,
        Standing ruling) {

    public PaymentEvent {
        evidence = evidence == null ? Evidence.UNSIGNED : evidence;
        statusCode = statusCode == null ? null : statusCode.trim();
    }

    boolean child() {
        return "child".equals(kind);
    }
}
