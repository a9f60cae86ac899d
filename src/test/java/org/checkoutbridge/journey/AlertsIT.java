package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.checkoutbridge.monitoring.Promtool;
import org.checkoutbridge.monitoring.Scrapes;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each alert is fired once by its fault, in a real bridge, and is quiet before. */
@ExtendWith(Promtool.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsIT extends Journey {

    private Scrapes prometheus() {
        return new Scrapes("http://localhost:" + world.configuration.get("bridge.management.port"));
    }

    /** The sum of a metric's series that have some labels, as Prometheus is told them. */
    private BigDecimal metric(String name, String... labels) {
        return get("http://localhost:" + world.configuration.get("bridge.management.port") + "/observe/metrics", null).body().lines()
                .filter(line -> line.matches(name + "[{ ].*") && Stream.of(labels).allMatch(line::contains))
                .map(line -> new BigDecimal(line.substring(line.lastIndexOf(' ') + 1))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Nobody has to wait for the clock: a route that starts measures at once. */
    private void measured() throws Exception {
        await().atMost(SOON).until(() -> metric("checkout_bridge_ledger_measured_seconds").signum() > 0);
        world.bridge.context().getRouteController().stopRoute("measure-ledger");
        world.bridge.context().getRouteController().startRoute("measure-ledger");
        await().atMost(SOON).until(() -> metric("checkout_bridge_ledger_measured_seconds").signum() == 0);
    }

    private static Answer onlyFor(String part, String body, Answer answer) {
        return body.contains(part) ? answer : null;
    }

    @Test
    void aReceiptThatFinanceRefuses() throws Exception {
        Scrapes prometheus = prometheus().scrape();
        prometheus.isQuiet("MoneyAtRisk", "cause=\"refused\"", 30);
        prometheus.isQuiet("EffectsDead", "", 30);
        prometheus.isQuiet("ExceptionOpen", "reason=\"erp-refused\"", 30);
        String order = newOrderId();
        erp.behave(order + "-A1", call -> onlyFor("\"receipt\"", call.body(), Answer.json(422, "{}")));
        String reference = open(order(order));
        tell(reference, platform.happen(reference, "r" + reference, "200", "card", "18450.50", at(1)));
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("erp-refused"));
        measured();
        prometheus.scrape();
        prometheus.fires("MoneyAtRisk", "cause=\"refused\",currency=\"ARS\"", 16);
        prometheus.fires("EffectsDead", "destination=\"finance\"", 6);
        prometheus.fires("ExceptionOpen", "reason=\"erp-refused\"", 6);
    }

    @Test
    void anErpThatTakesNothing() throws Exception {
        Scrapes prometheus = prometheus().scrape();
        prometheus.isQuiet("EffectsLate", "", 30);
        String order = newOrderId();
        AtomicBoolean away = new AtomicBoolean(true);
        erp.behave(order + "-A1", call -> away.get() ? Answer.json(503, "{}") : null);
        String reference = open(order(order));
        sql("update effect set created_at = now() - interval '20 minutes' where reference = '" + reference + "'");
        measured();
        prometheus.scrape();
        prometheus.fires("EffectsLate", "destination=\"stock\"", 6);
        away.set(false);
        awaitStock(reference, "reserve");
    }

    @Test
    void anErpThatRefusesUs() {
        Scrapes prometheus = prometheus().scrape();
        prometheus.isQuiet("CredentialsRefused", "destination=\"stock\"", 1);
        String order = newOrderId();
        AtomicBoolean refuses = new AtomicBoolean(true);
        erp.behave(order + "-A1", call -> refuses.get() ? Answer.json(401, "{}") : null);
        String reference = open(order(order));
        await().atMost(SOON).until(() -> metric("checkout_bridge_refusals_total", "destination=\"stock\"").signum() > 0);
        prometheus.scrape();
        prometheus.fires("CredentialsRefused", "destination=\"stock\"", 1);
        refuses.set(false);
        awaitStock(reference, "reserve");
    }

    @Test
    void aLaneThatNobodyReads() throws Exception {
        Scrapes prometheus = prometheus().scrape();
        prometheus.isQuiet("MessagesUnread", "", 30);
        String reference = open();
        try (Connection reader = world.ledger(); Statement hangs = reader.createStatement()) {
            hangs.execute("select pg_advisory_lock(hashtextextended('webhooks sugaway " + reference + "', 0))");
            tell(reference, platform.happen(reference, "u" + reference, "200", "card", "18450.50", at(1)));
            sql("update webhook_inbox set received_at = now() - interval '10 minutes' where reference = '" + reference + "'");
            measured();
            prometheus.scrape();
            prometheus.fires("MessagesUnread", "", 3);
        }
        awaitState(reference, "PAID");
    }

    @Test
    void aClockThatStands() throws Exception {
        Scrapes prometheus = prometheus().scrape();
        prometheus.isQuiet("QuestionsLate", "", 30);
        world.bridge.context().getRouteController().suspendRoute("due-checkouts");
        try {
            String reference = open();
            sql("update checkout set next_check_at = now() - interval '20 minutes' where reference = '" + reference + "'");
            measured();
            prometheus.scrape();
            prometheus.fires("QuestionsLate", "", 6);
        } finally {
            world.bridge.context().getRouteController().resumeRoute("due-checkouts");
        }
    }

    @Test
    void aPlatformThatAnswersNothing() {
        sql("update checkout set next_check_at = now() + interval '1 hour' where next_check_at is not null");
        Supplier<BigDecimal> unanswered = () -> metric("checkout_bridge_questions_total", "asked=\"false\"");
        String order = newOrderId();
        String reference = open(order(order));
        platform.behave(reference, call -> Answer.hangUp());
        letExpire(reference);
        await().atMost(SOON).until(() -> unanswered.get().signum() > 0);
        Scrapes prometheus = prometheus().scrape();
        prometheus.isQuiet("PlatformSilent", "", 6);
        BigDecimal before = unanswered.get();
        await().atMost(SOON).until(() -> unanswered.get().subtract(before).intValue() > 3);
        prometheus.scrape();
        prometheus.fires("PlatformSilent", "gateway=\"sugaway\"", 6);
        platform.behaveAsUsual(reference);
        awaitState(reference, "EXPIRED");
    }

    @Test
    void aCodeThatNoTableKnows() {
        Scrapes prometheus = prometheus().scrape();
        prometheus.isQuiet("CodeUnmapped", "", 1);
        String reference = open();
        tell(reference, platform.happen(reference, "c" + reference, "777", "card", "18450.50", at(1)));
        awaitState(reference, "REVIEW");
        prometheus.scrape();
        prometheus.fires("CodeUnmapped", "code=\"777\",gateway=\"sugaway\"", 1);
    }

    @Test
    void addressesThatWeDidNotMake() {
        String forged = platform.checkout(open()).webhook().replaceFirst("[^/]+$", "forged");
        Scrapes prometheus = prometheus().scrape();
        prometheus.isQuiet("SignaturesRefused", "", 5);
        for (int i = 0; i < 30; i++) {
            assertThat(request(HttpRequest.newBuilder(URI.create(forged)).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")).build()).status()).isEqualTo(401);
        }
        prometheus.scrape();
        prometheus.fires("SignaturesRefused", "", 5);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void aDatabaseThatIsAway() throws Exception {
        String reference = open();
        measured();
        Scrapes prometheus = prometheus().scrape();
        prometheus.isQuiet("MessagesTurnedBack", "", 3);
        prometheus.isQuiet("LedgerUnmeasured", "", 6);
        String ledger = world.bridge.context().resolvePropertyPlaceholders("{{database.url}}");
        try (Connection elsewhere = DriverManager.getConnection(ledger.replaceFirst("/postgres(\\?|$)", "/template1$1"), "postgres", "");
                Statement run = elsewhere.createStatement()) {
            run.execute("alter database postgres allow_connections false");
            run.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");
            try {
                await().atMost(SOON).until(() -> tell(reference, "application/json", "{}").status() == 503);
                prometheus.scrape();
                await().atMost(SOON).until(() -> metric("checkout_bridge_ledger_measured_seconds").intValue() > 16);
                prometheus.scrape();
            } finally {
                run.execute("alter database postgres allow_connections true");
            }
        }
        prometheus.fires("MessagesTurnedBack", "", 2);
        prometheus.fires("LedgerUnmeasured", "", 6);
        await().atMost(SOON).until(() -> tell(reference, "application/json", "{}").status() == 200);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aBridgeThatIsGone() {
        Scrapes prometheus = prometheus().scrape();
        prometheus.isQuiet("BridgeDown", "", 30);
        world.bridge.close();
        prometheus.scrape();
        prometheus.fires("BridgeDown", "", 3);
    }
}
