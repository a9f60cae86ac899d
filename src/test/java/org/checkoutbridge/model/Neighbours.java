package org.checkoutbridge.model;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.journey.BridgeProcess;
import org.checkoutbridge.standin.ErpStandIn;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.checkoutbridge.standin.StandInServer.Call;
import org.checkoutbridge.standin.SugawayStandIn;

/** A bridge in a process of its own, and those around it: each keeps books of its own, by which the bridge is judged. */
final class Neighbours implements AutoCloseable {

    static final String MERCHANT = "merchant@shop.example";
    private static final Set<String> MONEY = Set.of("2", "3", "100", "200", "300", "301", "605");
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** An answer of the bridge. */
    record Reply(int status, String body) {

        JsonNode json() {
            try {
                return Json.tree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    static {
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // the mailbox says so when a killed bridge hangs up in the middle of a letter
    }

    final SugawayStandIn platform = new SugawayStandIn();
    final BridgeProcess bridge;
    private final EmbeddedPostgres database;
    private final ErpStandIn erp = new ErpStandIn();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, Collection<Told>> told = new ConcurrentHashMap<>();
    private final Set<String> refusedOnce = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int kills;
    private volatile Instant lastDeath;

    /** @param folder empty, for the bridge, which has its database there */
    Neighbours(Path folder) {
        this(folder, null);
    }

    /** @param database of the bridge, where it has none of its own */
    Neighbours(Path folder, EmbeddedPostgres database) {
        this.database = database;
        mail.start();
        erp.behave(this::receive);
        bridge = new BridgeProcess(folder);
        environment().forEach(bridge::with);
        if (database != null) {
            bridge.with("DATABASE_URL", "jdbc:postgresql://localhost:" + database.getPort() + "/postgres");
        }
    }

    private Map<String, String> environment() {
        Map<String, String> keys = new LinkedHashMap<>(Map.of(
                "BRIDGE_SIGNING_KEY", "model-signing-key-0123456789abcdef", "ERP_API_KEY", "model-erp-key",
                "ERP_STOCK_URL", erp.url() + "/stock", "ERP_FINANCE_URL", erp.url() + "/finance", "ERP_ORDERS_URL", erp.url() + "/orders",
                "SUGAWAY_BASE_URL", platform.url(), "SUGAWAY_API_KEY", SugawayStandIn.API_KEY,
                "SUGAWAY_ACCESS_TOKEN", SugawayStandIn.ACCESS_TOKEN, "SUGAWAY_ABSENCE_PROOF", "trusted"));
        keys.putAll(Map.of("MAIL_HOST", "localhost", "MAIL_PORT", Integer.toString(mail.getSmtp().getPort()),
                "MAIL_FROM", "bridge@shop.example", "MAIL_MERCHANT_TO", MERCHANT));
        keys.putAll(Map.of("RECONCILE_CRON", "* * * * * ?", "RECONCILE_SWEEP_CRON", "*/4 * * * * ?", "RECONCILE_GRACE", "PT0S",
                "RECONCILE_PER_SECOND", "200", "RECONCILE_RETRY", "PT1S,PT1S,PT1S,PT2S", "CHECKOUT_UNKNOWN_RETRY", "PT1S,PT1S,PT2S",
                "PAYMENTS_CONFIRM_RETRY", "PT0S,PT1S,PT1S,PT2S", "EFFECTS_RETRY", "PT0.2S,PT0.5S,PT1S", "EFFECTS_REFUSAL_PAUSE", "PT1S"));
        keys.putAll(Map.of("ORDERS_ANSWER_WITHIN", "PT3S", "SUGAWAY_CONNECT_TIMEOUT", "PT2S", "SUGAWAY_RESPONSE_TIMEOUT", "PT5S",
                "ERP_TIMEOUT", "PT5S"));
        return keys;
    }

    // ---- the ERP

    /** A fifth of all effects is not taken at the first attempt: refused for now, or taken with the answer lost. */
    private Answer receive(Call call) {
        JsonNode body;
        try {
            body = Json.tree(call.body());
        } catch (IOException e) {
            return Answer.json(400, "{\"error\":\"not JSON\"}");
        }
        String reference = body.path("reference").asText();
        int chance = Math.floorMod(body.path("effectId").asText().hashCode(), 20);
        boolean trouble = chance < 4 && refusedOnce.add(body.path("effectId").asText());
        boolean performed = !trouble || chance == 0;
        told.computeIfAbsent(reference, any -> new ConcurrentLinkedQueue<>()).add(new Told(call.path(),
                call.headers().get("idempotency-key"), body, performed, platform.codes(reference).stream().anyMatch(MONEY::contains)));
        if (!trouble) {
            return Answer.json(200, "{\"ok\":true}");
        }
        return switch (chance) {
            case 0 -> Answer.hangUp();
            case 1 -> Answer.json(503, "{\"error\":\"busy\"}");
            case 2 -> Answer.json(200, "{\"success\":false}");
            default -> Answer.json(429, "");
        };
    }

    /** Everything that the ERP was told of a reference, repeats too, in order. */
    List<Told> told(String reference) {
        return List.copyOf(told.getOrDefault(reference, List.of()));
    }

    // ---- the mailbox

    /** How often each letter came: address, Message-ID and subject. */
    Map<String, Integer> letters() {
        Map<String, Integer> letters = new LinkedHashMap<>();
        for (var message : mail.getReceivedMessages()) {
            try {
                letters.merge(message.getAllRecipients()[0] + " " + message.getMessageID() + " " + message.getSubject(), 1, Integer::sum);
            } catch (jakarta.mail.MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        return letters;
    }

    // ---- the bridge

    /** Sends a request once. @throws IOException if the bridge is not there, or goes away meanwhile */
    Reply send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 500 && response.statusCode() != 503) {
                failures.incrementAndGet();
            }
            return new Reply(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder toBridge(String path) {
        return HttpRequest.newBuilder(URI.create(bridge.url() + path)).timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer model-erp-key").header("Content-Type", "application/json");
    }

    void killAndRestart() {
        bridge.kill();
        restart();
    }

    /** Starts a bridge that was killed. */
    void restart() {
        crashed();
        bridge.startReady("");
        endLeases();
    }

    /** The bridge or its database was gone in the middle of something: a letter may have been sent, and nobody could write that down. */
    void crashed() {
        kills++;
        lastDeath = Instant.now();
    }

    /** Lets the leases of what a dead bridge had in hand end, as two minutes of waiting would. */
    void endLeases() {
        run("update checkout set next_check_at = now() where next_check_at between now() and now() + interval '3 minutes'");
        run("update effect set next_attempt_at = now() where state = 'PENDING' and next_attempt_at between now() and now() + interval '3 minutes'");
    }

    /** How many answers of 5xx the bridge has given, other than that one should come again (503). */
    int failures() {
        return failures.get();
    }

    int kills() {
        return kills;
    }

    // ---- the ledger: only its clock is moved, and what was acknowledged is counted

    /** Lets a checkout's time run out, as the database's clock would. */
    void letExpire(String reference) {
        run("update checkout set expires_at = now() - interval '1 second', next_check_at = now() where state <> 'CREATING' "
                + "and next_check_at is not null and expires_at > now() and reference = '" + reference + "'");
    }

    /** As the operator's act of the runbook. */
    void askNow(String reference) {
        run("update checkout set next_check_at = now(), check_reason = coalesce(check_reason, 'settlement') where reference = '" + reference + "'");
    }

    /** How many messages of a reference are stored, and how many are still unread. */
    List<Integer> stored(String reference) {
        return inLedger(statement -> {
            try (var row = statement.executeQuery("select count(*), count(*) filter (where processed_at is null) from webhook_inbox "
                    + "where reference = '" + reference + "'")) {
                row.next();
                return List.of(row.getInt(1), row.getInt(2));
            }
        });
    }

    /** For whoever looks for what went wrong: an order's checkouts, and how far the clock that asks about them has come. */
    String evidence(String orderId) {
        return inLedger(statement -> {
            try (var row = statement.executeQuery("select jsonb_build_object('now', now(), 'last death', '" + lastDeath + "', "
                    + "'checkouts', (select jsonb_agg(to_jsonb(c)) from checkout c where erp_order_id = '" + orderId + "'), "
                    + "'due', (select count(*) from checkout where next_check_at <= now()), "
                    + "'clocks', (select jsonb_agg(to_jsonb(t) - 'job_data') from qrtz_triggers t), "
                    + "'running', (select jsonb_agg(to_jsonb(f)) from qrtz_fired_triggers f), "
                    + "'schedulers', (select jsonb_agg(to_jsonb(s)) from qrtz_scheduler_state s), "
                    + "'questions', (select jsonb_agg(to_jsonb(q) order by q.id) from platform_query q "
                    + "join checkout c on c.reference = q.reference where c.erp_order_id = '" + orderId + "'))::text")) {
                row.next();
                return row.getString(1);
            }
        });
    }

    private void run(String sql) {
        inLedger(statement -> statement.executeUpdate(sql));
    }

    private interface Work<T> {
        T on(Statement statement) throws SQLException;
    }

    /** The database may be away for a moment, while the bridge starts again. */
    private <T> T inLedger(Work<T> work) {
        return await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).ignoreExceptions().until(() -> {
            try (Connection connection = ledger(); Statement statement = connection.createStatement()) {
                return work.on(statement);
            }
        }, any -> true);
    }

    Connection ledger() throws SQLException, IOException {
        if (database != null) {
            return database.getPostgresDatabase().getConnection();
        }
        List<String> own = Files.readAllLines(bridge.file("data/postgres/data/postmaster.pid"));
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + own.get(3).trim() + "/postgres", "postgres", "");
    }

    @Override
    public void close() {
        bridge.close();
        platform.close();
        erp.close();
        mail.stop();
    }

    /** All elements but for their repeats, told apart by their keys. */
    static List<Told> once(List<Told> told) {
        Map<String, Told> first = new LinkedHashMap<>();
        told.stream().filter(Told::performed).forEach(each -> first.putIfAbsent(each.key(), each));
        return new ArrayList<>(first.values());
    }
}
