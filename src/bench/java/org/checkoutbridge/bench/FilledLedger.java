package org.checkoutbridge.bench;

import java.time.Duration;
import java.util.List;
import org.checkoutbridge.bench.load.Load;
import org.checkoutbridge.bench.load.Webhooks;
import org.checkoutbridge.bench.world.BridgeServer;

/** Section g: sections a and b again, on a ledger that is full, beside one that is empty. */
final class FilledLedger {

    private static final double LEAST = 0.9;

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
        Duration duration = lab.settings.seconds(15, 5);
        WebhookToErp ofEmpty = new WebhookToErp(lab, empty);
        WebhookToErp ofFull = new WebhookToErp(lab, full);
        ofEmpty.measure("EW", duration, 800_000_000);
        ofFull.measure("FW", duration, 800_000_000);
        double p95Empty = ofEmpty.measure("E", duration, 900_000_000);
        double p95Full = ofFull.measure("F", duration, 900_000_000);
        lab.report.target("p95 of webhook to both ERP calls within 10 %", p95Full <= p95Empty * (2 - LEAST),
                "filled %.0f ms, empty %.0f ms".formatted(p95Full, p95Empty));
    }
}
