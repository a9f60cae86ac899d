package org.checkoutbridge.runtime;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.checkoutbridge.tracing.TraceContext;

/**
 * A call is one call: the client's own retries (after 429 and 503, and on a connection that broke) would repeat a request without
 * anybody having decided it, and sleep on our thread meanwhile. It tells whom it calls which trace it belongs to, where that is traced.
 */
public final class OneAttempt implements HttpClientConfigurer {

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.disableRedirectHandling();
        client.disableContentCompression();
        client.addRequestInterceptorFirst((request, entity, context) -> {
            String traceparent = TraceContext.current();
            if (traceparent != null) {
                request.setHeader(TraceContext.HEADER, traceparent);
            }
        });
    }
}
