package org.checkoutbridge.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.LoadResult;
import org.checkoutbridge.bench.load.Webhooks;
import org.checkoutbridge.bench.world.BridgeServer;
import org.checkoutbridge.bench.world.Child;

/** PostgreSQL is killed in the middle of a load, and started again: what was answered with 200 is there. */
final class KilledDatabase {

    private static final int BEFORE_MILLIS = 3_000;
    private static final int AWAY_MILLIS = 2_000;
    private static final Duration LOAD = Duration.ofSeconds(12);

    private final Lab lab;
    private final BridgeServer bridge;
    private final Webhooks messages;

    KilledDatabase(Lab lab, BridgeServer bridge, List<String> references, int number) {
        this.lab = lab;
        this.bridge = bridge;
        this.messages = new Webhooks(references, BridgeServer::webhookPath, number, Webhooks.BEGUN);
    }

    void run() {
        CompletableFuture<LoadResult> load = CompletableFuture.supplyAsync(
                () -> new Load(bridge.port(), Acknowledgements.CONNECTIONS, messages).run(LOAD));
        Child.pause(BEFORE_MILLIS);
        lab.database.kill();
        Child.pause(AWAY_MILLIS);
        lab.database.restart();
        LoadResult result = load.join();
        Stored stored = Stored.compare(lab.database, "bridge", messages);
        lab.report.say("PostgreSQL killed (SIGKILL) under load and started again after %d ms: answers %s (0: none)", AWAY_MILLIS, result.answers());
        lab.report.say("acknowledged in each second: %s", result.bySecond().stream().map(second -> Integer.toString(second.count())).toList());
        lab.report.target("each 200 is a row afterwards", stored.sound() && stored.acknowledged() > 0, "%d acknowledged, %d rows, %d lost, %d twice"
                .formatted(stored.acknowledged(), stored.rows(), stored.lost(), stored.twice()));
        lab.tidy("bridge", "webhook_inbox");
    }
}
