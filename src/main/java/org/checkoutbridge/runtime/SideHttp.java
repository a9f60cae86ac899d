package org.checkoutbridge.runtime;

import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * A second HTTP listener, beside the public one: routes name it by {@code platformHttpEngine}. Neither the server nor its
 * configuration may stand in the registry, or the public routes would move to it.
 */
public final class SideHttp extends VertxPlatformHttpEngine {

    private final VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
    private VertxPlatformHttpServer server;

    public SideHttp(String host, int port) {
        configuration.setBindHost(host);
        configuration.setBindPort(port);
        configuration.getBodyHandler().setHandleFileUploads(false);
    }

    /** Starts listening. The context stops it. */
    public void listen(CamelContext context) throws Exception {
        server = new VertxPlatformHttpServer(configuration);
        context.addService(server, true, true);
    }

    @Override
    public int getServerPort() {
        return configuration.getBindPort();
    }

    @Override
    protected void doInit() {
        // the engine in the registry stays the public one
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        try {
            if (server == null) {
                listen(endpoint.getCamelContext());
            }
        } catch (Exception e) {
            throw new IllegalStateException("cannot listen on port " + configuration.getBindPort(), e);
        }
        return new VertxPlatformHttpConsumer(endpoint, processor, getHandlers(),
                VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getBindPort()));
    }
}
