package org.checkoutbridge.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.checkoutbridge.bench.load.Latencies;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.LoadResult;
import org.checkoutbridge.bench.load.Requests;
import org.checkoutbridge.bench.load.Webhooks;
import org.checkoutbridge.bench.world.BridgeServer;
import org.checkoutbridge.bench.world.Child;
import org.checkoutbridge.bench.world.Neighbours.Told;

/** Section b: from a message that says "paid" to the stock's commit and finance's receipt, with the question to the platform between. */
final class WebhookToErp {

    static final int EVENTS_PER_SECOND = 200;

    private static final int ROUNDS = 3;
    private static final double P95_MILLIS = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Lab lab;
    private final BridgeServer bridge;

    WebhookToErp(Lab lab, BridgeServer bridge) {
        this.lab = lab;
        this.bridge = bridge;
    }

    static void run(Lab lab) {
        lab.report.section("b. Webhook to both ERP calls");
        WebhookToErp section = new WebhookToErp(lab, lab.bridge("bridge"));
        section.measure("BW", lab.settings.seconds(80, 5), 1);
        Spread p95 = new Spread();
        for (int round = 1; round <= ROUNDS; round++) {
            p95.add(section.measure("B" + round + "-", lab.settings.seconds(30, 8), round * 1_000_000).percentile(95));
        }
        lab.report.target("p95 below %.0f ms at %d events a second".formatted(P95_MILLIS, EVENTS_PER_SECOND), p95.median() < P95_MILLIS,
                p95.show(0) + " ms");
    }

    /**
     * Opens checkouts, has them paid at the rate, and says how long it took.
     *
     * @param prefix of the orders' ids, new for each
     * @return how long it took until both
     */
    Latencies measure(String prefix, Duration duration, int number) {
        int events = (int) duration.toSeconds() * EVENTS_PER_SECOND;
        List<String> references = lab.checkouts(bridge, prefix, events);
        lab.untilDelivered(bridge.database());
        long[] sentAt = new long[events];
        Webhooks messages = new Webhooks(references, BridgeServer::webhookPath, number, Webhooks.PAID);
        Requests stamped = new Requests() {
            @Override
            public int next(ByteBuffer to) {
                int message = messages.next(to);
                sentAt[message] = System.nanoTime();
                return message;
            }
        };
        Duration cpu = bridge.process().cpu();
        long begin = System.nanoTime();
        LoadResult sent = new Load(bridge.port(), 64, stamped).atRate(EVENTS_PER_SECOND).atMost(events).run(duration.plusSeconds(5));
        awaitAll(references);
        double cpuSeconds = bridge.process().cpu().minus(cpu).toNanos() / 1e9;
        double cores = cpuSeconds / ((System.nanoTime() - begin) / 1e9);
        lab.report.table(prefix + ": " + events + " payments", "p50 ms", "p95 ms", "p99 ms", "missing");
        lab.report.row("acknowledged", sent.latencies().percentile(50), sent.latencies().percentile(95), sent.latencies().percentile(99),
                events - sent.answered(200));
        row("stock told to commit", references, sentAt, Told::commit);
        row("finance told of the receipt", references, sentAt, Told::receipt);
        Latencies both = row("both", references, sentAt, Told::both);
        lab.report.say("the bridge used %.2f cores, %.1f ms of a core for each payment", cores, cpuSeconds * 1e3 / events);
        return both;
    }

    private void awaitAll(List<String> references) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && references.stream().anyMatch(reference -> at(reference, Told::both) == 0)) {
            Child.pause(100);
        }
    }

    private Latencies row(String what, List<String> references, long[] sentAt, ToLongFunction<Told> when) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < references.size(); i++) {
            long at = at(references.get(i), when);
            if (at > 0) {
                latencies.add(at - sentAt[i]);
            }
        }
        lab.report.row(what, latencies.percentile(50), latencies.percentile(95), latencies.percentile(99), references.size() - latencies.count());
        return latencies;
    }

    private long at(String reference, ToLongFunction<Told> when) {
        Told told = lab.neighbours.told().get(reference);
        return told == null ? 0 : when.applyAsLong(told);
    }
}
