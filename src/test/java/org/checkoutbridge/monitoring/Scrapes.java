package org.checkoutbridge.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Prometheus would know of a bridge: what it really showed, a minute from each scrape to the next. What follows then, when things stay as
 * they are, its own tool tells from the rules as they are shipped.
 */
public final class Scrapes {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String RULES = Path.of("config/monitoring/alerts.yaml").toAbsolutePath().toString();
    private static final String UP = "up";
    /** The one that grows although nobody measures. */
    private static final String SINCE_MEASURED = "checkout_bridge_ledger_measured_seconds";

    private final URI address;
    private final Map<String, List<String>> series = new TreeMap<>();
    private int minutes;

    /** @param managementUrl the management port */
    public Scrapes(String managementUrl) {
        address = URI.create(managementUrl + "/observe/metrics");
    }

    public Scrapes scrape() {
        Map<String, String> seen = read();
        seen.keySet().forEach(name -> series.computeIfAbsent(name, fresh -> new ArrayList<>(Collections.nCopies(minutes, "_"))));
        series.forEach((name, values) -> values.add(seen.getOrDefault(name, "stale")));
        minutes++;
        return this;
    }

    private Map<String, String> read() {
        Map<String, String> seen = new LinkedHashMap<>();
        try {
            String metrics = HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
            metrics.lines().filter(line -> line.startsWith("checkout_bridge_")).forEach(line -> {
                int space = line.lastIndexOf(' ');
                seen.put(line.substring(0, space), line.substring(space + 1));
            });
            seen.put(UP, "1");
        } catch (IOException e) {
            seen.put(UP, "0");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return seen;
    }

    /**
     * An alert is firing when things have stayed as they were at the last scrape for some minutes.
     *
     * @param labels of it, as PromQL writes them: {@code reason="erp-refused"}; "" for any
     */
    public void fires(String alert, String labels, int minutesLater) {
        expect(1, alert, labels, minutesLater);
    }

    /** It is not. */
    public void isQuiet(String alert, String labels, int minutesLater) {
        expect(0, alert, labels, minutesLater);
    }

    private void expect(int firing, String alert, String labels, int minutesLater) {
        String written = series.entrySet().stream().map(each -> """
                      - series: '%s'
                        values: '%s'
                """.formatted(labelled(each.getKey()), values(each.getKey(), each.getValue(), minutesLater))).collect(Collectors.joining());
        String test = """
                rule_files: ['%s']
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                %s    promql_expr_test:
                      - expr: 'clamp_max(count(ALERTS{alertname="%s",alertstate="firing",%s}), 1) or vector(0)'
                        eval_time: %dm
                        exp_samples:
                          - labels: '{}'
                            value: %d
                """.formatted(RULES, written, alert, labels, minutes - 1 + minutesLater, firing);
        try {
            Path file = Files.writeString(Files.createTempFile("scrapes", ".yaml"), test);
            Promtool.Verdict verdict = Promtool.run("test", "rules", file.toString());
            if (!verdict.agrees()) {
                throw new AssertionError(alert + (firing == 1 ? " does not fire" : " fires") + ":\n" + verdict.words() + "\n" + test);
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String labelled(String name) {
        String where = "job=\"checkout-bridge\",instance=\"a\"";
        return name.endsWith("}") ? name.substring(0, name.length() - 1) + "," + where + "}" : name + "{" + where + "}";
    }

    private static String values(String name, List<String> scraped, int minutesLater) {
        String last = scraped.get(scraped.size() - 1);
        String before = String.join(" ", scraped.subList(0, scraped.size() - 1));
        boolean grows = name.equals(SINCE_MEASURED) && scraped.size() > 1 && !last.equals("stale")
                && number(last) > number(scraped.get(scraped.size() - 2));
        return before + " " + (last.equals("stale") ? "stale" : last + (grows ? "+60" : "") + "x" + minutesLater);
    }

    /** Of what was not there nobody knows whether it grew. */
    private static double number(String value) {
        return value.matches("[0-9.].*") ? Double.parseDouble(value) : Double.POSITIVE_INFINITY;
    }
}
