package org.checkoutbridge.payment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.Gateway;
import org.checkoutbridge.gateway.Gateways;

/** The payment rules of every configured gateway, for routes: documents in, documents out. */
public final class Payments {

    private final Map<String, PaymentRules> byGateway = new HashMap<>();

    /**
     * @param tables folder of {@code lifecycle.csv} and {@code fold.csv}; each gateway's folder has its {@code status-codes.csv}
     * @throws IllegalArgumentException naming file and line, if a table is wrong
     */
    public Payments(String tables, Gateways gateways, CheckSchedule schedule, MoneyCheck money) {
        Lifecycle lifecycle = new Lifecycle(Path.of(tables, "lifecycle.csv"));
        Fold fold = new Fold(Path.of(tables, "fold.csv"));
        for (Gateway gateway : gateways.all()) {
            byGateway.put(gateway.name(), new PaymentRules(
                    new StatusCodes(gateway.folder().resolve("status-codes.csv")), lifecycle, fold, schedule, money,
                    new Holds(gateway.couponHold(), gateway.authorizationHold(), gateway.capabilities().unansweredHold())));
        }
    }

    /**
     * Decides events in their order, each on what the one before it changed, up to the first that has consequences for others (stock,
     * finance, mail): what comes after it is to be decided on what has then been written down. But what comes after it and has no
     * consequences itself is decided with it, once the checkout is no longer alive: then nothing depends on what stock was told.
     *
     * @param checkout a locked row of the ledger
     * @param standing what is known of it, read after it was locked: its {@code operations}, oldest first, and whether it is
     *     {@code unanswered}
     * @param events canonical payment events, each as {@code event} of an entry; at least one
     * @return {@code decision}, what they change together ({@link Advance}); {@code verdicts} of those that were decided (entry for
     *     entry, with {@code verdict} and {@code ask}); and the {@code rest} of the events
     * @throws IllegalArgumentException if a document does not have the form that it should
     */
    public Map<String, Object> advance(Map<String, Object> checkout, Map<String, Object> standing, List<Map<String, Object>> events) {
        Checkout current = Json.read(checkout, Checkout.class).with(Boolean.TRUE.equals(standing.get("unanswered")));
        List<Operation> known = Json.readAll((List<?>) standing.get("operations"), Operation.class);
        PaymentRules rules = byGateway.get(current.gateway());
        List<Decision> decisions = new ArrayList<>();
        List<PaymentEvent> said = new ArrayList<>();
        List<Map<String, Object>> verdicts = new ArrayList<>();
        boolean consequences = false;
        for (Map<String, Object> entry : events) {
            PaymentEvent event = Json.read(entry.get("event"), PaymentEvent.class);
            Decision decision = rules.decide(current, known, event);
            if (consequences && (current.state().live() || !decision.outcomes().isEmpty())) {
                break;
            }
            decisions.add(decision);
            said.add(event);
            verdicts.add(verdict(entry, decision));
            consequences |= !decision.outcomes().stream().allMatch(Outcome::only);
            current = current.after(decision.change());
            known = Operation.replaced(Operation.replaced(known, decision.operation()), decision.answered());
        }
        return Map.of("decision", Json.document(Advance.of(decisions, said)), "verdicts", verdicts,
                "rest", List.copyOf(events.subList(verdicts.size(), events.size())));
    }

    private static Map<String, Object> verdict(Map<String, Object> entry, Decision decision) {
        Map<String, Object> verdict = new HashMap<>(entry);
        verdict.remove("event");
        verdict.put("verdict", decision.verdict());
        verdict.put("ask", decision.ask());
        return verdict;
    }
}
