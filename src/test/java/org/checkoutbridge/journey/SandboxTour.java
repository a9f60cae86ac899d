package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.checkoutbridge.document.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The shipped jar as a sandbox, and what one can do with it over HTTP: send orders, and look at what the ERP and the mailbox got. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class SandboxTour {

    static final Duration SOON = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    BridgeProcess sandbox;

    /** An order, as its answer names it. */
    record Placed(String orderId, String reference, URI payUrl) {}

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) {
        sandbox = new BridgeProcess(folder).startReady("sandbox");
    }

    @AfterAll
    void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    // ---- the ERP

    Placed place(String order) {
        return placed(send(erp("/erp/orders").POST(HttpRequest.BodyPublishers.ofString(order)).build()));
    }

    static Placed placed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode order = json(answer);
        assertThat(order.path("state").asText()).isEqualTo("OPEN");
        return new Placed(order.path("orderId").asText(), order.path("reference").asText(), URI.create(order.path("payUrl").asText()));
    }

    HttpRequest.Builder erp(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.url() + path)).header("Authorization", "Bearer sandbox-erp-key")
                .header("Content-Type", "application/json");
    }

    JsonNode show(Placed order) {
        HttpResponse<String> answer = send(erp("/erp/orders/" + order.orderId()).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    String state(Placed order) {
        return show(order).path("state").asText();
    }

    void awaitState(Placed order, String state) {
        await().atMost(SOON).untilAsserted(() -> assertThat(state(order)).isEqualTo(state));
    }

    List<String> events(Placed order) {
        return StreamSupport.stream(show(order).path("events").spliterator(), false).map(event -> event.path("event").asText()).toList();
    }

    /** How the simulated ERP was called about an order, in order. */
    List<JsonNode> calls(String door, Placed order) {
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode call : json(get("/erp/calls"))) {
            if (call.path("path").asText().equals("/erp/" + door) && call.path("body").path("reference").asText().equals(order.reference())) {
                calls.add(call);
            }
        }
        return calls;
    }

    List<String> actions(String door, Placed order) {
        return calls(door, order).stream().map(call -> call.path("body").path("action").asText()).toList();
    }

    void awaitCalls(String door, Placed order, String... actions) {
        await().atMost(SOON).untilAsserted(() -> assertThat(actions(door, order)).as(() -> show(order).toString()).containsExactly(actions));
    }

    /** @param about how their subject ends: the order's id, or what stands for it */
    List<JsonNode> mails(String to, String about) {
        List<JsonNode> mails = new ArrayList<>();
        for (JsonNode mail : json(get("/mail"))) {
            if (mail.path("to").asText().equals(to) && mail.path("subject").asText().endsWith(" " + about)) {
                mails.add(mail);
            }
        }
        return mails;
    }

    List<JsonNode> mails(String to, Placed order) {
        return mails(to, order.orderId());
    }

    // ---- the wire

    /** In the simulated world. */
    URI at(String path) {
        return URI.create(sandbox.sandboxUrl() + path);
    }

    HttpResponse<String> get(String path) {
        return get(at(path));
    }

    static HttpResponse<String> get(URI address) {
        return send(HttpRequest.newBuilder(address).build());
    }

    HttpResponse<String> post(String path, String form) {
        return send(HttpRequest.newBuilder(at(path)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where an answer sends the browser. */
    static URI location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError("no Location: " + answer.body())));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.tree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + answer.body(), e);
        }
    }
}
