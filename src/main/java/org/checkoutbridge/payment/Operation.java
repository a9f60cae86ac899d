package org.checkoutbridge.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One payment operation of a checkout, as the ledger has it.
 *
 * @param kind payment, or child (one card of several, one vendor of several)
 * @param standing what was accepted as true of it
 * @param total what was paid, or is to be paid, with it; a later reversal does not change it
 * @param refunded how much went back so far, all movements together
 * @param dispute why its money is not accepted (the reason of an exception), or null
 * @param claimStanding what an unsigned message says of it and the platform has not confirmed, or null
 * @param claimReason why that claim cannot be true as it stands, or null
 * @param booked the bookings that were made for it
 * @param bookedRefund how much of what went back was booked
 * @param updated the platform's own time of its last change; decides which of two reports is the newer
 */
public record Operation(
        String operationId,
        String parentId,
        String kind,
        Standing standing,
        String statusCode,
        String type,
        BigDecimal total,
        String currency,
        BigDecimal refunded,
        boolean twoStep,
        String dispute,
        Evidence evidence,
        String approvalNumber,
        Map<String, Object> method,
        String paymentUrl,
        Standing claimStanding,
        String claimCode,
        BigDecimal claimTotal,
        String claimReason,
        List<String> booked,
        BigDecimal bookedRefund,
        Instant updated) {

    /** A mark among the bookings: its id is one that nobody signed, and the platform's own list has not had it yet. */
    static final String DOUBTFUL_ID = "doubtful-id";

    /** One that we have just heard of. */
    static Operation first(PaymentEvent event) {
        return new Operation(event.operationId(), event.parentId(), event.child() ? "child" : "payment", Standing.NONE, null, null,
                null, null, BigDecimal.ZERO, false, null, event.evidence(), null, null, null, null, null, null, null, List.of(),
                BigDecimal.ZERO, null);
    }

    /** All operations, with one as it is now; null changes nothing. */
    static List<Operation> replaced(List<Operation> operations, Operation now) {
        if (now == null) {
            return operations;
        }
        List<Operation> all = new ArrayList<>(operations);
        int place = operations.stream().map(Operation::operationId).toList().indexOf(now.operationId());
        if (place < 0) {
            all.add(now);
        } else {
            all.set(place, now);
        }
        return all;
    }

    public boolean child() {
        return "child".equals(kind);
    }

    public boolean claimed() {
        return claimStanding != null;
    }

    public boolean booked(String booking) {
        return booked.contains(booking);
    }

    Operation withBooked(String booking) {
        if (booked(booking)) {
            return this;
        }
        return with(standing, dispute, Stream.concat(booked.stream(), Stream.of(booking)).toList(), refunded, bookedRefund);
    }

    /** The platform itself says that this is its id, and the same of it as a message did. */
    Operation confirmed(Evidence by) {
        return new Operation(operationId, parentId, kind, standing, statusCode, type, total, currency, refunded, twoStep, dispute, by,
                approvalNumber, method, paymentUrl, claimStanding, claimCode, claimTotal, claimReason,
                booked.stream().filter(mark -> !mark.equals(DOUBTFUL_ID)).toList(), bookedRefund, updated);
    }

    Operation withBookedRefund(BigDecimal amount) {
        return with(standing, dispute, booked, refunded, amount);
    }

    Operation withDispute(String reason) {
        return with(standing, reason, booked, refunded, bookedRefund);
    }

    /** The same operation, when what was claimed of it is answered. */
    Operation unclaimed() {
        return new Operation(operationId, parentId, kind, standing, statusCode, type, total, currency, refunded, twoStep, dispute,
                evidence, approvalNumber, method, paymentUrl, null, null, null, null, booked, bookedRefund, updated);
    }

    private Operation with(Standing newStanding, String newDispute, List<String> newBooked, BigDecimal newRefunded,
            BigDecimal newBookedRefund) {
        return new Operation(operationId, parentId, kind, newStanding, statusCode, type, total, currency, newRefunded, twoStep,
                newDispute, evidence, approvalNumber, method, paymentUrl, claimStanding, claimCode, claimTotal, claimReason,
                newBooked, newBookedRefund, updated);
    }

    /** The same operation with what an unsigned message says of it noted beside what is accepted. */
    Operation claiming(PaymentEvent event, Standing said, String reason) {
        return new Operation(operationId, parentId, kind, standing, statusCode, type == null ? event.type() : type, total, currency,
                refunded, twoStep, dispute, evidence, first(approvalNumber, event.approvalNumber()),
                first(method, event.method()), first(paymentUrl, event.paymentUrl()), said, event.statusCode(), event.total(),
                reason, booked, bookedRefund, updated);
    }

    /**
     * The same operation with a newer report taken as true.
     *
     * @param settlesClaim the report answers what was claimed
     */
    Operation reported(PaymentEvent event, Standing said, BigDecimal newTotal, BigDecimal newRefunded, boolean settlesClaim) {
        String code = event.evidence() == Evidence.OPERATOR ? first(event.statusCode(), statusCode) : event.statusCode();
        return new Operation(operationId, first(parentId, event.parentId()), kind, said, code,
                first(event.type(), type), newTotal, first(event.currency(), currency), newRefunded, twoStep || event.twoStep(),
                dispute, event.evidence(), first(event.approvalNumber(), approvalNumber), first(event.method(), method),
                first(event.paymentUrl(), paymentUrl), settlesClaim ? null : claimStanding, settlesClaim ? null : claimCode,
                settlesClaim ? null : claimTotal, settlesClaim ? null : claimReason, booked, bookedRefund,
                event.updated() == null ? updated : event.updated());
    }

    private static <T> T first(T one, T other) {
        return one != null ? one : other;
    }
}
