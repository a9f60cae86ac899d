package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.checkoutbridge.standin.FaultProxy;
import org.checkoutbridge.standin.FaultProxy.Manner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The wire to the database is in trouble: whoever comes is answered in time, what was acknowledged is there, and when the trouble is over
 * nobody waits for a connection that will never answer.
 */
@Timeout(180)
class LedgerOutOfReachIT extends Journey {

    /** {@code database.timeout} once or twice, and a try for another connection. */
    private static final Duration ANSWERED = Duration.ofSeconds(15);

    private static final Duration HEALED = Duration.ofSeconds(60);
    /** A reading is tried twice, and the third would be a message's last. */
    private static final int MORE_THAN_THREE_READINGS = 8;

    private static final String IDLE_IN_TRANSACTION =
            "select exists (select 1 from pg_stat_activity where state = 'idle in transaction' and application_name like 'checkout-bridge%')";
    private static final String WAITS_FOR_A_LOCK =
            "select coalesce(string_agg(pid::text, ','), '') from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'checkout-bridge%'";
    private static final EmbeddedPostgres DATABASE = database();
    private static final FaultProxy TO_DATABASE = new FaultProxy().to(DATABASE.getPort());

    LedgerOutOfReachIT() {
        super(Map.of("database.url", "jdbc:postgresql://localhost:" + TO_DATABASE.port() + "/postgres", "database.timeout", "PT3S",
                "bridge.data-dir", "target/journeys/wire-" + TO_DATABASE.port()));
    }

    private static EmbeddedPostgres database() {
        try {
            return EmbeddedPostgres.builder().setDataDirectory(Path.of("target", "journeys", "ledger-" + ProcessHandle.current().pid()))
                    .setRegisterShutdownHook(false).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void heal() {
        TO_DATABASE.behave(Manner.CARRIES);
    }

    @AfterAll
    void stop() throws IOException {
        world.bridge.close();
        TO_DATABASE.close();
        DATABASE.close();
    }

    @Test
    void whoeverComesIsToldToComeAgain() {
        isToldToComeAgain(Manner.HALF_OPEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "RESETS"})
    @Tag("nightly")
    void whoeverComesIsToldToComeAgainOtherwise(Manner trouble) {
        isToldToComeAgain(trouble);
    }

    private void isToldToComeAgain(Manner trouble) {
        String reference = open();
        JsonNode paid = platform.happen(reference, "op" + reference, "200", "card", "18450.50", at(1));
        String returned = platform.checkout(reference).returnUrl();
        String health = "http://localhost:" + world.configuration.get("bridge.management.port") + "/observe/health/ready";

        TO_DATABASE.behave(trouble);
        for (int time = 1; time <= 2; time++) { // into the middle of work, and when it is known
            List<CompletableFuture<Reply>> replies = List.of(timed(() -> send(order(newOrderId()))), timed(() -> tell(reference, paid)),
                    timed(() -> get(returned, null)), timed(() -> show(orderOf(reference))), timed(() -> cancel(orderOf(reference))));
            assertThat(timed(() -> get(health, null)).join().status()).as("health").isEqualTo(503);
            assertThat(replies).allSatisfy(reply -> {
                assertThat(reply.join().status()).as(reply.join().body()).isEqualTo(503);
                assertThat(reply.join().headers().firstValue("Retry-After")).isPresent();
            });
            Reply page = replies.get(2).join();
            assertThat(page.body()).as("what the buyer sees").contains("this page comes back by itself");
            assertThat(page.headers().firstValue("Refresh")).isPresent();
        }

        heal();
        awaitPaid(reference, paid);
        awaitServed();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAR", "DRIPS"})
    @Tag("nightly")
    void whatTakesLongIsAnsweredAndNotLost(Manner trouble) {
        String reference = open();
        JsonNode paid = platform.happen(reference, "op" + reference, "200", "card", "18450.50", at(1));
        TO_DATABASE.behave(trouble);
        List<ObjectNode> orders = new ArrayList<>();
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ObjectNode order = order(newOrderId());
            orders.add(order);
            replies.add(CompletableFuture.supplyAsync(() -> send(order)).orTimeout(60, TimeUnit.SECONDS));
        }
        CompletableFuture<Reply> told = CompletableFuture.supplyAsync(() -> tell(reference, paid)).orTimeout(60, TimeUnit.SECONDS);
        for (int i = 0; i < 5; i++) {
            Reply reply = replies.get(i).join();
            assertThat(reply.status()).as(reply.body()).isIn(201, 202, 503);
        }
        assertThat(told.join().status()).isIn(200, 503);

        heal();
        for (int i = 0; i < 5; i++) {
            if (replies.get(i).join().status() < 300) {
                assertThat(show(orders.get(i).path("orderId").asText()).status()).as("what was acknowledged is there").isEqualTo(200);
            }
            taken(orders.get(i));
        }
        awaitPaid(reference, paid);
        awaitServed();
    }

    /** The row of a checkout is locked by a transaction whose bridge cannot be heard any more, and does not know what became of it. */
    @Test
    void aLockThatNobodyHoldsAnyMoreIsGivenBack() {
        String reference = open();
        JsonNode paid = platform.happen(reference, "op" + reference, "200", "card", "18450.50", at(1));
        sql("create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$");
        sql("create trigger dawdle before insert on payment_event for each row when (new.reference = '" + reference + "') execute function dawdle()");
        assertThat(tell(reference, paid).status()).isEqualTo(200);
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() ->
                "t".equals(value("select exists (select 1 from pg_stat_activity where wait_event = 'PgSleep')")));
        TO_DATABASE.behave(Manner.HALF_OPEN);
        await().atMost(SOON).until(() -> "t".equals(value(IDLE_IN_TRANSACTION)));
        await().atMost(SOON).until(() -> send(order(newOrderId())).status() == 503); // the bridge gives it up, nobody hears of it
        heal();
        awaitPaid(reference, paid);
        awaitServed();
        sql("drop trigger dawdle on payment_event");
        sql("drop function dawdle()");
    }

    /** Statements that wait at the server for somebody else, after we went away, are ever more, and have all processors to themselves. */
    @Test
    void whatWeGiveUpTheServerGivesUpToo() throws SQLException {
        String reference = open();
        JsonNode paid = platform.happen(reference, "op" + reference, "200", "card", "18450.50", at(1));
        try (Connection connection = DATABASE.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1 from checkout where reference = '" + reference + "' for update");
            assertThat(tell(reference, paid).status()).isEqualTo(200);
            String first = await().atMost(SOON).until(() -> value(WAITS_FOR_A_LOCK), pids -> !pids.isEmpty());
            await().atMost(ANSWERED).until(() -> value(WAITS_FOR_A_LOCK), pids -> !List.of(pids.split(",")).contains(first));
            connection.rollback();
        }
        awaitPaid(reference, paid);
        awaitServed();
    }

    /** Quartz has connections of its own. One of them is in the middle of a statement when nothing is heard any more. */
    @Test
    void quartzWaitsForNobodyWhoIsGone() throws SQLException {
        try (Connection connection = DATABASE.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table qrtz_triggers in access exclusive mode");
            await().atMost(SOON).until(() -> "t".equals(value("select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock' "
                    + "and query ilike '%qrtz_triggers%')")));
            TO_DATABASE.behave(Manner.HALF_OPEN);
            connection.commit();
        }
        await().atMost(SOON).until(() -> send(order(newOrderId())).status() == 503);
        heal();
        awaitServed();
    }

    /** The database answers, and can write only what takes no room. A message that it could not take is none that nobody can read. */
    @Test
    @Tag("nightly")
    void noMessageIsPutAsideForTheDatabase() {
        String reference = open();
        JsonNode slip = platform.happen(reference, "op" + reference, "2", "cash", "18450.50", at(1));
        sql("create sequence refusals"); // it counts on where everything else is undone
        sql("create function refuse() returns trigger language plpgsql as $$ begin perform nextval('refusals'); raise exception 'could not extend file' using errcode = '53100'; end $$");
        sql("create trigger refuse before insert on payment_event for each row when (new.reference = '" + reference + "') execute function refuse()");
        assertThat(tell(reference, slip).status()).isEqualTo(200);
        await().atMost(HEALED).until(() -> Integer.parseInt(value("select last_value from refusals")) >= MORE_THAN_THREE_READINGS);
        sql("drop trigger refuse on payment_event");
        sql("drop function refuse()");
        sql("drop sequence refusals");
        await().atMost(HEALED).untilAsserted(() -> assertThat(finance(reference)).isNotEmpty());
        assertThat(finance(reference)).as("a slip, and nothing for a person").containsExactly("receivable");
        assertThat(value("select verdict from webhook_inbox where reference = '" + reference + "'")).isEqualTo("applied");
    }

    /** A reply that came in time. */
    private static CompletableFuture<Reply> timed(Supplier<Reply> request) {
        Instant sent = Instant.now();
        return CompletableFuture.supplyAsync(request).orTimeout(60, TimeUnit.SECONDS).whenComplete((reply, failure) ->
                assertThat(Duration.between(sent, Instant.now())).as("answered in time").isLessThan(ANSWERED));
    }

    /** Sends an order until it is acknowledged, and sees that its checkout opens. */
    private void taken(ObjectNode order) {
        Reply reply = await().atMost(HEALED).until(() -> send(order), answer -> answer.status() != 503);
        assertThat(reply.status()).as(reply.body()).isIn(200, 201, 202);
        String reference = reply.json().path("reference").asText();
        await().atMost(HEALED).untilAsserted(() -> {
            endLeases();
            assertThat(state(reference)).isEqualTo("OPEN");
        });
        assertThat(platform.created(reference)).isEqualTo(1);
    }

    private void awaitPaid(String reference, JsonNode paid) {
        await().atMost(HEALED).until(() -> tell(reference, paid).status() == 200);
        await().atMost(HEALED).untilAsserted(() -> {
            endLeases();
            assertThat(state(reference)).isEqualTo("PAID");
            assertThat(stock(reference)).containsExactly("reserve", "commit");
            assertThat(finance(reference)).containsExactly("receipt");
        });
    }

    /** A new order lives its life up to a release, which takes every clock and every way out; and no connection is in anybody's hands. */
    private void awaitServed() {
        ObjectNode order = order(newOrderId());
        taken(order);
        String reference = order.path("orderId").asText() + "-A1";
        letExpire(reference);
        await().atMost(HEALED).untilAsserted(() -> {
            endLeases();
            assertThat(stock(reference)).containsExactly("reserve", "release");
        });
        HikariPoolMXBean pool = world.bridge.context().getRegistry().lookupByNameAndType("ledgerPool", HikariDataSource.class).getHikariPoolMXBean();
        await().atMost(HEALED).untilAsserted(() -> {
            assertThat(pool.getThreadsAwaitingConnection()).as("who waits for a connection").isZero();
            assertThat(pool.getActiveConnections()).as("connections in use; the inbox keeps one").isLessThanOrEqualTo(2);
            assertThat(value("select count(*) from pg_stat_activity where application_name like 'checkout-bridge%' and xact_start < now() - interval '10 seconds'"))
                    .as("transactions that nobody ends").isEqualTo("0");
        });
    }

    /** As two minutes of waiting would. */
    private void endLeases() {
        sql("update checkout set next_check_at = now() where next_check_at between now() + interval '5 seconds' and now() + interval '3 minutes'");
        sql("update effect set next_attempt_at = now() where state = 'PENDING' and next_attempt_at between now() + interval '5 seconds' and now() + interval '3 minutes'");
    }

    @Override
    protected void sql(String statement) {
        try (Connection connection = DATABASE.getPostgresDatabase().getConnection(); Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected String value(String query) {
        try (Connection connection = DATABASE.getPostgresDatabase().getConnection(); Statement run = connection.createStatement();
                var rows = run.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
