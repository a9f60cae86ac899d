package org.checkoutbridge.inbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Lets messages in that nobody sent, at an address that nobody knows, and rolls back what is stored of them: so that the first real burst
 * finds compiled code, a prepared statement and a warm connection.
 */
final class Rehearsal {

    private static final int SENDERS = 32;
    private static final int BODY_BYTES = 2_000;
    /** Also before what sends people away while the program starts. */
    private static final int BEFORE_ALL = Integer.MIN_VALUE;

    /** The real one has its say, and is overruled. */
    private record OpenDoor(Door real) implements Door {

        @Override
        public boolean authentic(String gateway, String reference, String signature) {
            real.authentic(gateway, reference, signature);
            return true;
        }

        @Override
        public String checkout(String reference) {
            return real.checkout(reference);
        }

        @Override
        public String key(String gateway, String reference, byte[] body) {
            return real.key(gateway, reference, body);
        }
    }

    private final Vertx vertx;
    private final int port;
    private final String path;
    private final long end;
    private final CountDownLatch senders = new CountDownLatch(SENDERS);

    private Rehearsal(Vertx vertx, int port, String path, long millis) {
        this.vertx = vertx;
        this.port = port;
        this.path = path;
        this.end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** @param millis how long it takes, in milliseconds */
    static void run(VertxPlatformHttpRouter router, InboxEndpoint endpoint, String statement, long millis) throws InterruptedException {
        String place = "/" + UUID.randomUUID();
        Doorkeeper doorkeeper = new Doorkeeper(endpoint, new OpenDoor(endpoint.door()), InboxTable.rehearsal(endpoint.database(), statement),
                lanes -> { }, new Rush(endpoint.rushPerSecond()), new Counters(new SimpleMeterRegistry()), new Receptions(null));
        Route address = router.route(HttpMethod.POST, place + endpoint.address()).order(BEFORE_ALL).handler(doorkeeper);
        doorkeeper.start();
        try {
            new Rehearsal(router.vertx(), endpoint.port(), place + endpoint.address().replace(":", ""), millis).send(endpoint.mediaTypes());
        } finally {
            address.remove();
            doorkeeper.close();
        }
    }

    private void send(List<String> mediaTypes) throws InterruptedException {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(SENDERS));
        try {
            for (int i = 0; i < SENDERS; i++) {
                send(client, mediaTypes.get(i % mediaTypes.size()), i);
            }
            senders.await(5, TimeUnit.SECONDS);
        } finally {
            client.close();
        }
    }

    private void send(HttpClient client, String mediaType, int n) {
        if (System.nanoTime() - end > 0) {
            senders.countDown();
            return;
        }
        Buffer body = Buffer.buffer(n + "=" + "x".repeat(BODY_BYTES));
        client.request(HttpMethod.POST, port, "localhost", path)
                .compose(request -> request.putHeader("Content-Type", mediaType).send(body))
                .compose(response -> response.end())
                .onComplete(done -> {
                    if (done.succeeded()) {
                        send(client, mediaType, n + SENDERS);
                    } else {
                        senders.countDown(); // it was only for speed
                    }
                });
    }
}
