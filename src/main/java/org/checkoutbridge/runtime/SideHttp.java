package org.checkoutbridge.runtime;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * An HTTP listener beside the public one: routes name it by {@code platformHttpEngine}, and the first that does opens its port.
 * Neither its server nor that one's configuration may stand in the registry, or the public routes would move to it.
 */
public final class SideHttp extends VertxPlatformHttpEngine {

    private final VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
    private boolean listening;

    public SideHttp(String host, int port) {
        configuration.setBindHost(host);
        configuration.setBindPort(port);
        configuration.getBodyHandler().setHandleFileUploads(false);
    }

    @Override
    public int getServerPort() {
        return configuration.getBindPort();
    }

    @Override
    protected void doInit() {
        // the engine that other routes find in the registry stays the public one
    }

    @Override
    public synchronized PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        if (!listening) {
            listen(endpoint.getCamelContext());
            listening = true;
        }
        return super.createConsumer(endpoint, processor);
    }

    /** The context stops the server with its other services, after the routes have drained. */
    private void listen(CamelContext context) {
        try {
            context.addService(new VertxPlatformHttpServer(configuration), true, true);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }
}
