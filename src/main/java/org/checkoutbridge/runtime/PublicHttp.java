package org.checkoutbridge.runtime;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.spi.OnCamelContextStopping;
import org.apache.camel.support.LifecycleStrategySupport;
import org.checkoutbridge.http.Problem;
import org.checkoutbridge.http.RequestReader;

/**
 * The public port. From the moment it listens until every route runs, and again from the moment the program is asked to end, it sends
 * everybody away with 503 and {@code Retry-After}, and a buyer's browser with a page that comes back by itself: a 404 for a route that
 * is not there yet would be taken for an answer, and a webhook or an order for refused. Whoever is still not answered when nobody waits any
 * more is told to come again, too; what he brought may have been taken, and repeats are harmless.
 */
final class PublicHttp extends VertxPlatformHttpServer implements StartupListener, OnCamelContextStopping {

    /** The place of the refusal among the handlers: whatever stands before it is served while the doors are shut. */
    private static final int FIRST = Integer.MIN_VALUE + 1;
    private static final int COME_AGAIN_SECONDS = 5;

    private final String routerName;
    private final long patienceMillis;
    private final Buffer page = page();
    private volatile boolean open;

    private PublicHttp(VertxPlatformHttpServerConfiguration configuration, Duration patience) {
        super(configuration);
        this.patienceMillis = patience.toMillis();
        this.routerName = VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getPort());
    }

    /**
     * Listens as soon as the context starts, before its routes do.
     *
     * @param patience after which a request that has no answer gets 503
     */
    static void join(CamelContext context, int port, Duration patience) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindPort(port);
        configuration.setServerType(VertxPlatformHttpRouter.SERVER_TYPE_SERVER);
        configuration.getBodyHandler().setHandleFileUploads(false);
        PublicHttp doors = new PublicHttp(configuration, patience);
        try {
            context.addService(doors, true, true);
            context.addStartupListener(doors);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
        context.addLifecycleStrategy(LifecycleStrategySupport.adapt(doors));
    }

    @Override
    protected void initializeServer() {
        super.initializeServer();
        VertxPlatformHttpRouter.lookup(getCamelContext(), routerName).route().order(FIRST).handler(this::admit);
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // not before every route runs
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        open = true;
    }

    @Override
    public void onContextStopping(CamelContext context) {
        open = false;
    }

    private void admit(RoutingContext context) {
        if (open) {
            long patience = context.vertx().setTimer(patienceMillis, late -> sendAway(context, "this takes too long"));
            context.addEndHandler(answered -> context.vertx().cancelTimer(patience));
            context.next();
            return;
        }
        sendAway(context, "the bridge is starting or ending");
        RequestReader.forget(context.request());
    }

    private void sendAway(RoutingContext context, String why) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        Problem later = Problem.later(why, COME_AGAIN_SECONDS);
        String seconds = Integer.toString(later.retryAfterSeconds());
        response.setStatusCode(later.status()).putHeader("Retry-After", seconds);
        if (HttpMethod.GET.equals(context.request().method()) && isBrowser(context.request())) {
            response.putHeader("Refresh", seconds).putHeader("Content-Type", "text/html; charset=utf-8")
                    .putHeader("Cache-Control", "no-store").putHeader("Content-Security-Policy", "default-src 'none'").end(page);
        } else {
            response.putHeader("Content-Type", "application/problem+json").end(later.body());
        }
    }

    private static boolean isBrowser(HttpServerRequest request) {
        String accepted = request.getHeader("Accept");
        return accepted != null && accepted.contains("text/html");
    }

    private static Buffer page() {
        try (InputStream page = PublicHttp.class.getResourceAsStream("/later.html")) {
            return Buffer.buffer(page.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
