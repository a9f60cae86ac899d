package org.checkoutbridge.bench;

import java.time.Duration;
import java.util.List;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.LoadResult;
import org.checkoutbridge.bench.load.Webhooks;
import org.checkoutbridge.bench.world.BridgeServer;

/** Full load from the moment in which a bridge says that it is ready. */
final class FirstSeconds {

    private static final Duration LOAD = Duration.ofSeconds(10);

    private final Lab lab;
    private final String name;
    private final Webhooks messages;

    /** @param name of the database, which is there */
    FirstSeconds(Lab lab, String name, List<String> references, int number) {
        this.lab = lab;
        this.name = name;
        this.messages = new Webhooks(references, BridgeServer::webhookPath, number, Webhooks.BEGUN);
    }

    void run() {
        try (BridgeServer bridge = lab.prepared(name).start()) {
            LoadResult result = new Load(bridge.port(), Acknowledgements.CONNECTIONS, messages).run(LOAD);
            lab.report.table("second after ready", "acknowledged", "p50 ms", "p99 ms");
            for (int second = 0; second < LOAD.toSeconds() && second < result.bySecond().size(); second++) {
                lab.report.row(second + 1, result.bySecond().get(second).count(), result.bySecond().get(second).percentile(50),
                        result.bySecond().get(second).percentile(99));
            }
            if (result.answered(200) != result.answers().values().stream().mapToLong(many -> many).sum()) {
                lab.report.say("answers: %s", result.answers());
            }
        }
    }
}
