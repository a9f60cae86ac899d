package org.checkoutbridge.payment;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.checkoutbridge.document.Table;

/**
 * How a checkout's state follows from its operations, from {@code config/payments/fold.csv}. Independent of the order in which
 * reports arrive.
 */
public final class Fold {

    private enum Tier {
        UNPAID,
        PAID,
        MARK
    }

    private enum Unsigned {
        TAKEN,
        ASKED
    }

    private record Weighing(Tier tier, int rank, int weight, boolean live, Lifecycle.Event event, Unsigned unsigned) {}

    private final Map<Standing, Weighing> table = new EnumMap<>(Standing.class);

    /**
     * @throws IllegalArgumentException naming file and line, if a standing is missing, stands twice or has a cell that is wrong
     */
    public Fold(Path file) {
        for (Table.Row row : Table.read(file, "standing", "tier", "rank", "weight", "live", "event", "unsigned").rows()) {
            Weighing weighing = new Weighing(row.constant("tier", Tier.class), row.number("rank"), row.number("weight"),
                    row.yes("live"), row.constant("event", Lifecycle.Event.class), row.constant("unsigned", Unsigned.class));
            Standing standing = row.constant("standing", Standing.class);
            if (weighing.tier != Tier.UNPAID && weighing.unsigned != Unsigned.ASKED) {
                throw row.wrong(standing.word() + " moves money: an unsigned message may not be taken for it");
            }
            if (table.put(standing, weighing) != null) {
                throw row.wrong(standing.word() + " stands twice");
            }
        }
        for (Standing standing : Standing.values()) {
            if (!table.containsKey(standing)) {
                throw new IllegalArgumentException(file + " has no line for " + standing.word());
            }
        }
    }

    /** Whether the platform must confirm this before it is true, when only an unsigned message says it. */
    boolean mustBeAsked(Standing standing) {
        return table.get(standing).unsigned == Unsigned.ASKED;
    }

    /** A report that changes no standing (a reversal under way, a chargeback). */
    boolean mark(Standing standing) {
        return table.get(standing).tier == Tier.MARK;
    }

    boolean paidTier(Standing standing) {
        return table.get(standing).tier == Tier.PAID;
    }

    /**
     * Which of two reports of one operation counts: positive for the new one, zero when they say the same, negative for what is
     * known. "Paid" is not undone by "unpaid", then the newer report wins, then the higher rank.
     */
    int compare(Standing known, Instant knownUpdated, Standing said, Instant saidUpdated) {
        int byTier = Integer.compare(table.get(said).tier.ordinal(), table.get(known).tier.ordinal());
        if (byTier != 0) {
            return byTier;
        }
        if (known == Standing.NONE && said != Standing.NONE) {
            return 1;
        }
        if (knownUpdated != null && saidUpdated != null) {
            int byTime = saidUpdated.compareTo(knownUpdated);
            if (byTime != 0) {
                return byTime;
            }
        }
        return Integer.compare(table.get(said).rank, table.get(known).rank);
    }

    /** What all operations of a checkout together say of it. Children count only by what went back. */
    Lifecycle.Event event(Collection<Operation> operations) {
        return operations.stream()
                .filter(operation -> !operation.child())
                .map(operation -> effective(operation, operations))
                .map(table::get)
                .max(Comparator.comparingInt(Weighing::weight))
                .filter(weighing -> weighing.weight > 0)
                .map(Weighing::event)
                .orElse(Lifecycle.Event.NOTHING);
    }

    /** Whether something is being paid, or may be: no release meanwhile (money rules 4 and 5). */
    boolean live(Collection<Operation> operations) {
        return operations.stream()
                .anyMatch(operation -> operation.claimed() || table.get(effective(operation, operations)).live);
    }

    private Standing effective(Operation operation, Collection<Operation> operations) {
        if (operation.dispute() != null) {
            return Standing.UNKNOWN;
        }
        if (!paidTier(operation.standing()) || operation.standing() == Standing.VOIDED) {
            return operation.standing();
        }
        BigDecimal refunded = refunded(operation, operations);
        if (refunded.signum() == 0) {
            return operation.standing() == Standing.PAID ? Standing.PAID : operation.standing();
        }
        boolean all = operation.total() != null && refunded.compareTo(operation.total()) >= 0;
        return all ? Standing.REFUNDED : Standing.PARTLY_REFUNDED;
    }

    /**
     * All that went back of a payment. A platform that reports a multicard payment's refund on the child and on the parent means
     * the same money: the larger figure counts, not the sum.
     */
    static BigDecimal refunded(Operation payment, Collection<Operation> operations) {
        BigDecimal ofChildren = operations.stream()
                .filter(child -> belongs(child, payment, operations))
                .map(Operation::refunded)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return payment.refunded().max(ofChildren);
    }

    static boolean belongs(Operation child, Operation payment, Collection<Operation> operations) {
        Operation parent = child.child() ? parentOf(child, operations) : null;
        return parent != null && parent.operationId().equals(payment.operationId());
    }

    /** The payment of which a child is a part: the one that it names, else the first that was paid. Null when that is not known yet. */
    static Operation parentOf(Operation child, Collection<Operation> operations) {
        return operations.stream()
                .filter(operation -> !operation.child())
                .filter(operation -> child.parentId() == null
                        ? operation.standing() == Standing.PAID || operation.standing().reversal()
                        : operation.operationId().equals(child.parentId()))
                .findFirst()
                .orElse(null);
    }
}
