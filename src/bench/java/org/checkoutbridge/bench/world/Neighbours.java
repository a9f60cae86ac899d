package org.checkoutbridge.bench.world;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Platform and ERP, which answer at once. To the platform each checkout has been paid, by one operation that is named after it; the
 * ERP notes when it was first told of a commit and of a receipt.
 */
public final class Neighbours implements AutoCloseable {

    private static final String COUPONS = "/2.0/transactions/coupons/";
    private static final String OPERATIONS = "/p/operations/";

    /** What the ERP was told of a reference: {@link System#nanoTime}, 0 as long as it was not. */
    public static final class Told {

        private volatile long commit;
        private volatile long receipt;

        /** When the later of both came; 0 as long as one is missing. */
        public long both() {
            return commit == 0 || receipt == 0 ? 0 : Math.max(commit, receipt);
        }

        public long commit() {
            return commit;
        }

        public long receipt() {
            return receipt;
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final LongAdder effects = new LongAdder();
    private final HttpServer platform;
    private final HttpServer erp;

    public Neighbours() {
        platform = listen(this::platform);
        erp = listen(this::erp);
    }

    private HttpServer listen(io.vertx.core.Handler<HttpServerRequest> handler) {
        return vertx.createHttpServer().requestHandler(handler).listen(0, "localhost").toCompletionStage().toCompletableFuture().join();
    }

    String platformUrl() {
        return "http://localhost:" + platform.actualPort();
    }

    String erpUrl() {
        return "http://localhost:" + erp.actualPort();
    }

    /** What the ERP was told of each reference. */
    public Map<String, Told> told() {
        return told;
    }

    /** How many effects the ERP was given, repeats included. */
    public long effects() {
        return effects.sum();
    }

    private void platform(HttpServerRequest request) {
        String path = request.path();
        if (path.equals("/p/checkout")) {
            request.bodyHandler(body -> answer(request, created(body.toJsonObject().getString("reference"))));
        } else if (path.startsWith(COUPONS)) {
            answer(request, listed(path.substring(COUPONS.length())));
        } else if (path.startsWith(OPERATIONS)) {
            answer(request, operation(path.substring(OPERATIONS.length() + "OP-".length())));
        } else {
            answer(request, "{\"result\":true,\"data\":{\"docs\":[]}}");
        }
    }

    private static String created(String reference) {
        return "{\"result\":true,\"data\":{\"id\":\"CHK-" + reference + "\",\"url\":\"http://localhost/p/checkout/v2/CHK-" + reference
                + "\",\"currency\":\"ARS\",\"total\":18450.50}}";
    }

    private static String listed(String reference) {
        return "{\"result\":true,\"data\":[{\"uid\":\"OP-" + reference + "\",\"status\":\"200\",\"reference\":\"" + reference
                + "\",\"total\":18450.50,\"currency\":{\"value\":\"ARS\"},\"created\":\"2026-03-01T12:00:00.000Z\""
                + ",\"updated\":\"2026-03-01T12:02:00.000Z\",\"childs\":[]}]}";
    }

    private static String operation(String reference) {
        return """
                {"result":true,"data":{"transactions":[],"transaction":{"result":true,"view":{"type":"card"},
                "payment":{"id":"OP-%1$s","operation":{"type":"payment.v2"},"status":{"code":"200","text":"text","message":"message"},
                "total":18450.50,"currency":{"code":"ARS","symbol":"$"},"created":"2026-03-01T12:00:00.000Z",
                "updated":"2026-03-01T12:02:00.000Z","reference":"%1$s","source":{"type":"card","name":"Visa","reference":"visa",
                "number":"450799******4417","installment":{"count":1},"transaction":{"authorizationCode":"836158"}}},
                "checkout":{"uid":"CHK-%1$s","total":18450.50,"currency":"ARS"}}}}""".formatted(reference);
    }

    private void erp(HttpServerRequest request) {
        long now = System.nanoTime();
        effects.increment();
        request.bodyHandler(body -> {
            note(request, body, now);
            answer(request, "{\"ok\":true}");
        });
    }

    private void note(HttpServerRequest request, Buffer body, long now) {
        String action = new JsonObject(body).getString("action");
        Told reference = told.computeIfAbsent(request.getHeader("X-Correlation-Id"), any -> new Told());
        if ("commit".equals(action) && reference.commit == 0) {
            reference.commit = now;
        } else if ("receipt".equals(action) && reference.receipt == 0) {
            reference.receipt = now;
        }
    }

    private static void answer(HttpServerRequest request, String json) {
        request.response().putHeader("Content-Type", "application/json").end(json);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
