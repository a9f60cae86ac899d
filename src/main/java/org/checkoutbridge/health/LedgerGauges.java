package org.checkoutbridge.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/** Shows as gauges what the ledger counts of unfinished business. */
public final class LedgerGauges implements CamelContextAware {

    private final Map<String, MultiGauge> gauges = new HashMap<>();
    private CamelContext context;
    private volatile long measuredNanos;

    /** @param counted the ledger's counts (sql/operations/count-ledger.sql) */
    public synchronized void show(Map<String, Object> counted) {
        show("checkout_bridge_checkouts", "state", map(counted.get("checkouts")));
        show("checkout_bridge_exceptions_open", "reason", map(counted.get("exceptions")));
        List<MultiGauge.Row<?>> pending = new ArrayList<>();
        List<MultiGauge.Row<?>> oldest = new ArrayList<>();
        for (Object row : (List<?>) counted.get("effects")) {
            Map<?, ?> effect = (Map<?, ?>) row;
            Tags tags = Tags.of("destination", effect.get("destination").toString(), "state", effect.get("state").toString());
            pending.add(MultiGauge.Row.of(tags, (Number) effect.get("n")));
            oldest.add(MultiGauge.Row.of(tags, (Number) effect.get("oldest_seconds")));
        }
        gauge("checkout_bridge_effects_undelivered").register(pending, true);
        gauge("checkout_bridge_effects_oldest_seconds").register(oldest, true);
        Map<?, ?> webhooks = map(counted.get("webhooks"));
        show("checkout_bridge_webhooks_unread", (Number) webhooks.get("n"));
        show("checkout_bridge_webhooks_oldest_seconds", (Number) webhooks.get("oldest_seconds"));
        Map<?, ?> questions = map(counted.get("questions"));
        show("checkout_bridge_questions_due", (Number) questions.get("n"));
        show("checkout_bridge_questions_oldest_seconds", (Number) questions.get("oldest_seconds"));
        List<MultiGauge.Row<?>> atRisk = new ArrayList<>();
        for (Object row : (List<?>) counted.get("money_at_risk")) {
            Map<?, ?> sum = (Map<?, ?>) row;
            atRisk.add(MultiGauge.Row.of(Tags.of("currency", sum.get("currency").toString(), "cause", sum.get("cause").toString()),
                    (Number) sum.get("amount")));
        }
        gauge("checkout_bridge_money_at_risk").register(atRisk, true);
        measuredNanos = System.nanoTime();
        gauge("checkout_bridge_ledger_measured_seconds").register(List.of(MultiGauge.Row.of(Tags.empty(), this::secondsSinceMeasured)), true);
    }

    /** So that nobody takes old numbers for new ones. */
    private Number secondsSinceMeasured() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - measuredNanos);
    }

    private void show(String name, Number value) {
        gauge(name).register(List.of(MultiGauge.Row.of(Tags.empty(), value)), true);
    }

    private void show(String name, String tag, Map<?, ?> counts) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        counts.forEach((value, n) -> rows.add(MultiGauge.Row.of(Tags.of(tag, value.toString()), (Number) n)));
        gauge(name).register(rows, true);
    }

    private MultiGauge gauge(String name) {
        return gauges.computeIfAbsent(name, n -> MultiGauge.builder(n)
                .register(context.getRegistry().lookupByNameAndType("metricsRegistry", MeterRegistry.class)));
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }
}
