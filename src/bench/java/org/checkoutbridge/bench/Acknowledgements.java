package org.checkoutbridge.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkoutbridge.bench.baseline.NothingStored;
import org.checkoutbridge.bench.baseline.PgBench;
import org.checkoutbridge.bench.baseline.RowPerRequest;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.LoadResult;
import org.checkoutbridge.bench.load.Webhooks;
import org.checkoutbridge.bench.world.BridgeServer;
import org.checkoutbridge.bench.world.Child;

/** Section a: how many messages are taken, that is stored and acknowledged, in a second, and how long a sender waits. */
final class Acknowledgements {

    static final int CHECKOUTS = 1_000;
    static final int CONNECTIONS = 64;

    private static final int[] OTHER_CONNECTIONS = {8, 32, 128};
    private static final double P99_MILLIS = 15;

    /** One of those that are compared. */
    private interface Candidate {
        double perSecond();
    }

    private final Lab lab;
    private final Report report;
    private final Duration measured;
    private final Map<String, Spread> rates = new LinkedHashMap<>();
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Spread p50 = new Spread();
    private final Spread p99 = new Spread();
    private final Spread generator = new Spread();
    private final Spread bridgeCores = new Spread();
    private int number = 1;
    private int acknowledged;
    private int lost;

    Acknowledgements(Lab lab) {
        this.lab = lab;
        this.report = lab.report;
        this.measured = lab.settings.seconds(8, 3);
    }

    void run() {
        report.section("a. Webhooks taken");
        BridgeServer bridge = lab.bridge("bridge");
        BridgeServer single = lab.bridge("single", Lab.INTERPRET_WEBHOOKS, Acknowledgements::oneByOne);
        List<String> references = lab.checkouts(bridge, "A", CHECKOUTS);
        List<String> singleReferences = lab.checkouts(single, "A", CHECKOUTS);
        candidates.put("bridge", () -> measure(bridge, references));
        candidates.put("HTTP that stores nothing", nothingStored(references));
        candidates.put("platform-http, jdbc, a row a request", rowPerRequest(references));
        candidates.put("bridge with groupSize 1", () -> rate(load(single, "single", singleReferences, CONNECTIONS, measured), "single"));
        pgBench().ifPresentOrElse(pgBench -> candidates.put("pgbench", pgBench),
                () -> report.say("pgbench is not on this machine: there is nothing to compare with the database's own speed."));
        warmUp(bridge, references);
        rounds();
        double most = rates.get("bridge").median();
        connections(bridge, references);
        half(bridge, references, most / 2);
        new KilledDatabase(lab, bridge, references, number).run();
        bridge.close();
        new FirstSeconds(lab, "bridge", references, number + 50_000_000).run();
    }

    /** Each message in a transaction of its own; reading is held back all the same, or one would compare that. */
    private static String oneByOne(String route) {
        return route.replaceFirst("groupSize: \\d+", "groupSize: 1").replaceFirst("rushPerSecond: \\d+", "rushPerSecond: 1");
    }

    private Candidate nothingStored(List<String> references) {
        int port = Child.freePort();
        lab.untilTheEnd(Child.java(NothingStored.class, port, lab.folder));
        return () -> new Load(port, CONNECTIONS, new Webhooks(references, BridgeServer::webhookPath, number, Webhooks.PAID)).run(measured).perSecond();
    }

    private Candidate rowPerRequest(List<String> references) {
        int port = Child.freePort();
        lab.database.execute("bridge", "create schema plain", "create table plain.webhook_inbox (like webhook_inbox including all)");
        lab.untilTheEnd(Child.java(RowPerRequest.class, port, lab.folder, lab.database.url("bridge") + "?currentSchema=plain"));
        return () -> {
            Webhooks messages = new Webhooks(references, BridgeServer::webhookPath, number, Webhooks.PAID, RowPerRequest.CONTENT_TYPE);
            LoadResult result = new Load(port, CONNECTIONS, messages).run(measured);
            number = messages.end();
            lab.tidy("bridge", "plain.webhook_inbox");
            return result.perSecond();
        };
    }

    private Optional<Candidate> pgBench() {
        return PgBench.find(lab.folder).map(program -> {
            lab.database.execute("bridge", PgBench.table());
            return () -> {
                double rate = program.run(lab.database.port(), "bridge", measured);
                lab.tidy("bridge", "bench_inbox");
                return rate;
            };
        });
    }

    private double measure(BridgeServer bridge, List<String> references) {
        Duration cpu = bridge.process().cpu();
        LoadResult result = load(bridge, "bridge", references, CONNECTIONS, measured);
        bridgeCores.add(bridge.process().cpu().minus(cpu).toNanos() / 1e9 / result.seconds());
        p50.add(result.latencies().percentile(50));
        p99.add(result.latencies().percentile(99));
        generator.add(result.ownCpu());
        return rate(result, "bridge");
    }

    private double rate(LoadResult result, String name) {
        lab.tidy(name, "webhook_inbox");
        return result.perSecond();
    }

    private LoadResult load(BridgeServer bridge, String name, List<String> references, int connections, Duration duration) {
        Webhooks messages = new Webhooks(references, BridgeServer::webhookPath, number, Webhooks.BEGUN);
        LoadResult result = new Load(bridge.port(), connections, messages).run(duration);
        number = messages.end();
        Stored stored = Stored.compare(lab.database, name, messages);
        acknowledged += stored.acknowledged();
        lost += stored.lost() + stored.twice();
        return result;
    }

    private void warmUp(BridgeServer bridge, List<String> references) {
        load(bridge, "bridge", references, CONNECTIONS, lab.settings.seconds(20, 5));
        lab.tidy("bridge", "webhook_inbox");
        candidates.values().forEach(Candidate::perSecond);
    }

    private void rounds() {
        List<String> order = new ArrayList<>(candidates.keySet());
        for (int round = 0; round < lab.settings.rounds(); round++) {
            order.forEach(name -> rates.computeIfAbsent(name, any -> new Spread()).add(candidates.get(name).perSecond()));
            Collections.rotate(order, 1);
        }
        report.table("at " + CONNECTIONS + " connections", "a second", "bridge : this");
        Spread own = rates.get("bridge");
        candidates.keySet().forEach(name -> report.row(name, rates.get(name).show(0), Spread.ratios(own, rates.get(name)).show(2)));
        report.say("bridge: p50 %s ms, p99 %s ms; cores used by the bridge %s, by the load generator %s", p50.show(1), p99.show(1),
                bridgeCores.show(2), generator.show(2));
        report.target("acknowledged is stored", lost == 0, acknowledged + " acknowledged, " + lost + " of them lost or stored twice");
        Map.of("pgbench", 1.0, "platform-http, jdbc, a row a request", 4.0, "bridge with groupSize 1", 1.5).forEach((name, least) -> {
            if (rates.containsKey(name)) {
                Spread ratio = Spread.ratios(own, rates.get(name));
                report.target("at least " + least + " x " + name, ratio.median() >= least, ratio.show(2));
            }
        });
    }

    private void connections(BridgeServer bridge, List<String> references) {
        report.table("connections", "a second", "p50 ms", "p99 ms");
        for (int connections : OTHER_CONNECTIONS) {
            Spread rate = new Spread();
            Spread median = new Spread();
            Spread worst = new Spread();
            for (int i = 0; i < lab.settings.times(3, 1); i++) {
                LoadResult result = load(bridge, "bridge", references, connections, measured);
                rate.add(rate(result, "bridge"));
                median.add(result.latencies().percentile(50));
                worst.add(result.latencies().percentile(99));
            }
            report.row(connections, rate.show(0), median.show(1), worst.show(1));
        }
    }

    /** An open loop: a sender that waits does not keep the others from sending. */
    private void half(BridgeServer bridge, List<String> references, double perSecond) {
        Spread worst = new Spread();
        Spread median = new Spread();
        for (int i = 0; i < lab.settings.times(3, 1); i++) {
            Webhooks messages = new Webhooks(references, BridgeServer::webhookPath, number, Webhooks.BEGUN);
            LoadResult result = new Load(bridge.port(), CONNECTIONS, messages).atRate(perSecond).run(lab.settings.seconds(15, 5));
            number = messages.end();
            median.add(result.latencies().percentile(50));
            worst.add(result.latencies().percentile(99));
            lab.tidy("bridge", "webhook_inbox");
        }
        report.say("half of that load (open loop, %.0f a second): p50 %s ms", perSecond, median.show(1));
        report.target("p99 below %.0f ms at half of that load".formatted(P99_MILLIS), worst.median() < P99_MILLIS, worst.show(1) + " ms");
    }
}
