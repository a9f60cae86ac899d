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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkoutbridge.browser.Browser;
import org.checkoutbridge.browser.Browser.Look;
import org.checkoutbridge.browser.InBrowser;
import org.checkoutbridge.document.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A person with a real browser in the sandbox, and the steps that are the same at every platform. */
@InBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class SandboxInBrowser {

    static final Duration SOON = Duration.ofSeconds(20);
    /** A checkout's minute, the grace after it, and the clocks of both sides. */
    static final Duration AFTER_EXPIRY = Duration.ofSeconds(100);
    static final HttpClient HTTP = HttpClient.newHttpClient();

    BridgeProcess sandbox;
    Browser browser;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) {
        sandbox = new BridgeProcess(folder).startReady("sandbox");
        browser = new Browser();
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @BeforeEach
    void fresh() {
        browser.tidy().scripts(true).as(Look.PHONE_LIGHT);
    }

    Browser home() {
        return browser.open(sandbox.sandboxUrl());
    }

    /** From the sandbox's first page: sends a sample, and is on the page that follows it. */
    static Browser send(Browser browser, String sample) {
        return browser.submit("form:has([name=sample][value=" + sample + "])");
    }

    static void awaitHeading(Browser browser, String heading) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(browser.heading()).isEqualTo(heading));
    }

    /** Without scripts, by the link on the page. */
    void lookAgainUntil(String heading, String link) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(300)).ignoreExceptions().until(() -> {
            if (browser.heading().equals(heading)) {
                return true;
            }
            browser.press(link);
            return false;
        });
    }

    void awaitText(String... texts) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(browser.text()).contains(texts));
    }

    /** The order's id, from the page that follows it or from any that names its reference. */
    String orderId() {
        Matcher found = Pattern.compile("SO-[0-9]+").matcher(browser.text());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    Browser follow(String orderId) {
        return browser.open(sandbox.sandboxUrl() + "/orders/" + orderId);
    }

    // ---- what the simulated ERP was told

    List<JsonNode> receipts(String orderId) {
        List<JsonNode> receipts = new ArrayList<>();
        try {
            for (JsonNode call : Json.tree(get(sandbox.sandboxUrl() + "/erp/calls"))) {
                if (call.path("body").path("orderId").asText().equals(orderId) && call.path("body").path("action").asText().equals("receipt")) {
                    receipts.add(call);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return receipts;
    }

    static String get(String address) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
