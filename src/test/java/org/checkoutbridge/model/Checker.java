package org.checkoutbridge.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares what became of a life with what happened in it. Knows nothing of how the bridge works: only the books of the ERP, the
 * platform and the mailbox, and what the bridge shows to the ERP.
 */
final class Checker {

    private final Neighbours around;

    Checker(Neighbours around) {
        this.around = around;
    }

    /** What is wrong, an invariant each; empty when all is as it must be. */
    List<String> broken(Life life) {
        List<String> broken = new ArrayList<>();
        life.accounts.forEach((reference, account) -> check(life, reference, account, broken));
        long live = life.accounts.keySet().stream().map(life::state)
                .filter(List.of("CREATING", "CREATE_UNKNOWN", "OPEN", "WAITING", "IN_REVIEW", "AUTHORIZED", "REVIEW")::contains).count();
        if (live > 1) {
            broken.add("2: " + life.orderId + " has " + live + " live checkouts");
        }
        return broken;
    }

    private void check(Life life, String reference, Life.Account account, List<String> broken) {
        List<Told> all = around.told(reference);
        List<Told> once = Neighbours.once(all);
        String state = life.state(reference);
        if (state.equals("MISSING")) {
            broken.add("1: " + reference + " was acknowledged and is not there");
        } else if (!account.lied && !state.equals(account.state)) {
            broken.add("11: " + reference + " is " + state + ", and should be " + account.state);
        }
        List<Integer> stored = around.stored(reference);
        if (stored.get(0) != account.acknowledged.size()) {
            broken.add("1, 5, 7: of " + reference + " " + stored.get(0) + " messages are stored, " + account.acknowledged.size() + " were acknowledged");
        }
        if (stored.get(1) > 0) {
            broken.add("11: of " + reference + " " + stored.get(1) + " messages are not read");
        }
        keys(reference, all, broken);
        stock(reference, account, once, broken);
        money(reference, account, once, broken);
    }

    private static void keys(String reference, List<Told> all, List<String> broken) {
        Map<String, String> keys = new HashMap<>();
        Map<String, String> meanings = new HashMap<>();
        for (Told told : all) {
            if (!told.body().path("effectId").asText().equals(told.key())) {
                broken.add("8: " + reference + ": " + told.action() + " came under another key than its own");
            }
            String key = keys.putIfAbsent(told.meaning(), told.key());
            String meaning = meanings.putIfAbsent(told.key(), told.meaning());
            if (key != null && !key.equals(told.key()) || meaning != null && !meaning.equals(told.meaning())) {
                broken.add("8: " + reference + ": " + told.action() + " and its key do not belong together");
            }
        }
    }

    private static void stock(String reference, Life.Account account, List<Told> once, List<String> broken) {
        List<String> actions = once.stream().filter(told -> told.door().equals("/stock")).map(Told::action)
                .filter(action -> !action.equals("extend")).toList();
        List<String> expected = account.lied ? List.of("reserve")
                : account.received.isEmpty() || account.superseded ? List.of("reserve", "release")
                : account.late ? List.of("reserve", "release", "reserve", "commit")
                : List.of("reserve", "commit");
        if (!actions.equals(expected)) {
            broken.add("3: of the stock of " + reference + " the ERP was told " + actions + ", and should have been told " + expected);
        }
        if (once.stream().anyMatch(told -> told.action().equals("release") && told.inPayment())) {
            broken.add("3: the stock of " + reference + " was released while it was paid, or being paid");
        }
    }

    private static void money(String reference, Life.Account account, List<Told> once, List<String> broken) {
        List<Told> receipts = of(once, "receipt");
        Map<String, BigDecimal> booked = new TreeMap<>();
        receipts.forEach(told -> booked.merge(told.body().path("operationId").asText(), amount(told), BigDecimal::add));
        if (receipts.size() != account.received.size() || !booked.equals(new TreeMap<>(account.received))) {
            broken.add("9: receipts of " + reference + " are " + booked + " (" + receipts.size() + "), and should be " + account.received);
        }
        BigDecimal back = of(once, "refund").stream().map(Checker::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (back.compareTo(account.sum(account.returned)) != 0) {
            broken.add("9: refunds of " + reference + " are " + back + ", and should be " + account.returned);
        }
        List<String> reasons = of(once, "exception").stream().map(told -> told.body().path("reason").asText()).toList();
        if (account.superseded && !reasons.contains("superseded-paid") || account.received.size() > 1 && !reasons.contains("second-payment")) {
            broken.add("3: nobody was told that " + reference + " was paid too often");
        }
        if (account.late && receipts.stream().noneMatch(told -> told.body().path("late").asBoolean())) {
            broken.add("3: the receipt of " + reference + " does not say that it is late");
        }
    }

    private static List<Told> of(List<Told> once, String action) {
        return once.stream().filter(told -> told.door().equals("/finance") && told.action().equals(action)).toList();
    }

    private static BigDecimal amount(Told told) {
        return new BigDecimal(told.body().path("amount").asText());
    }

    /** What no order of arrival may change: states, receipts, commits, releases and refunds. */
    Map<String, List<String>> outcome(Life life) {
        Map<String, List<String>> outcome = new TreeMap<>();
        for (String reference : life.accounts.keySet()) {
            String name = reference.substring(life.orderId.length());
            List<String> said = Neighbours.once(around.told(reference)).stream()
                    .filter(told -> List.of("receipt", "commit", "release", "refund").contains(told.action()))
                    .map(told -> told.action() + " " + told.body().path("amount").asText()).sorted().collect(Collectors.toCollection(ArrayList::new));
            said.add(life.state(reference));
            outcome.put(name, said);
        }
        return outcome;
    }

    /** Invariant 10, of all lives together. A crash may repeat a letter, under the same Message-ID. */
    List<String> brokenLetters(Collection<Life> lives) {
        Map<String, Integer> letters = around.letters();
        List<String> broken = new ArrayList<>();
        letters.forEach((letter, count) -> {
            if (count > 1 + around.kills()) {
                broken.add("10: came " + count + " times: " + letter.replaceAll("^\\S+ ", ""));
            }
        });
        Map<String, Long> paid = letters.keySet().stream()
                .filter(letter -> letter.contains("> Recibimos tu pago") || letter.contains("> Tenemos tu pago"))
                .collect(Collectors.groupingBy(letter -> letter.replaceAll(" .*", ""), Collectors.counting()));
        for (Life life : lives) {
            long expected = life.accounts.values().stream().filter(account -> !account.received.isEmpty() && !account.superseded).count();
            long came = paid.getOrDefault(life.buyer(), 0L);
            if (came != expected) {
                broken.add("10: the buyer of " + life.orderId + " was written to " + came + " times about " + expected + " paid orders");
            }
        }
        return broken;
    }
}
