package org.checkoutbridge.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkoutbridge.document.Json;

/**
 * Sugaway's API as the dossier describes it (../domain/sugaway.md), with a ledger of its own that a test writes: what it answers to
 * questions is what happened, whatever messages say.
 */
public final class SugawayStandIn extends StandInServer {

    public static final String API_KEY = "test-api-key";
    public static final String ACCESS_TOKEN = "test-access-token";

    /** A checkout that was created. */
    public record Checkout(String id, JsonNode request) {

        public String reference() {
            return request.path("reference").asText();
        }

        public String webhook() {
            return request.path("webhook").asText();
        }

        public String returnUrl() {
            return request.path("return_url").asText();
        }
    }

    private static final Pattern PAGE = Pattern.compile("(?:^|&)page=([0-9]+)");

    private final List<Checkout> checkouts = new CopyOnWriteArrayList<>();
    private final Map<String, ObjectNode> operations = new ConcurrentHashMap<>();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Call, Answer>> manners = new ConcurrentHashMap<>();
    private final AtomicInteger counter = new AtomicInteger();

    /**
     * How it answers calls whose path or body holds a text: a reference, an operation's id; null answers as usual.
     */
    public void behave(String about, Function<Call, Answer> manner) {
        manners.put(about, manner);
    }

    public void behaveAsUsual(String about) {
        manners.remove(about);
    }

    /** The newest checkout of a reference. */
    public Checkout checkout(String reference) {
        return find(reference).orElseThrow(() -> new AssertionError("no checkout was created for " + reference));
    }

    public Optional<Checkout> find(String reference) {
        return checkouts.stream().filter(checkout -> checkout.reference().equals(reference)).reduce((first, second) -> second);
    }

    public long created(String reference) {
        return checkouts.stream().filter(checkout -> checkout.reference().equals(reference)).count();
    }

    /** Writes into the platform's ledger that an operation of a checkout now has a status. Gives the message's "data". */
    public ObjectNode happen(String reference, String operationId, String status, String type, String total, Instant updated) {
        JsonNode request = find(reference).map(Checkout::request).orElseGet(Json.MAPPER::createObjectNode);
        ObjectNode data = Json.MAPPER.createObjectNode();
        data.put("result", true);
        data.putObject("view").put("type", type);
        ObjectNode payment = data.putObject("payment");
        payment.put("id", operationId);
        payment.putObject("operation").put("type", "payment.v2");
        payment.putObject("status").put("code", status).put("text", "text").put("message", "message");
        payment.put("total", new java.math.BigDecimal(total));
        payment.putObject("currency").put("code", request.path("test").asBoolean() ? "TEST" : "ARS").put("symbol", "$");
        payment.put("created", updated.toString());
        payment.put("updated", updated.toString());
        payment.put("reference", reference);
        ObjectNode source = payment.putObject("source");
        source.put("type", type);
        if (type.equals("card")) {
            source.put("name", "Visa").put("reference", "visa").put("number", "450799******4417");
            source.putObject("installment").put("count", 1);
            source.putObject("transaction").put("authorizationCode", "836158");
        } else {
            source.put("name", "Rapipago").put("reference", "arg_mobbex_cash").put("url", "https://coupons.example/" + operationId);
        }
        find(reference).ifPresent(checkout -> data.putObject("checkout").put("uid", checkout.id())
                .put("total", request.path("total").decimalValue()).put("currency", "ARS"));
        if (operations.put(operationId, data) == null) {
            order.add(operationId);
        }
        return data;
    }

    /** What the ledger says of an operation, to be changed by a test. */
    public ObjectNode operation(String operationId) {
        return operations.get(operationId);
    }

    /** The status codes of a reference's operations, as they are now. */
    public List<String> codes(String reference) {
        return order.stream().map(operations::get)
                .filter(data -> data != null && data.at("/payment/reference").asText().equals(reference))
                .map(data -> data.at("/payment/status/code").asText()).toList();
    }

    public void forget(String operationId) {
        operations.remove(operationId);
        order.remove(operationId);
    }

    @Override
    protected Answer answer(Call call) throws InterruptedException {
        for (Map.Entry<String, Function<Call, Answer>> manner : manners.entrySet()) {
            if (call.path().contains(manner.getKey()) || call.body().contains(manner.getKey())) {
                Answer answer = manner.getValue().apply(call);
                if (answer != null) {
                    return answer;
                }
            }
        }
        if (!API_KEY.equals(call.headers().get("x-api-key")) || !ACCESS_TOKEN.equals(call.headers().get("x-access-token"))) {
            return Answer.json(401, "{\"result\":false,\"code\":\"UCAKR\",\"error\":\"Falta la clave\"}");
        }
        return usual(call);
    }

    /** What it answers when nothing is out of order. */
    public Answer usual(Call call) {
        if (call.method().equals("POST") && call.path().equals("/p/checkout")) {
            return create(call);
        }
        if (call.method().equals("DELETE") && call.path().startsWith("/p/checkout/")) {
            return Answer.json(200, "{\"result\":true}");
        }
        if (call.path().startsWith("/2.0/transactions/coupons/")) {
            return coupons(call.path().substring("/2.0/transactions/coupons/".length()));
        }
        if (call.path().equals("/p/operations")) {
            return search(call.query());
        }
        if (call.path().startsWith("/p/operations/")) {
            return operationAnswer(call.path().substring("/p/operations/".length()));
        }
        return Answer.json(404, "{\"result\":false,\"code\":\"STANDIN:UNKNOWN\",\"error\":\"?\"}");
    }

    private Answer create(Call call) {
        JsonNode request;
        try {
            request = Json.tree(call.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Checkout checkout = new Checkout("CHK%015d".formatted(counter.incrementAndGet()), request);
        checkouts.add(checkout);
        return Answer.json(200, """
                {"result":true,"data":{"id":"%s","url":"%s/p/checkout/v2/%s","currency":"ARS","total":%s}}"""
                .formatted(checkout.id(), url(), checkout.id(), request.path("total").asText()));
    }

    private Answer coupons(String reference) {
        var rows = Json.MAPPER.createArrayNode();
        for (int i = order.size() - 1; i >= 0; i--) {
            JsonNode data = operations.get(order.get(i));
            if (data != null && data.at("/payment/reference").asText().equals(reference)) {
                rows.add(row(order.get(i), data));
            }
        }
        return Answer.json(200, "{\"result\":true,\"data\":" + rows + "}");
    }

    private static ObjectNode row(String id, JsonNode data) {
        ObjectNode row = Json.MAPPER.createObjectNode();
        row.put("uid", id);
        row.put("status", data.at("/payment/status/code").asText());
        row.put("reference", data.at("/payment/reference").asText());
        row.set("total", data.at("/payment/total"));
        row.put("created", data.at("/payment/created").asText());
        row.put("updated", data.at("/payment/updated").asText());
        row.putObject("currency").put("value", data.at("/payment/currency/code").asText());
        row.putArray("childs");
        return row;
    }

    private Answer search(String query) {
        var docs = Json.MAPPER.createArrayNode();
        Matcher page = PAGE.matcher(query == null ? "" : query);
        order.stream().filter(operations::containsKey).map(id -> row(id, operations.get(id)))
                .skip(page.find() ? 50L * Integer.parseInt(page.group(1)) : 0).limit(50).forEach(docs::add);
        return Answer.json(200, "{\"result\":true,\"data\":{\"docs\":" + docs + "}}");
    }

    private Answer operationAnswer(String id) {
        JsonNode data = operations.get(id);
        return data == null
                ? Answer.json(404, "{\"result\":false,\"code\":\"SIM:OPERATION_NOT_FOUND\",\"error\":\"?\"}")
                : Answer.json(200, "{\"result\":true,\"data\":{\"transactions\":[],\"transaction\":" + data + "}}");
    }
}
