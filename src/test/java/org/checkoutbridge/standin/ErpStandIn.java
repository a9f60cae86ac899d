package org.checkoutbridge.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.checkoutbridge.document.Json;

/** The ERP's stock, finance and orders addresses: answers 200 unless told otherwise for a reference. */
public final class ErpStandIn extends StandInServer {

    private final Map<String, Function<Call, Answer>> manners = new ConcurrentHashMap<>();
    private volatile Function<Call, Answer> usual = call -> null;

    /** How it answers for a reference; null answers as usual. */
    public void behave(String reference, Function<Call, Answer> manner) {
        manners.put(reference, manner);
    }

    @Override
    protected Answer answer(Call call) {
        Answer answer = manners.getOrDefault(call.headers().getOrDefault("x-correlation-id", ""), usual).apply(call);
        return answer == null ? Answer.json(200, "{\"ok\":true}") : answer;
    }

    /** How it answers for every other reference. */
    public void behave(Function<Call, Answer> manner) {
        usual = manner;
    }

    /** What it was told of a reference, at /stock, /finance or /orders, in order; repeats of one key once. */
    public List<JsonNode> told(String path, String reference) {
        return calls().stream()
                .filter(call -> call.path().equals(path) && reference.equals(call.headers().get("x-correlation-id")))
                .map(call -> {
                    try {
                        return Json.tree(call.body());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .distinct()
                .toList();
    }

    /** The actions of {@link #told}. */
    public List<String> actions(String path, String reference) {
        return told(path, reference).stream().map(effect -> effect.path("action").asText()).toList();
    }
}
