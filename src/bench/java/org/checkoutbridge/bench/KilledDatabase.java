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
    private static final int AFTER_MILLIS = 10_000;
    private static final int PER_SECOND = 1_000;
    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private final Lab lab;
    private final BridgeServer bridge;
    private final Webhooks messages;

    KilledDatabase(Lab lab, BridgeServer bridge, List<String> references, int number) {
        this.lab = lab;
        this.bridge = bridge;
        this.messages = new Webhooks(references, BridgeServer::webhookPath, number, Webhooks.BEGUN);
    }

    void run() {
        Load load = new Load(bridge.port(), Acknowledgements.CONNECTIONS, messages).atRate(PER_SECOND);
        CompletableFuture<LoadResult> running = CompletableFuture.supplyAsync(() -> load.run(AT_MOST));
        Child.pause(BEFORE_MILLIS);
        long begin = System.nanoTime();
        lab.database.kill();
        Child.pause(AWAY_MILLIS);
        lab.database.restart();
        double away = (System.nanoTime() - begin) / 1e9;
        Child.pause(AFTER_MILLIS);
        load.stop();
        LoadResult result = running.join();
        Stored stored = Stored.compare(lab.database, "bridge", messages);
        lab.report.say("PostgreSQL killed (SIGKILL) %.0f s into a load of %d a second, and there again %.1f s later: answers %s (0: none)",
                BEFORE_MILLIS / 1e3, PER_SECOND, away, result.answers());
        lab.report.say("acknowledged in each second: %s", result.bySecond().stream().map(second -> Integer.toString(second.count())).toList());
        lab.report.target("each 200 is a row afterwards", stored.sound() && stored.acknowledged() > 0, "%d acknowledged, %d rows, %d lost, %d twice"
                .formatted(stored.acknowledged(), stored.rows(), stored.lost(), stored.twice()));
        lab.tidy("bridge", "webhook_inbox");
    }
}
