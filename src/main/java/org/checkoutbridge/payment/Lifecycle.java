package org.checkoutbridge.payment;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.checkoutbridge.document.Table;

/**
 * The state machine of a checkout, from {@code config/payments/lifecycle.csv}. Total: every state meets every event.
 */
public final class Lifecycle {

    /** What can be learnt about a checkout. */
    public enum Event {
        OPENED,
        UNCLEAR,
        REFUSED,
        NOTHING,
        WAITING,
        IN_REVIEW,
        AUTHORIZED,
        PAID,
        PARTLY_REFUNDED,
        REFUNDED,
        VOIDED,
        UNKNOWN,
        EXPIRED,
        SUPERSEDED,
        CANCELLED;

        String column() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final String STAYS = "=";

    private final Map<CheckoutState, Map<Event, CheckoutState>> table = new EnumMap<>(CheckoutState.class);

    /**
     * @throws IllegalArgumentException naming file and line, if a state or an event is missing, stands twice or does not exist
     */
    public Lifecycle(Path file) {
        String[] columns = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("state"), java.util.Arrays.stream(Event.values()).map(Event::column))
                .toArray(String[]::new);
        Table rows = Table.read(file, columns);
        if (rows.columns().size() != columns.length) {
            throw new IllegalArgumentException(file + " has columns that are no event: " + rows.columns());
        }
        for (Table.Row row : rows.rows()) {
            CheckoutState from = row.constant("state", CheckoutState.class);
            Map<Event, CheckoutState> cells = new EnumMap<>(Event.class);
            for (Event event : Event.values()) {
                boolean stays = STAYS.equals(row.get(event.column()));
                CheckoutState to = stays ? from : row.constant(event.column(), CheckoutState.class);
                if (!from.live() && to.live()) {
                    throw row.wrong(from + " may not become " + to + ": what has ended does not live again");
                }
                if (from.paid() && !to.paid() && to != CheckoutState.VOIDED) {
                    throw row.wrong(from + " may not become " + to + ": money that came in is not forgotten");
                }
                cells.put(event, to);
            }
            if (table.put(from, cells) != null) {
                throw row.wrong("state " + from + " stands twice");
            }
        }
        for (CheckoutState state : CheckoutState.values()) {
            if (!table.containsKey(state)) {
                throw new IllegalArgumentException(file + " has no line for " + state);
            }
        }
    }

    public CheckoutState next(CheckoutState from, Event event) {
        return table.get(from).get(event);
    }
}
