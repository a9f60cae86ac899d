package org.checkoutbridge.bench;

import java.time.Duration;
import java.util.List;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.Webhooks;
import org.checkoutbridge.bench.world.BridgeServer;
import org.checkoutbridge.bench.world.Child;

/** Section e: how fast effects go out that have piled up. */
final class Drain {

    private static final int CHECKOUTS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Drain() {}

    /** Copies of the effects of payments that were, so that they are what effects are. */
    static void run(Lab lab) {
        lab.report.section("e. Effects that have piled up");
        BridgeServer bridge = lab.bridge("bridge");
        int effects = lab.settings.times(100_000, 10_000);
        List<String> references = lab.checkouts(bridge, "E", CHECKOUTS);
        new Load(bridge.port(), 16, new Webhooks(references, BridgeServer::webhookPath, 1, Webhooks.PAID)).atMost(CHECKOUTS).run(PATIENCE);
        lab.untilNone("bridge", "select %d - count(*) from checkout where state = 'PAID'".formatted(CHECKOUTS), PATIENCE);
        lab.untilDelivered("bridge");
        long before = lab.neighbours.effects();
        long inserted = lab.database.execute("bridge", """
                insert into effect (effect_id, destination, action, gateway, reference, erp_order_id, body)
                select gen_random_uuid(), e.destination, e.action, e.gateway, e.reference, e.erp_order_id, e.body
                from generate_series(1, %d) copy, effect e where e.action in ('commit', 'receipt')""".formatted(effects / CHECKOUTS / 2));
        Duration cpu = bridge.process().cpu();
        long begin = System.nanoTime();
        long told = 0;
        Spread perFiveSeconds = new Spread();
        Duration atMost = lab.settings.seconds(300, 60);
        while (told < inserted && System.nanoTime() - begin < atMost.toNanos()) {
            long from = System.nanoTime();
            Child.pause(5_000);
            long now = lab.neighbours.effects() - before;
            perFiveSeconds.add((now - told) / ((System.nanoTime() - from) / 1e9));
            told = now;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuSeconds = bridge.process().cpu().minus(cpu).toNanos() / 1e9;
        lab.report.say("%d effects of %d checkouts for two destinations: %d delivered in %.0f s, %.0f a second; in 5 s each: %s; %.2f cores used by the bridge, %.2f ms of a core for each",
                inserted, CHECKOUTS, told, seconds, told / seconds, perFiveSeconds.show(0), cpuSeconds / seconds,
                cpuSeconds * 1e3 / told);
        if (told >= inserted) {
            lab.untilDelivered("bridge");
            lab.report.target("each delivered once", lab.neighbours.effects() - before == inserted, "%d deliveries of %d effects"
                    .formatted(lab.neighbours.effects() - before, inserted));
        }
    }
}
