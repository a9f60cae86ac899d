package org.checkoutbridge.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Ready only while the public port answers with one of our own routes: a port that is taken is no more than a warning to Camel, and
 * a listener whose workers are all busy accepts connections still.
 */
public final class DoorCheck extends AbstractHealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int REFUSED_WITHOUT_KEY = 401;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest question;

    /** @param port the public one, on this machine */
    public DoorCheck(int port) {
        super("checkout-bridge", "door");
        this.question = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/erp/orders/-")).timeout(PATIENCE).build();
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        try {
            int status = client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode();
            result.state(status == REFUSED_WITHOUT_KEY ? State.UP : State.DOWN);
        } catch (IOException e) {
            result.message("the public port does not answer").down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.down();
        }
    }
}
