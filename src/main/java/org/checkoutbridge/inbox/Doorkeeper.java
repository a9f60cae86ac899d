package org.checkoutbridge.inbox;

import io.opentelemetry.api.trace.Span;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.checkoutbridge.http.Problem;
import org.checkoutbridge.http.RequestReader;
import org.checkoutbridge.tracing.TraceContext;

/**
 * Lets messages in, on the event loop: nothing here waits. A request is judged by its address, its size and its type alone; its body
 * is stored as it came, and the sender is answered when it is on disk.
 */
final class Doorkeeper implements Handler<RoutingContext>, AutoCloseable {

    private static final Buffer TAKEN = Buffer.buffer("{\"result\":true}");
    private static final int COME_AGAIN_SECONDS = 5;
    private static final int TYPICAL_BYTES = 4_096;
    private static final long BODY_MILLIS = 10_000;

    /** Who waits for an answer, and where his event loop is. */
    private record Sender(Context loop, HttpServerResponse response, Span reception) {}

    private final Door door;
    private final int maxBytes;
    private final List<String> mediaTypes;
    private final GroupCommit<Sender> commit;
    private final Consumer<Collection<String>> unread;
    private final Counters counters;
    private final Receptions receptions;
    private final Rush rush;
    private volatile boolean suspended;

    /**
     * @param unread told of the lanes in which something new has been stored
     * @param rush told how much is being stored
     */
    Doorkeeper(InboxEndpoint endpoint, Door door, InboxTable table, Consumer<Collection<String>> unread, Rush rush, Counters counters,
            Receptions receptions) {
        this.door = door;
        this.maxBytes = endpoint.maxBytes();
        this.mediaTypes = endpoint.mediaTypes();
        this.commit = new GroupCommit<>(table, endpoint.capacity(), endpoint.groupSize(), this::answer);
        this.unread = unread;
        this.rush = rush;
        this.counters = counters;
        this.receptions = receptions;
        counters.watch(commit::waiting);
    }

    void start() {
        commit.start();
    }

    void suspend(boolean suspend) {
        suspended = suspend;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String gateway = context.pathParam("gateway");
        String reference = context.pathParam("reference");
        boolean query = HttpMethod.GET.equals(request.method());
        if (query && !door.takesQueries(gateway)) {
            refuse(request, Problem.of(405, "messages are posted"));
        } else if (suspended) {
            refuse(request, Problem.later("the bridge is stopping", COME_AGAIN_SECONDS));
        } else if (!door.authentic(gateway, reference, context.pathParam("signature"))) {
            refuse(request, Problem.of(401, "the link is not one of ours"));
        } else if (query) {
            readQuery(request, gateway, door.checkout(reference));
        } else {
            read(context, gateway, door.checkout(reference));
        }
    }

    private void readQuery(HttpServerRequest request, String gateway, String reference) {
        byte[] said = request.query() == null ? new byte[0] : request.query().getBytes(StandardCharsets.UTF_8);
        RequestReader.forget(request);
        take(request, gateway, reference, RequestReader.FORM, said);
    }

    private void read(RoutingContext context, String gateway, String reference) {
        HttpServerRequest request = context.request();
        String contentType = request.getHeader("Content-Type");
        try {
            RequestReader.requireMediaType(request, contentType, mediaTypes);
            RequestReader.requireLength(request, maxBytes);
        } catch (Problem refusal) {
            refuse(request, refusal);
            return;
        }
        new Body(context.vertx(), request).whole(body -> take(request, gateway, reference, contentType, body));
    }

    private void take(HttpServerRequest request, String gateway, String reference, String contentType, byte[] body) {
        Span reception = receptions.begin(request, gateway, reference);
        Message message = new Message(gateway, reference, contentType, body, door.key(gateway, reference, body), TraceContext.of(reception));
        if (!commit.offer(message, new Sender(Vertx.currentContext(), request.response(), reception))) {
            Receptions.refused(reception);
            refuse(request, Problem.later("the message cannot be stored now", COME_AGAIN_SECONDS));
        }
    }

    private void answer(GroupCommit.Outcome<Sender> outcome) {
        if (!outcome.stored().isEmpty()) {
            counters.stored(outcome.stored().size(), outcome.repeats());
            rush.count(outcome.stored().size(), System.nanoTime() - outcome.stored().get(0).since());
            Set<String> lanes = outcome.stored().stream().map(stored -> stored.message().lane()).collect(Collectors.toSet());
            unread.accept(lanes);
        }
        outcome.stored().forEach(stored -> Receptions.stored(stored.sender().reception()));
        outcome.refused().forEach(refused -> Receptions.refused(refused.sender().reception()));
        onLoop(outcome.stored(), Doorkeeper::taken);
        onLoop(outcome.refused(), response ->
                problem(response, Problem.later("the message was not stored", COME_AGAIN_SECONDS)));
        counters.answered(503, outcome.refused().size());
    }

    /** Each event loop is woken once for a group, not once for a message. */
    private static void onLoop(List<GroupCommit.Waiting<Sender>> group, Consumer<HttpServerResponse> answer) {
        Map<Context, List<HttpServerResponse>> loops = new HashMap<>();
        group.forEach(waiting -> loops.computeIfAbsent(waiting.sender().loop(), loop -> new ArrayList<>())
                .add(waiting.sender().response()));
        loops.forEach((loop, responses) -> loop.runOnContext(now -> responses.forEach(answer)));
    }

    private static void taken(HttpServerResponse response) {
        if (!response.closed() && !response.ended()) {
            response.putHeader("Content-Type", "application/json").end(TAKEN);
        }
    }

    private void refuse(HttpServerRequest request, Problem refusal) {
        counters.answered(refusal.status(), 1);
        problem(request, refusal);
    }

    /** Answers, and lets the rest of the body run by. */
    private static void problem(HttpServerRequest request, Problem problem) {
        problem(request.response(), problem);
        RequestReader.forget(request);
    }

    private static void problem(HttpServerResponse response, Problem problem) {
        if (response.closed() || response.ended()) {
            return;
        }
        if (problem.retryAfterSeconds() > 0) {
            response.putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
        }
        response.setStatusCode(problem.status()).putHeader("Content-Type", "application/problem+json").end(problem.body());
    }

    @Override
    public void close() {
        suspended = true;
        commit.close();
        counters.close();
    }

    /** A body that arrives in pieces: bounded in size and time. */
    private final class Body {

        private final HttpServerRequest request;
        private final Vertx vertx;
        private final Buffer read = Buffer.buffer(TYPICAL_BYTES);
        private long patience;
        private boolean over;

        Body(Vertx vertx, HttpServerRequest request) {
            this.vertx = vertx;
            this.request = request;
        }

        void whole(Consumer<byte[]> then) {
            patience = vertx.setTimer(BODY_MILLIS, late -> stop(Problem.of(400, "the body did not arrive in time")));
            request.handler(this::more);
            request.exceptionHandler(lost -> end());
            request.endHandler(all -> {
                if (!over) {
                    end();
                    then.accept(read.getBytes());
                }
            });
        }

        private void more(Buffer piece) {
            if (over) {
                return;
            }
            if (read.length() + piece.length() > maxBytes) {
                stop(RequestReader.tooLarge(maxBytes));
            } else {
                read.appendBuffer(piece);
            }
        }

        private void stop(Problem why) {
            end();
            refuse(request, why);
        }

        private void end() {
            over = true;
            vertx.cancelTimer(patience);
        }
    }
}
