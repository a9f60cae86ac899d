package org.checkoutbridge.bench.baseline;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;

/** What HTTP alone costs: a server of the same kind, on one event loop, that reads a message, answers it, and stores nothing. */
public final class NothingStored {

    private NothingStored() {}

    /** @param arguments the port */
    public static void main(String[] arguments) {
        Buffer answer = Buffer.buffer("{\"result\":true}");
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)).createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body ->
                        request.response().putHeader("Content-Type", "application/json").end(answer)))
                .listen(Integer.parseInt(arguments[0]));
    }
}
