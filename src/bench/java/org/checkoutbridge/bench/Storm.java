package org.checkoutbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.LoadResult;
import org.checkoutbridge.bench.load.Webhooks;
import org.checkoutbridge.bench.world.BridgeServer;
import org.checkoutbridge.bench.world.Child;

/** Section f: a minute of everything that comes, with repeats and forgeries, and what is left of it afterwards. */
final class Storm {

    private static final double REPEATED = 0.20;
    private static final double FORGED = 0.01;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private Storm() {}

    static void run(Lab lab) {
        lab.report.section("f. A storm");
        BridgeServer bridge = lab.bridge("bridge");
        List<String> references = lab.checkouts(bridge, "F", Acknowledgements.CHECKOUTS);
        memory(lab, bridge, "before");
        Webhooks messages = new Webhooks(references, BridgeServer::webhookPath, 1, Webhooks.BEGUN).with(REPEATED, FORGED);
        LoadResult result = new Load(bridge.port(), Acknowledgements.CONNECTIONS, messages).run(lab.settings.seconds(60, 10));
        long unread = lab.database.number("bridge", "select count(*) from webhook_inbox where processed_at is null");
        lab.report.say("%.0f s over %d checkouts: %.0f acknowledged a second, p50 %.1f ms, p99 %.1f ms; %d repeats and %d forgeries were sent; answers %s",
                result.seconds(), references.size(), result.perSecond(), result.latencies().percentile(50), result.latencies().percentile(99),
                messages.repeats(), messages.forgeries(), result.answers());
        Duration cpu = bridge.process().cpu();
        double seconds = lab.untilNone("bridge", "select count(*) from (select 1 from webhook_inbox where processed_at is null limit 1) x",
                lab.settings.seconds(900, 180));
        long left = lab.database.number("bridge", "select count(*) from webhook_inbox where processed_at is null");
        lab.report.say("%d were unread at the end of the load; %s", unread, seconds < 0 ? left + " are still unread" :
                "all are read after another %.1f s (%.0f a second)".formatted(seconds, unread / seconds));
        lab.report.say("reading one took %.2f ms of a core of the bridge", bridge.process().cpu().minus(cpu).toNanos() / 1e6 / (unread - left));
        Stored stored = Stored.compare(lab.database, "bridge", messages);
        lab.report.target("nothing is lost, nothing is there twice", stored.sound(), "%d acknowledged, %d rows, %d lost, %d twice"
                .formatted(stored.acknowledged(), stored.rows(), stored.lost(), stored.twice()));
        lab.report.target("forgeries are refused", result.answered(401) == messages.forgeries(), result.answered(401) + " of " + messages.forgeries());
        lab.report.say("checkouts paid: %d of %d; messages by verdict: %s", lab.database.number("bridge",
                "select count(*) from checkout where state = 'PAID'"), references.size(), lab.database.text("bridge",
                "select string_agg(verdict || ' ' || n, ', ') from (select coalesce(verdict, 'unread') verdict, count(*) n from webhook_inbox group by 1 order by 2 desc) x"));
        memory(lab, bridge, "after");
    }

    /** Heap after a collection, and resident memory. */
    private static void memory(Lab lab, BridgeServer bridge, String when) {
        Path jcmd = Path.of(Child.JAVA_HOME, "bin", "jcmd");
        String heap = "unknown, for there is no jcmd";
        if (Files.isExecutable(jcmd)) {
            run(jcmd, bridge, "GC.run");
            Matcher used = USED.matcher(run(jcmd, bridge, "GC.heap_info"));
            heap = used.find() ? Long.parseLong(used.group(1)) / 1024 + " MiB" : "unknown";
        }
        lab.report.say("%s: heap after a collection %s, resident %d MiB", when, heap, bridge.process().residentMebibytes());
    }

    private static String run(Path jcmd, BridgeServer bridge, String command) {
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(bridge.process().pid()), command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
