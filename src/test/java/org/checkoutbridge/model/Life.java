package org.checkoutbridge.model;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.model.Neighbours.Reply;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.checkoutbridge.standin.SugawayStandIn;

/** One life of an order, lived against a real bridge: what ERP, buyer and platform do, and what they keep in their books about it. */
final class Life {

    private static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");

    /** What should have become of a reference, by what happened outside the bridge. */
    static final class Account {

        final Map<String, BigDecimal> received = new LinkedHashMap<>();
        final Map<String, BigDecimal> returned = new LinkedHashMap<>();
        final Set<String> acknowledged = new HashSet<>();
        String state = "OPEN";
        boolean late;
        boolean superseded;
        boolean lied;

        BigDecimal sum(Map<String, BigDecimal> of) {
            return of.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    final Plan plan;
    final String orderId;
    final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Neighbours around;
    private final Duration patience;
    private final Random arrival;
    private final List<String> delayed = new ArrayList<>();
    private String reference;
    private int second;

    /** @param arrival decides which messages are lost, repeated, delayed, and in which order they come */
    Life(Plan plan, String orderId, long arrival, Neighbours around, Duration patience) {
        this.plan = plan;
        this.orderId = orderId;
        this.arrival = new Random(arrival);
        this.around = around;
        this.patience = patience;
    }

    /** Lives it to its end. @throws RuntimeException when the bridge does not come along */
    void live() {
        platformTrouble();
        open(plan.total(), plan.sentTwice());
        before();
        if (account().state.equals("CANCELLED")) {
            return;
        }
        story();
        arriveAll();
        forge();
        if (plan.story().pays) {
            awaitState("PAID");
        } else if (plan.story() != Plan.Story.LIE) {
            expire();
        }
        after();
        arriveAll();
    }

    // ---- the ERP

    private void platformTrouble() {
        AtomicInteger tries = new AtomicInteger();
        if (plan.creation() != Plan.Creation.USUAL) {
            around.platform.behave("\"" + orderId + "-A1\"", call -> {
                if (!call.path().equals("/p/checkout") || tries.incrementAndGet() > 1) {
                    return null;
                }
                return switch (plan.creation()) {
                    case REFUSED_FOR_NOW -> Answer.json(500, "{\"result\":false}");
                    case ANSWER_LOST -> {
                        around.platform.usual(call);
                        yield Answer.hangUp();
                    }
                    default -> Answer.hangUp();
                };
            });
        }
    }

    /** The ERP sends an order, as often as it takes to be told that it is stored. */
    private void open(BigDecimal total, boolean twice) {
        HttpRequest request = around.toBridge("/erp/orders").POST(BodyPublishers.ofString(order(total).toString())).build();
        CompletableFuture<Reply> other = twice ? CompletableFuture.supplyAsync(() -> acknowledged(request)) : null;
        Reply reply = acknowledged(request);
        expect(List.of(200, 201, 202).contains(reply.status()), "order answered with " + reply);
        reference = reply.json().path("reference").asText();
        if (other != null) {
            Reply second = other.join();
            expect(List.of(200, 201, 202).contains(second.status()) && second.json().path("reference").asText().equals(reference),
                    "the same order at the same time answered with " + second);
        }
        accounts.put(reference, new Account());
        await("a checkout of " + reference).atMost(patience).pollInterval(Duration.ofMillis(200))
                .until(() -> !state().startsWith("CREAT") && around.platform.find(reference).isPresent());
    }

    private void before() {
        switch (plan.before()) {
            case CANCELLED -> {
                Reply reply = acknowledged(around.toBridge("/erp/orders/" + orderId + "/cancel").POST(BodyPublishers.ofString("{}")).build());
                expect(reply.status() == 200, "cancellation answered with " + reply);
                account().state = "CANCELLED";
            }
            case CHANGED, CHANGED_AND_OLD_ONE_PAID -> {
                String old = reference;
                open(plan.total().add(BigDecimal.ONE), false);
                accounts.get(old).state = "SUPERSEDED";
                if (plan.before() == Plan.Before.CHANGED_AND_OLD_ONE_PAID) {
                    String current = reference;
                    reference = old;
                    awaitTold("release");
                    pay("old", "200", "card", plan.total());
                    account().superseded = true;
                    arriveAll();
                    awaitState("PAID");
                    reference = current;
                }
            }
            default -> { }
        }
    }

    private ObjectNode order(BigDecimal total) {
        return document("""
                {"orderId": "%s", "currency": "ARS", "total": "%s",
                 "customer": {"name": "María José Peña", "email": "%s", "identification": "30123456"},
                 "items": [{"sku": "CAF-500", "description": "Café molido 500 g", "quantity": "1", "unitPrice": "%s"}]}"""
                .formatted(orderId, total, buyer(), total));
    }

    String buyer() {
        return orderId.toLowerCase(java.util.Locale.ROOT) + "@example.com";
    }

    // ---- the buyer and the platform

    private void story() {
        BigDecimal total = around.platform.checkout(reference).request().path("total").decimalValue();
        switch (plan.story()) {
            case NOTHING -> { }
            case DECLINED -> happen("a", "410", "card", total);
            case COUPON_LAPSED -> happen(List.of("2", "400"), "cash", total);
            case REVIEW_REFUSED -> happen(List.of("100", "604"), "card", total);
            case AUTHORIZATION_LAPSED -> happen(List.of("3", "401"), "card", total);
            case LIE -> {
                String truth = message(around.platform.happen(reference, reference + "a", "400", "card", total.toString(), time()));
                delayed.add(truth.replace("\"code\":\"400\"", "\"code\":\"200\""));
                account().lied = true;
            }
            case CARD -> pay("a", "200", "card", total);
            case DECLINED_THEN_CARD -> {
                happen("a", "400", "card", total);
                pay("b", "200", "card", total);
            }
            case COUPON -> {
                happen("a", "2", "cash", total);
                pay("a", "200", "cash", total);
            }
            case REVIEWED -> {
                happen("a", "100", "card", total);
                pay("a", "200", "card", total);
            }
            case CAPTURED -> {
                happen("a", "3", "card", total);
                pay("a", "200", "card", total);
            }
            case TWO_CARDS -> {
                pay("a", "200", "card", total);
                pay("b", "200", "card", total);
            }
            default -> throw new IllegalStateException(plan.story().name());
        }
        if (plan.story().pays && plan.seed() % 2 == 0 && plan.story() != Plan.Story.TWO_CARDS) {
            String paid = plan.story() == Plan.Story.DECLINED_THEN_CARD ? "b" : "a";
            String type = plan.story() == Plan.Story.COUPON ? "cash" : "card";
            happen(paid, "300", type, total);
            happen(paid, "301", type, total);
        }
    }

    private void after() {
        BigDecimal total = around.platform.checkout(reference).request().path("total").decimalValue();
        String paid = reference + (plan.story() == Plan.Story.DECLINED_THEN_CARD ? "b" : "a");
        BigDecimal part = total.divide(BigDecimal.valueOf(3), 2, java.math.RoundingMode.HALF_UP);
        switch (plan.after()) {
            case REFUNDED_IN_PART -> refund(paid, "605", part, "PARTIALLY_REFUNDED");
            case REFUNDED -> refund(paid, "602", total, "REFUNDED");
            case REFUNDED_IN_TWO -> {
                refund(paid, "605", part, "PARTIALLY_REFUNDED");
                refund(paid, "602", total, "REFUNDED");
            }
            case PAID_LATE -> {
                awaitTold("release");
                pay("late", "200", "card", total);
                account().late = true;
                arriveAll();
                awaitState("PAID");
            }
            case SENT_AGAIN_AND_PAID -> {
                open(total, false);
                expect(accounts.size() > 1, "the same order after its end got no new checkout");
                pay("again", "200", "card", total);
                arriveAll();
                awaitState("PAID");
            }
            default -> { }
        }
    }

    private void pay(String name, String code, String type, BigDecimal total) {
        account().received.put(reference + name, total.setScale(2));
        happen(name, code, type, total);
    }

    private void refund(String operation, String code, BigDecimal back, String state) {
        account().returned.put(operation, back);
        happen(operation.substring(reference.length()), code, "card", back);
        arriveAll();
        awaitState(state);
    }

    private void happen(List<String> codes, String type, BigDecimal total) {
        codes.forEach(code -> happen("a", code, type, total));
    }

    /** It happens at the platform; its message is lost, comes once or several times, at once or later. */
    private void happen(String name, String code, String type, BigDecimal total) {
        String message = message(around.platform.happen(reference, reference + name, code, type, total.toString(), time()));
        int copies = new int[] {0, 1, 1, 1, 2, 3}[arrival.nextInt(6)];
        for (int i = 0; i < copies; i++) {
            if (arrival.nextBoolean()) {
                arrive(message);
            } else {
                delayed.add(message);
            }
        }
    }

    private Instant time() {
        return DAY.plusSeconds(++second);
    }

    private static String message(JsonNode data) {
        return document("{\"type\":\"checkout\"}").set("data", data.deepCopy()).toString();
    }

    private void arriveAll() {
        Collections.shuffle(delayed, arrival);
        delayed.forEach(this::arrive);
        delayed.clear();
    }

    private void arrive(String message) {
        Reply reply = acknowledged(toWebhook("").POST(BodyPublishers.ofString(message)).build());
        expect(reply.status() == 200, "a message was answered with " + reply);
        account().acknowledged.add(message);
    }

    /** Somebody who does not have the key says that all is paid. */
    private void forge() {
        String data = message(document("{\"payment\":{\"id\":\"" + reference + "f\",\"status\":{\"code\":\"200\"},\"reference\":\"" + reference + "\"}}"));
        Reply reply = acknowledged(toWebhook("AA").POST(BodyPublishers.ofString(data)).build());
        expect(reply.status() == 401, "a forged message was answered with " + reply);
        String back = URI.create(around.platform.checkout(reference).returnUrl()).getPath();
        acknowledged(around.toBridge(back + "?status=200&type=card&transactionId=" + reference + "f").GET().build());
    }

    private HttpRequest.Builder toWebhook(String behind) {
        SugawayStandIn.Checkout checkout = around.platform.checkout(reference);
        return around.toBridge(URI.create(checkout.webhook()).getPath() + behind);
    }

    // ---- what the bridge says

    private Account account() {
        return accounts.get(reference);
    }

    private String state() {
        return state(reference);
    }

    String state(String of) {
        for (JsonNode checkout : acknowledged(around.toBridge("/erp/orders/" + orderId).GET().build()).json().path("checkouts")) {
            if (checkout.path("reference").asText().equals(of)) {
                return checkout.path("state").asText();
            }
        }
        return "MISSING";
    }

    private void awaitState(String state) {
        String before = account().state;
        account().state = state;
        await(reference + " becomes " + state + ", was " + before).atMost(patience).pollInterval(Duration.ofMillis(250)).until(() -> state().equals(state));
    }

    /** Time runs out; whatever was being written down of it just then. */
    private void expire() {
        account().state = "EXPIRED";
        await(reference + " expires").atMost(patience).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(300)).until(() -> {
            around.letExpire(reference);
            return state().equals("EXPIRED");
        });
    }

    private void awaitTold(String action) {
        await("the ERP is told to " + action + " " + reference).atMost(patience).pollInterval(Duration.ofMillis(250))
                .until(() -> around.told(reference).stream().anyMatch(told -> told.performed() && told.action().equals(action)));
    }

    /** Sends until somebody answers, as ERP and platform do: the bridge may be gone at any moment. */
    private Reply acknowledged(HttpRequest request) {
        return await("an answer to " + request).atMost(patience.plusSeconds(40)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(300))
                .ignoreExceptionsInstanceOf(IOException.class).until(() -> around.send(request), reply -> reply.status() < 500);
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static ObjectNode document(String json) {
        try {
            return (ObjectNode) Json.tree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
