package org.checkoutbridge.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.bench.load.Latencies;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.Webhooks;
import org.checkoutbridge.bench.world.BridgeServer;

/** Section g: sections a and b again, on a ledger that is full, beside one that is empty. */
final class FilledLedger {

    private static final double LEAST = 0.9;
    /** A number that no message of the first part has. */
    private static final int FIRST_PAYMENT = 800_000_000;

    private final Lab lab;
    private int number = 1;

    private FilledLedger(Lab lab) {
        this.lab = lab;
    }

    static void run(Lab lab) {
        lab.report.section("g. A full ledger");
        new FilledLedger(lab).measure();
    }

    private void measure() {
        BridgeServer empty = lab.bridge("empty");
        BridgeServer full = lab.bridge("filled");
        Fill.all(lab, "filled");
        List<String> emptyReferences = lab.checkouts(empty, "G", Acknowledgements.CHECKOUTS);
        List<String> fullReferences = lab.checkouts(full, "G", Acknowledgements.CHECKOUTS);
        Spread emptyRates = new Spread();
        Spread fullRates = new Spread();
        Duration measured = lab.settings.seconds(8, 3);
        acknowledge(empty, emptyReferences, lab.settings.seconds(20, 3));
        acknowledge(full, fullReferences, lab.settings.seconds(20, 3));
        for (int round = 0; round < lab.settings.rounds(); round++) {
            emptyRates.add(acknowledge(empty, emptyReferences, measured));
            fullRates.add(acknowledge(full, fullReferences, measured));
        }
        lab.report.table("at " + Acknowledgements.CONNECTIONS + " connections", "acknowledged a second");
        lab.report.row("empty", emptyRates.show(0));
        lab.report.row("filled", fullRates.show(0));
        Spread ratio = Spread.ratios(fullRates, emptyRates);
        lab.report.target("within 10 %", ratio.median() >= LEAST, "filled : empty = " + ratio.show(2));
        payments(empty, full);
    }

    private double acknowledge(BridgeServer bridge, List<String> references, Duration duration) {
        Webhooks messages = new Webhooks(references, BridgeServer::webhookPath, number, Webhooks.BEGUN);
        double rate = new Load(bridge.port(), Acknowledgements.CONNECTIONS, messages).run(duration).perSecond();
        number = messages.end();
        lab.tidy(bridge.database(), "webhook_inbox");
        return rate;
    }

    private void payments(BridgeServer empty, BridgeServer full) {
        WebhookToErp ofEmpty = new WebhookToErp(lab, empty);
        WebhookToErp ofFull = new WebhookToErp(lab, full);
        Duration warmUp = lab.settings.seconds(80, 5);
        ofEmpty.measure("EW", warmUp, FIRST_PAYMENT);
        ofFull.measure("FW", warmUp, FIRST_PAYMENT);
        Map<Integer, Spread> emptyMillis = Map.of(50, new Spread(), 95, new Spread());
        Map<Integer, Spread> fullMillis = Map.of(50, new Spread(), 95, new Spread());
        for (int round = 0; round < lab.settings.times(3, 1); round++) {
            add(ofEmpty.measure("E" + round + "-", lab.settings.seconds(15, 5), FIRST_PAYMENT), emptyMillis);
            add(ofFull.measure("F" + round + "-", lab.settings.seconds(15, 5), FIRST_PAYMENT), fullMillis);
        }
        lab.report.table("webhook to both ERP calls", "p50 ms", "p95 ms");
        lab.report.row("empty", emptyMillis.get(50).show(0), emptyMillis.get(95).show(0));
        lab.report.row("filled", fullMillis.get(50).show(0), fullMillis.get(95).show(0));
        Spread ratio = Spread.ratios(fullMillis.get(95), emptyMillis.get(95));
        lab.report.target("p95 of webhook to both ERP calls within 10 %", ratio.median() <= 2 - LEAST, "filled : empty = " + ratio.show(2));
    }

    private static void add(Latencies latencies, Map<Integer, Spread> millis) {
        millis.forEach((percentile, spread) -> spread.add(latencies.percentile(percentile)));
    }
}
