package org.checkoutbridge.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a run of events changes, together: written down in one go.
 *
 * @param from the state before all of them
 * @param to the state after all of them
 * @param operations those that have changed, as they are now
 * @param history a line for each event that is worth one
 * @param verdict of the last event
 * @param ask the last event wants the platform to be asked
 * @param changes whether there is anything to be written down
 */
record Advance(
        CheckoutState from,
        CheckoutState to,
        Decision.Change change,
        List<Operation> operations,
        List<Line> history,
        List<Outcome> outcomes,
        List<Decision.Resolved> resolved,
        String verdict,
        boolean ask,
        boolean createAgain,
        boolean changes) {

    /** A line of history, with what it is evidence of. */
    record Line(
            String event,
            String statusCode,
            String type,
            String operationId,
            BigDecimal amount,
            String currency,
            CheckoutState from,
            CheckoutState to,
            String verdict,
            PaymentEvent said) {

        static Line of(Decision decision, PaymentEvent event) {
            Decision.History history = decision.history();
            return new Line(history.event(), history.statusCode(), history.type(), history.operationId(), history.amount(),
                    history.currency(), decision.from(), decision.to(), decision.verdict(), event);
        }
    }

    /**
     * @param decisions each made on what the one before it changed; at least one
     * @param said the events that they were made on
     */
    static Advance of(List<Decision> decisions, List<PaymentEvent> said) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        List<Line> history = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        List<Decision.Resolved> resolved = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            Decision decision = decisions.get(i);
            Stream.of(decision.operation(), decision.answered()).filter(Objects::nonNull)
                    .forEach(operation -> operations.put(operation.operationId(), operation));
            if (decision.history() != null) {
                history.add(Line.of(decision, said.get(i)));
            }
            outcomes.addAll(decision.outcomes());
            resolved.addAll(decision.resolved());
        }
        Decision last = decisions.get(decisions.size() - 1);
        return new Advance(decisions.get(0).from(), last.to(), last.change(), List.copyOf(operations.values()), history, outcomes,
                resolved, last.verdict(), last.ask(), last.createAgain(), decisions.stream().anyMatch(Decision::changes));
    }
}
