package org.checkoutbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.checkoutbridge.bench.load.Latencies;
import org.checkoutbridge.bench.world.BridgeServer;

/** How long the console takes to show the first page of what was searched for, each time something else. */
final class ConsoleSearch {

    private static final double MOST_MILLIS = 200;
    private static final int TIMES = 60;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ConsoleSearch() {}

    static void run(Lab lab) {
        lab.report.section("h. The console's search");
        try (BridgeServer bridge = lab.bridge("searched")) {
            measure(lab, bridge, Fill.books(lab, "searched"));
        }
    }

    /** @param checkouts of the ledger: OLD-1 and so on */
    private static void measure(Lab lab, BridgeServer bridge, long checkouts) {
        String cookie = signIn(bridge);
        Map<String, String> searches = new LinkedHashMap<>();
        searches.put("order id", "id=OLD-%d");
        searches.put("reference", "id=OLD-%d-A1");
        searches.put("platform checkout id", "id=CHK-OLD-%d");
        searches.put("operation id", "id=OP-OLD-%d-A1");
        searches.put("buyer", "person=e%d");
        searches.put("buyer whom nobody is", "person=none%d");
        searches.put("state, newest first", "state=PAID&before=%d");
        searches.put("day", "since=2020-01-01&before=%d");
        lab.report.table("search by", "p50 ms", "p95 ms");
        double worst = 0;
        for (Map.Entry<String, String> search : searches.entrySet()) {
            Latencies took = new Latencies();
            for (int i = 1; i <= TIMES; i++) {
                long begin = System.nanoTime();
                get(bridge, "/console/orders?" + search.getValue().formatted(1 + i * 7919L % checkouts), cookie);
                took.add(System.nanoTime() - begin);
            }
            worst = Math.max(worst, took.percentile(95));
            lab.report.row(search.getKey(), "%.0f".formatted(took.percentile(50)), "%.0f".formatted(took.percentile(95)));
        }
        lab.report.target("a first page within " + (int) MOST_MILLIS + " ms", worst <= MOST_MILLIS, "p95 of the slowest: %.0f ms".formatted(worst));
    }

    private static String signIn(BridgeServer bridge) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(bridge.managementUrl() + "/console/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("name=viewer&password=sandbox-viewer")).build());
        return answer.headers().firstValue("Set-Cookie").orElseThrow(() -> new IllegalStateException("the console lets nobody in")).replaceFirst(";.*", "");
    }

    private static void get(BridgeServer bridge, String path, String cookie) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(bridge.managementUrl() + path)).header("Cookie", cookie).build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " gives " + answer.statusCode());
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
