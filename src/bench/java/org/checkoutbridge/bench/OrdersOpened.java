package org.checkoutbridge.bench;

import java.time.Duration;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.LoadResult;
import org.checkoutbridge.bench.load.Orders;
import org.checkoutbridge.bench.world.BridgeServer;

/** Section c: orders that are checked, stored, opened at the platform and answered with 201, in a second. */
final class OrdersOpened {

    private static final int[] CONNECTIONS = {8, 32};

    private OrdersOpened() {}

    static void run(Lab lab) {
        lab.report.section("c. Orders opened");
        BridgeServer bridge = lab.bridge("bridge");
        Duration measured = lab.settings.seconds(8, 3);
        new Load(bridge.port(), 32, new Orders("CW", BridgeServer.ERP_KEY)).run(lab.settings.seconds(20, 5));
        lab.report.table("connections", "orders a second", "p50 ms", "p99 ms", "other answers", "ms of a core each");
        for (int connections : CONNECTIONS) {
            Spread rate = new Spread();
            Spread median = new Spread();
            Spread worst = new Spread();
            long others = 0;
            Spread cores = new Spread();
            for (int round = 0; round < lab.settings.rounds(); round++) {
                Duration cpu = bridge.process().cpu();
                LoadResult result = new Load(bridge.port(), connections, new Orders("C" + connections + "-" + round, BridgeServer.ERP_KEY)).run(measured);
                rate.add(result.answered(201) / result.seconds());
                median.add(result.latencies().percentile(50));
                worst.add(result.latencies().percentile(99));
                cores.add(bridge.process().cpu().minus(cpu).toNanos() / 1e6 / result.answered(201));
                others += result.answers().values().stream().mapToLong(many -> many).sum() - result.answered(201);
            }
            lab.report.row(connections, rate.show(0), median.show(1), worst.show(1), others, cores.show(1));
        }
    }
}
