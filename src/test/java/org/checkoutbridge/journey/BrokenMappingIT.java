package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.checkoutbridge.standin.SugawayStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site's own change of a mapping that fails on some messages. */
class BrokenMappingIT {

    private static final Duration THREE_TRIES = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void aMessageOnWhichAMappingFailsIsPutAsideAndKeepsNobodyWaiting() throws Exception {
        try (SugawayStandIn platform = new SugawayStandIn(); BridgeProcess bridge = new BridgeProcess(folder)) {
            Path mapping = bridge.file("config/gateways/sugaway/webhook-to-event.jq");
            Files.writeString(mapping, Files.readString(mapping).replace("| if $type ==", "| if $type == \"odd\" then error(\"not for us\") elif $type =="));
            bridge.with("BRIDGE_SIGNING_KEY", "process-signing-key-0123456789abcdef").with("ERP_API_KEY", "process-erp-key")
                    .with("SUGAWAY_BASE_URL", platform.url()).with("SUGAWAY_API_KEY", SugawayStandIn.API_KEY)
                    .with("SUGAWAY_ACCESS_TOKEN", SugawayStandIn.ACCESS_TOKEN).startReady("");
            assertThat(post(bridge.url() + "/erp/orders", Journey.order("BM-1").toString())).isEqualTo(201);
            String webhook = bridge.url() + URI.create(platform.checkout("BM-1-A1").webhook()).getPath();

            assertThat(post(webhook, "{\"type\":\"odd\"}")).isEqualTo(200);
            assertThat(post(webhook, "{\"type\":\"unheard-of\"}")).isEqualTo(200);

            await().atMost(THREE_TRIES).untilAsserted(() -> assertThat(bridge.metrics())
                    .contains("gateway=\"sugaway\",verdict=\"quarantined\"} 1.0", "gateway=\"sugaway\",verdict=\"unknown-type\"} 1.0"));
        }
    }

    private static int post(String url, String body) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .header("Authorization", "Bearer process-erp-key").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
