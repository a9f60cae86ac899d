package org.checkoutbridge.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.apache.camel.CamelContext;

/** What an inbox shows of itself. */
final class Counters {

    private final MeterRegistry registry;
    private final Map<Integer, Counter> answers = new ConcurrentHashMap<>();
    private final Counter repeats;
    private final DistributionSummary groups;
    private Gauge gauge;

    Counters(MeterRegistry registry) {
        this.registry = registry;
        this.repeats = registry.counter("checkout_bridge_webhook_repeats");
        this.groups = registry.summary("checkout_bridge_webhook_groups");
        List.of(200, 401, 503).forEach(this::answers); // a counter that begins with 1 has not increased: an alert would miss the first
    }

    static Counters of(CamelContext context) {
        return new Counters(context.getRegistry().lookupByNameAndType("metricsRegistry", MeterRegistry.class));
    }

    void watch(IntSupplier waiting) {
        gauge = Gauge.builder("checkout_bridge_webhooks_waiting", waiting::getAsInt).strongReference(true).register(registry);
    }

    /** Another consumer's gauge may take the place. */
    void close() {
        registry.remove(gauge);
    }

    void answered(int status, int times) {
        if (times > 0) {
            answers(status).increment(times);
        }
    }

    private Counter answers(int status) {
        return answers.computeIfAbsent(status, s -> registry.counter("checkout_bridge_webhook_answers", "status", Integer.toString(s)));
    }

    void stored(int messages, int repeated) {
        groups.record(messages);
        repeats.increment(repeated);
        answered(200, messages);
    }
}
