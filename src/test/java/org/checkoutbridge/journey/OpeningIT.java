package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever knocks while the program starts or ends is told to come again, and nobody that there is no such door. */
class OpeningIT {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> answers = new ConcurrentSkipListSet<>();

    @Test
    void aDoorIsThereOrComesSoon() throws InterruptedException {
        try (BridgeProcess bridge = new BridgeProcess(folder)) {
            Thread[] callers = Stream.of("/erp/orders", "/webhooks/sugaway/S-1-A1/forged", "/return/S-1-A1/forged", "/pay/S-1-A1/forged")
                    .map(path -> new Thread(() -> knock(bridge.url() + path, path.startsWith("/pay") ? "GET" : "POST")))
                    .toArray(Thread[]::new);
            Stream.of(callers).forEach(Thread::start);
            try {
                bridge.startReady("sandbox");
                bridge.stop();
            } finally {
                Stream.of(callers).forEach(Thread::interrupt);
                for (Thread caller : callers) {
                    caller.join();
                }
            }
        }
        assertThat(answers).as("a browser's page comes back by itself").contains("/pay/S-1-A1/forged 503, come again in 5 s, Refresh 5");
        assertThat(answers).contains("/erp/orders 401", "/erp/orders 503, come again in 5 s", "/webhooks/sugaway/S-1-A1/forged 503, come again in 5 s")
                .allSatisfy(answer -> assertThat(answer).matches(".* (401|503, come again in 5 s(, Refresh 5)?)"));
    }

    private void knock(String url, String method) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html,*/*").method(method, HttpRequest.BodyPublishers.noBody()).build();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
                answers.add(request.uri().getPath() + " " + answer.statusCode()
                        + answer.headers().firstValue("Retry-After").map(seconds -> ", come again in " + seconds + " s").orElse("")
                        + answer.headers().firstValue("Refresh").map(seconds -> ", Refresh " + seconds).orElse(""));
            } catch (IOException closed) {
                Thread.onSpinWait(); // nobody listens yet, or no more
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
