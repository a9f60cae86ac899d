package org.checkoutbridge.bench;

import java.time.Duration;
import java.util.List;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.LoadResult;
import org.checkoutbridge.bench.load.Orders;
import org.checkoutbridge.bench.world.BridgeServer;

/**
 * Section c: orders that are checked, stored, opened at the platform and answered with 201, in a second. What a round leaves to be told to
 * the ERP is told before the next one begins, and belongs to its cost.
 */
final class OrdersOpened {

    private final Lab lab;
    private final BridgeServer bridge;
    private final int connections;
    private final Spread rate = new Spread();
    private final Spread median = new Spread();
    private final Spread worst = new Spread();
    private final Spread told = new Spread();
    private final Spread cores = new Spread();
    private long others;

    private OrdersOpened(Lab lab, BridgeServer bridge, int connections) {
        this.lab = lab;
        this.bridge = bridge;
        this.connections = connections;
    }

    static void run(Lab lab) {
        lab.report.section("c. Orders opened");
        BridgeServer bridge = lab.bridge("bridge");
        new Load(bridge.port(), 32, new Orders("CW", BridgeServer.ERP_KEY)).run(lab.settings.seconds(80, 5));
        lab.untilDelivered(bridge.database());
        List<OrdersOpened> loads = List.of(new OrdersOpened(lab, bridge, 8), new OrdersOpened(lab, bridge, 32));
        for (int round = 0; round < lab.settings.rounds(); round++) {
            for (OrdersOpened load : loads) {
                load.measure(round, lab.settings.seconds(8, 3));
            }
        }
        lab.report.table("connections", "orders a second", "p50 ms", "p99 ms", "other answers", "s until the ERP knew all", "ms of a core each");
        loads.forEach(OrdersOpened::report);
    }

    private void measure(int round, Duration time) {
        Duration cpu = bridge.process().cpu();
        LoadResult result = new Load(bridge.port(), connections, new Orders("C" + connections + "-" + round, BridgeServer.ERP_KEY)).run(time);
        rate.add(result.answered(201) / result.seconds());
        median.add(result.latencies().percentile(50));
        worst.add(result.latencies().percentile(99));
        others += result.answers().values().stream().mapToLong(many -> many).sum() - result.answered(201);
        told.add(lab.untilDelivered(bridge.database()));
        cores.add(bridge.process().cpu().minus(cpu).toNanos() / 1e6 / result.answered(201));
    }

    private void report() {
        lab.report.row(connections, rate.show(0), median.show(1), worst.show(1), others, told.show(1), cores.show(1));
    }
}
