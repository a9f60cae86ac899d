package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.Test;

/** What goes wrong shows in the metrics by which alerts are called, and the runbook's acts put it right. */
class MonitoringIT extends Journey {

    /** The ledger is measured every fifteen seconds. */
    private static final Duration MEASURED = Duration.ofSeconds(45);

    private String metrics() {
        return get("http://localhost:" + world.configuration.get("bridge.management.port") + "/observe/metrics", null).body();
    }

    /** A metric's value, by its name and labels in the order in which Prometheus is told them; zero while it is not there. */
    private BigDecimal metric(String metric) {
        return metrics().lines().filter(line -> line.startsWith(metric + " ")).findFirst()
                .map(line -> new BigDecimal(line.substring(metric.length() + 1))).orElse(BigDecimal.ZERO);
    }

    private void awaitMetric(String metric, String value) {
        await().atMost(MEASURED).untilAsserted(() -> assertThat(metric(metric)).as(metric).isEqualByComparingTo(value));
    }

    /** An act of the runbook, about one row. */
    private void act(String named, String id) throws Exception {
        String statement = Files.readAllLines(Path.of("src/docs/runbook.md")).stream().filter(line -> line.startsWith("| " + named))
                .map(line -> line.replaceFirst("^.*\\| `(.*)` \\|$", "$1")).findFirst().orElseThrow();
        sql(statement.replace("…", id));
    }

    private String paid(String reference) {
        tell(reference, platform.happen(reference, "m" + reference, "200", "card", "18450.50", at(1)));
        awaitState(reference, "PAID");
        return reference;
    }

    @Test
    void moneyThatTheErpDoesNotTakeIsAtRiskUntilItDoes() throws Exception {
        String order = newOrderId();
        AtomicBoolean refuses = new AtomicBoolean(true);
        erp.behave(order + "-A1", call -> call.body().contains("\"receipt\"") && refuses.get() ? Answer.json(422, "{}") : null);
        String reference = paid(open(order(order)));
        awaitMetric("checkout_bridge_money_at_risk{cause=\"refused\",currency=\"ARS\"}", "18450.50");
        awaitMetric("checkout_bridge_exceptions_open{reason=\"erp-refused\"}", "1");
        assertThat(metric("checkout_bridge_effects_undelivered{destination=\"finance\",state=\"DEAD\"}")).isPositive();

        refuses.set(false);
        act("resend a dead effect", value("select id from effect where state = 'DEAD' and reference = '" + reference + "'"));
        await().atMost(SOON).untilAsserted(() -> assertThat(value(
                "select state from effect where action = 'receipt' and reference = '" + reference + "'")).isEqualTo("DELIVERED"));
        act("close a matter", value("select id from payment_exception where reason = 'erp-refused' and reference = '" + reference + "'"));
        awaitMetric("checkout_bridge_money_at_risk{cause=\"refused\",currency=\"ARS\"}", "0");
        awaitMetric("checkout_bridge_exceptions_open{reason=\"erp-refused\"}", "0");
    }

    @Test
    void nothingIsTracedWithoutAnEndpointForIt() {
        String reference = paid(open());
        awaitFinance(reference, "receipt");
        assertThat(value("select count(traceparent) from checkout")).isEqualTo("0");
        assertThat(value("select count(traceparent) from webhook_inbox")).isEqualTo("0");
        assertThat(value("select count(traceparent) from effect")).isEqualTo("0");
        assertThat(erp.calls()).noneMatch(call -> call.headers().containsKey("traceparent"));
        assertThat(world.bridge.context().getRoutePolicyFactories()).noneMatch(each -> each.getClass().getPackageName().endsWith("tracing"));
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().contains("SpanProcessor"));
    }

    @Test
    void disputedMoneyIsAtRisk() {
        String reference = open();
        tell(reference, platform.happen(reference, "d" + reference, "200", "card", "18000.00", at(1)));
        awaitMetric("checkout_bridge_money_at_risk{cause=\"disputed\",currency=\"ARS\"}", "18000.00");
        awaitMetric("checkout_bridge_exceptions_open{reason=\"amount-mismatch\"}", "1");
    }

    @Test
    void aMessageThatWasPutAsideIsReadAgain() throws Exception {
        String reference = open();
        tell(reference, "application/json", "{\"no\": \"message");
        await().atMost(SOON).untilAsserted(() -> assertThat(value(
                "select verdict from webhook_inbox where reference = '" + reference + "'")).isEqualTo("quarantined"));
        sql("update webhook_inbox set body = convert_to('{\"type\":\"ping\"}', 'UTF8') where reference = '" + reference + "'");
        act("read a message again", value("select id from webhook_inbox where reference = '" + reference + "'"));
        await().atMost(SOON).untilAsserted(() -> assertThat(value(
                "select verdict from webhook_inbox where reference = '" + reference + "'")).isEqualTo("unknown-type"));
    }

    @Test
    void forgedAddressesAndQuestionsAreCounted() {
        String reference = open();
        String forged = platform.checkout(reference).webhook().replaceFirst("[^/]+$", "forged");
        assertThat(request(HttpRequest.newBuilder(URI.create(forged)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build()).status()).isEqualTo(401);
        assertThat(metric("checkout_bridge_webhook_answers_total{status=\"401\"}")).isPositive();
        paid(reference);
        await().atMost(SOON).untilAsserted(() -> assertThat(metrics()).contains("checkout_bridge_questions_total{asked=\"true\""));
        await().atMost(MEASURED).untilAsserted(() -> assertThat(metrics()).contains("checkout_bridge_ledger_measured_seconds ",
                "checkout_bridge_questions_oldest_seconds ", "checkout_bridge_questions_due "));
    }
}
