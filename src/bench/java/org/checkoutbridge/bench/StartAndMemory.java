package org.checkoutbridge.bench;

import org.checkoutbridge.bench.world.BridgeServer;
import org.checkoutbridge.bench.world.Child;

/** Section d: how long a start takes when the tables are there, and what memory a bridge holds when it has little to do. */
final class StartAndMemory {

    private static final int IDLE_MILLIS = 10_000;

    private StartAndMemory() {}

    static void run(Lab lab) {
        lab.report.section("d. Start and memory");
        lab.bridge("bridge").close();
        Spread says = new Spread();
        Spread ready = new Spread();
        Spread resident = new Spread();
        for (int start = 0; start < lab.settings.times(5, 2); start++) {
            try (BridgeServer bridge = lab.prepared("bridge").start()) {
                ready.add(bridge.untilReady().toMillis() / 1e3);
                says.add(bridge.saysReadyAfterSeconds());
                lab.checkouts(bridge, "D" + start, 1);
                Child.pause(IDLE_MILLIS);
                resident.add(bridge.process().residentMebibytes());
            }
        }
        lab.report.table("with a database that exists", "");
        lab.report.row("the bridge says that it is ready after, s", says.show(1));
        lab.report.row("process started until /observe/health/ready answers 200, s", ready.show(1));
        lab.report.row("resident memory (VmRSS) 10 s after the first order, MiB", resident.show(0));
    }
}
