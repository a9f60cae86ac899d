package org.checkoutbridge.runtime;

import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;

/** The listener of the management port, which Camel Main opens for health and metrics: routes name it by {@code platformHttpEngine}. */
public final class ManagementHttp extends VertxPlatformHttpEngine {

    private final int port;

    public ManagementHttp(int port) {
        this.port = port;
    }

    @Override
    public int getServerPort() {
        return port;
    }

    @Override
    protected void doInit() {
        // the engine that other routes find in the registry stays the public one
    }
}
