package org.checkoutbridge.runtime;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * A call is one call: the client's own retries (after 429 and 503, and on a connection that broke) would repeat a request without
 * anybody having decided it, and sleep on our thread meanwhile.
 */
public final class OneAttempt implements HttpClientConfigurer {

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.disableRedirectHandling();
        client.disableContentCompression();
    }
}
