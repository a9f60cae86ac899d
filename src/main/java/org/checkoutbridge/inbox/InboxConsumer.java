package org.checkoutbridge.inbox;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.ResourceHelper;

/**
 * The consumer of an {@link InboxEndpoint}: a doorkeeper that lets messages in, and readers that start the route. Suspended, it asks
 * senders to come again, and reads nothing.
 */
final class InboxConsumer extends DefaultConsumer implements Suspendable {

    private final InboxEndpoint endpoint;
    private final Lanes lanes = new Lanes(10_000);
    private Doorkeeper doorkeeper;
    private Readers readers;
    private Route address;

    InboxConsumer(InboxEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(
                endpoint.getCamelContext(), VertxPlatformHttpRouter.getRouterNameFromPort(endpoint.port()));
        if (router == null) {
            throw new IllegalArgumentException("there is no HTTP server on port " + endpoint.port());
        }
        String statement = statement();
        Rush rush = new Rush(endpoint.rushPerSecond());
        doorkeeper = new Doorkeeper(endpoint, endpoint.door(), new InboxTable(endpoint.database(), statement), lanes::add, rush,
                Counters.of(endpoint.getCamelContext()), Receptions.of(endpoint.getCamelContext()));
        readers = new Readers(this, endpoint, lanes, rush);
        if (endpoint.rehearsalMillis() > 0 && !endpoint.getCamelContext().isStarted()) { // the program's start, not the route's
            Rehearsal.run(router, endpoint, statement, endpoint.rehearsalMillis());
        }
        doorkeeper.start();
        readers.start();
        address = router.route(endpoint.address()).method(HttpMethod.POST).method(HttpMethod.GET).handler(doorkeeper);
    }

    private String statement() throws Exception {
        try (InputStream text = ResourceHelper.resolveMandatoryResourceAsInputStream(endpoint.getCamelContext(), endpoint.statement())) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    protected void doSuspend() {
        doorkeeper.suspend(true);
        readers.suspend(true);
    }

    @Override
    protected void doResume() {
        readers.suspend(false);
        doorkeeper.suspend(false);
    }

    /** What was taken is stored and answered; what is being read is read to its end. */
    @Override
    protected void doStop() throws Exception {
        if (doorkeeper != null) {
            doorkeeper.close();
            readers.close();
            address.remove();
        }
        super.doStop();
    }
}
