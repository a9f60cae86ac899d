package org.checkoutbridge.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.checkoutbridge.document.Json;

/**
 * One checkout without a database. Decisions are applied as {@code routes/payments/write-decision} writes them to the ledger, with
 * amounts at the ledger's scale; outcomes become effects as {@code route-by-status} and the routes behind it have it, each once by its
 * key. After every decision it holds to what must always be true, whatever a test is about.
 */
final class CheckoutInMemory {

    /** Something that the ERP's stock or finance, or a person, is told. */
    record Effect(String what, String operationId, String movement, Map<String, Object> facts) {

        String amount() {
            return (String) facts.get("amount");
        }
    }

    static final int LEDGER_SCALE = 4;
    static final Duration LIFE = Duration.ofMinutes(60);

    /** As shipped, but for the grace, so that the clock of a test is easily read. */
    static final CheckSchedule SCHEDULE = new CheckSchedule("PT2M", "PT1M,PT5M,PT15M,PT1H,PT6H", "PT15S,PT1M,PT5M,PT15M,PT1H",
            "PT0S,PT5S,PT30S,PT2M,PT10M");
    static final Holds HOLDS = new Holds(Duration.ofDays(5), Duration.ofDays(5), null);

    private static final Lifecycle LIFECYCLE = new Lifecycle(Tables.LIFECYCLE);
    private static final Fold FOLD = new Fold(Tables.FOLD);

    private static final PaymentRules AS_SHIPPED = rules(Tables.STATUS_CODES, "0");

    private final PaymentRules rules;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Effect> effects = new LinkedHashMap<>();
    private final Map<String, Boolean> exceptions = new LinkedHashMap<>();
    private final List<String> history = new ArrayList<>();
    private Checkout checkout;
    private String stock = "none";
    private Instant now = Report.NOON;

    CheckoutInMemory() {
        this(AS_SHIPPED);
    }

    /** @param maxDiscount the fraction below the order's total that a payment may be */
    CheckoutInMemory(String maxDiscount) {
        this(rules(Tables.STATUS_CODES, maxDiscount));
    }

    CheckoutInMemory(PaymentRules rules) {
        this.rules = rules;
        this.checkout = new Checkout("sugaway", Report.REFERENCE, "SO-1", CheckoutState.CREATING, now, ledger(new BigDecimal("100.00")),
                "ARS", false, (int) LIFE.toMinutes(), "all", null, null, null, null, false, "none", null, null, null,
                now.plusSeconds(60), CheckSchedule.CREATION, 0, false, false, now);
    }

    static PaymentRules rules(Path statusCodes, String maxDiscount) {
        return rules(statusCodes, maxDiscount, HOLDS);
    }

    static PaymentRules rules(Path statusCodes, String maxDiscount, Holds holds) {
        MoneyCheck money = new MoneyCheck();
        money.setMaxDiscount(maxDiscount);
        return new PaymentRules(new StatusCodes(statusCodes), LIFECYCLE, FOLD, SCHEDULE, money, holds);
    }

    /** One that the platform has opened as CHK-1, and for which the ERP holds stock. */
    static CheckoutInMemory open() {
        CheckoutInMemory checkout = new CheckoutInMemory();
        checkout.learn(Report.opened("CHK-1"));
        return checkout;
    }

    // ---- what a test arranges

    /** Changes a column, as something outside the rules would: {@code test}, {@code webhooks_type}, {@code paid_elsewhere}, {@code state}. */
    CheckoutInMemory having(String column, Object value) {
        Map<String, Object> row = new LinkedHashMap<>(Json.document(checkout));
        if (!row.containsKey(column)) {
            throw new IllegalArgumentException("no column " + column);
        }
        row.put(column, value);
        checkout = Json.read(row, Checkout.class);
        return this;
    }

    CheckoutInMemory pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** The clock stands at the end of its time to be paid. */
    CheckoutInMemory passToExpiry() {
        now = checkout.expiresAt();
        return this;
    }

    // ---- what happens to it

    Decision learn(Report report) {
        return learn(report.event());
    }

    Decision learn(PaymentEvent event) {
        Checkout before = row();
        Decision decision = rules.decide(before, List.copyOf(operations), event);
        write(before, decision);
        alwaysTrue(before, decision);
        return decision;
    }

    /** A question to the platform: all that it answers is applied, then the conclusion is drawn, as settle-checkout does. */
    Decision question(Report conclusion, Report... answers) {
        for (Report answer : answers) {
            learn(answer);
        }
        return learn(conclusion);
    }

    private Checkout row() {
        return new Checkout(checkout.gateway(), checkout.reference(), checkout.erpOrderId(), checkout.state(), checkout.stateSince(),
                checkout.total(), checkout.currency(), checkout.test(), checkout.timeoutMinutes(), checkout.webhooksType(),
                checkout.platformCheckoutId(), checkout.checkoutUrl(), checkout.refusalCode(), checkout.refusalMessage(),
                checkout.superseded(), stock, checkout.holdUntil(), checkout.openedAt(), checkout.expiresAt(),
                checkout.nextCheckAt(), checkout.checkReason(), checkout.checks(), checkout.paidElsewhere(), checkout.unanswered(), now);
    }

    private void write(Checkout before, Decision decision) {
        Stream.of(decision.operation(), decision.answered()).filter(Objects::nonNull).map(CheckoutInMemory::ledger).forEach(saved -> {
            operations.replaceAll(known -> known.operationId().equals(saved.operationId()) ? saved : known);
            if (operations.stream().noneMatch(known -> known.operationId().equals(saved.operationId()))) {
                operations.add(saved);
            }
        });
        Decision.Change change = decision.change();
        checkout = new Checkout(before.gateway(), before.reference(), before.erpOrderId(), change.state(),
                change.state() == before.state() ? before.stateSince() : now, before.total(), before.currency(), before.test(),
                before.timeoutMinutes(), before.webhooksType(), change.platformCheckoutId(), change.checkoutUrl(), change.refusalCode(),
                change.refusalMessage(), change.superseded(), stock, change.holdUntil(), change.openedAt(), change.expiresAt(),
                change.nextCheckAt(), change.checkReason(), change.checks(), before.paidElsewhere(), before.unanswered(), now);
        if (decision.history() != null) {
            history.add(decision.history().event());
        }
        decision.resolved().forEach(resolved -> exceptions.replaceAll((matter, open) -> open && !(matter.startsWith(resolved.reason() + "/")
                && (resolved.operationId().isEmpty() || matter.endsWith("/") || matter.endsWith("/" + resolved.operationId())))));
        decision.outcomes().forEach(outcome -> route(outcome.facts()));
    }

    private static Operation ledger(Operation operation) {
        return new Operation(operation.operationId(), operation.parentId(), operation.kind(), operation.standing(), operation.statusCode(),
                operation.type(), ledger(operation.total()), operation.currency(), ledger(operation.refunded()), operation.twoStep(),
                operation.dispute(), operation.evidence(), operation.approvalNumber(), operation.method(), operation.paymentUrl(),
                operation.claimStanding(), operation.claimCode(), ledger(operation.claimTotal()), operation.claimReason(),
                operation.booked(), ledger(operation.bookedRefund()), operation.updated());
    }

    /** numeric(19,4) */
    private static BigDecimal ledger(BigDecimal amount) {
        return amount == null ? null : amount.setScale(LEDGER_SCALE, RoundingMode.UNNECESSARY);
    }

    // ---- routes/payments

    private void route(Map<String, Object> outcome) {
        String known = (String) outcome.get("stock");
        boolean loose = "none".equals(known) || "released".equals(known);
        boolean held = "reserved".equals(known);
        switch ((String) outcome.get("happened")) {
            case "opened" -> stock("reserve", outcome);
            case "attempt-failed" -> { }
            case "waiting", "authorized" -> {
                boolean wanted = outcome.get("hold_until") != null;
                if (loose && wanted) {
                    stock("reserve", outcome);
                }
                if (held && wanted) {
                    stock("extend", outcome);
                }
                finance("waiting".equals(outcome.get("happened")) ? "receivable" : "authorization", outcome);
            }
            case "in-review" -> {
                if (loose) {
                    stock("reserve", outcome);
                }
            }
            case "review-overdue" -> tell("mail/review", outcome, "", "");
            case "paid" -> paid(outcome, loose, held);
            case "lapsed" -> finance("void", outcome);
            case "voided" -> {
                if (held) {
                    stock("release", outcome);
                }
                if (outcome.get("cancels") != null) {
                    finance("void", outcome);
                }
            }
            case "refunded" -> finance("refund", outcome);
            case "expired", "cancelled", "superseded", "refused" -> {
                if (held) {
                    stock("release", outcome);
                }
            }
            case "opened-in-vain" -> tell("platform/delete-checkout", outcome, "", (String) outcome.get("movement"));
            case "hold-extended" -> stock("extend", outcome);
            case "charged-back", "excepted" -> {
                exceptions.putIfAbsent(outcome.get("reason") + "/" + Objects.toString(outcome.get("operation_id"), ""), true);
                finance("exception", outcome);
            }
            default -> throw new AssertionError("route-by-status has no " + outcome.get("happened"));
        }
    }

    private void paid(Map<String, Object> outcome, boolean loose, boolean held) {
        if (!Boolean.TRUE.equals(outcome.get("again"))) {
            if (Boolean.TRUE.equals(outcome.get("returned"))) {
                if (held) {
                    stock("release", outcome);
                }
            } else {
                if (loose) {
                    stock("reserve", outcome);
                }
                stock("commit", outcome);
            }
        }
        finance("receipt", outcome);
    }

    private void stock(String action, Map<String, Object> outcome) {
        stock = switch (action) {
            case "reserve", "extend" -> "reserved";
            case "release" -> "released";
            default -> "committed";
        };
        boolean anew = "reserve".equals(action) && "released".equals(outcome.get("stock"));
        tell("stock/" + action, outcome, "", anew ? (String) outcome.get("operation_id")
                : "extend".equals(action) ? (String) outcome.get("hold_until") : "");
    }

    private void finance(String action, Map<String, Object> outcome) {
        boolean several = List.of("refund", "void", "exception").contains(action);
        tell("finance/" + action, outcome, Objects.toString(outcome.get("operation_id"), ""), several ? (String) outcome.get("movement") : "");
    }

    private void tell(String what, Map<String, Object> outcome, String operationId, String movement) {
        effects.putIfAbsent(what + "|" + operationId + "|" + movement, new Effect(what, operationId, movement, outcome));
    }

    // ---- what it looks like then

    CheckoutState state() {
        return checkout.state();
    }

    Checkout checkout() {
        return row();
    }

    Operation operation(String id) {
        return operations.stream().filter(known -> known.operationId().equals(id)).findFirst().orElseThrow();
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    Duration untilNextQuestion() {
        return checkout.nextCheckAt() == null ? null : Duration.between(now, checkout.nextCheckAt());
    }

    /** Stock's effects, in order. */
    List<String> stock() {
        return effects("stock/");
    }

    /** Finance's effects with their amounts, in order: {@code receipt 100.00}. */
    List<String> finance() {
        return effects.values().stream()
                .filter(effect -> effect.what().startsWith("finance/"))
                .map(effect -> effect.what().substring("finance/".length())
                        + (effect.what().endsWith("exception") ? " " + effect.facts().get("reason") : " " + effect.amount()))
                .toList();
    }

    List<String> effects(String kind) {
        return effects.values().stream()
                .filter(effect -> effect.what().startsWith(kind))
                .map(effect -> effect.what().substring(kind.length()))
                .toList();
    }

    Effect effect(String what) {
        return effects.values().stream().filter(effect -> effect.what().equals(what)).findFirst().orElseThrow(
                () -> new AssertionError("no " + what + " among " + effects.keySet()));
    }

    List<Effect> all(String what) {
        return effects.values().stream().filter(effect -> effect.what().equals(what)).toList();
    }

    /** Reasons of the exceptions that nobody and nothing has answered yet. */
    List<String> openExceptions() {
        return exceptions.entrySet().stream().filter(Map.Entry::getValue).map(matter -> matter.getKey().replaceAll("/.*", "")).toList();
    }

    List<String> history() {
        return List.copyOf(history);
    }

    /**
     * What must be the same for every order of arrival: state, receipts, commit, what went back, whether stock is free. Waypoints such
     * as a receivable may differ.
     */
    Map<String, Object> essence() {
        Map<String, Object> essence = new LinkedHashMap<>();
        essence.put("state", checkout.state());
        essence.put("stock", stock);
        essence.put("commits", all("stock/commit").size());
        Map<String, String> receipts = new TreeMap<>();
        all("finance/receipt").forEach(effect -> receipts.put(effect.operationId(), effect.amount()));
        essence.put("receipts", receipts);
        essence.put("refunded", sum("finance/refund").toPlainString());
        return essence;
    }

    // ---- what is always true

    private void alwaysTrue(Checkout before, Decision decision) {
        String about = before.state() + " -> " + decision.to() + " (" + decision.verdict() + ")";
        if (decision.to().live()) {
            assertThat(checkout.nextCheckAt()).as("rule 9: %s has a next question", about).isNotNull();
            assertThat(checkout.checkReason()).as("rule 9: %s has a reason for it", about).isNotNull();
        }
        boolean claimed = operations.stream().anyMatch(Operation::claimed);
        if (claimed) {
            assertThat(checkout.nextCheckAt()).as("rule 9: %s has an unconfirmed claim, which is asked about", about).isNotNull();
        }
        if (decision.to() == CheckoutState.EXPIRED && before.state() != CheckoutState.EXPIRED) {
            assertThat(decision.verdict()).isEqualTo("applied");
            assertThat(claimed).as("rule 4: a claim blocks %s", about).isFalse();
            assertThat(before.expired()).as("rule 6: %s before its end", about).isTrue();
        }
        assertThat(all("finance/receipt").stream().map(Effect::operationId)).as("one receipt an operation").doesNotHaveDuplicates();
        assertThat(all("stock/commit")).as("one commit a checkout").hasSizeLessThanOrEqualTo(1);
        BigDecimal in = sum("finance/receipt");
        BigDecimal back = sum("finance/refund");
        assertThat(back).as("no more goes back than came in, after %s", about).isLessThanOrEqualTo(in);
        effects.values().forEach(effect -> assertThat(effect.facts().get("test")).isEqualTo(checkout.test()));
    }

    private BigDecimal sum(String what) {
        return all(what).stream().map(effect -> new BigDecimal(effect.amount())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
