package org.checkoutbridge.model;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Kills the bridge in the middle of a named step: while it writes a row, whose transaction has then neither been committed nor undone. The
 * database itself stops it there, by a trigger that waits; the program knows nothing of it.
 *
 * @param name what the bridge is doing
 * @param event of a table, as a trigger names it
 * @param when of the row
 */
record Step(String name, String event, String when) implements Fault {

    private static final Duration REACHED = Duration.ofSeconds(60);

    /** The steps of an order's life, as it is told. */
    static final Step[] ALL = {
        new Step("an order is stored", "insert on customer_order", "true"),
        new Step("a checkout is begun", "insert on checkout", "true"),
        new Step("the platform has created it, and nobody knows", "update on checkout", "old.state = 'CREATING' and new.state = 'OPEN'"),
        new Step("a message is stored", "insert on webhook_inbox", "true"),
        new Step("a message is read", "update on webhook_inbox", "new.processed_at is not null"),
        new Step("the platform is to be asked", "update on checkout", "new.next_check_at > old.next_check_at"),
        new Step("an operation is noted", "insert on operation", "true"),
        new Step("a line of history is written", "insert on payment_event", "new.to_state = 'PAID'"),
        new Step("a checkout is paid", "update on checkout", "old.state <> 'PAID' and new.state = 'PAID'"),
        new Step("a commit is decided", "insert on effect", "new.action = 'commit'"),
        new Step("a release is decided", "insert on effect", "new.action = 'release'"),
        new Step("an effect is taken up", "update on effect", "new.attempts > old.attempts"),
        new Step("a receipt was delivered, and that is not written", "update on effect", "new.state = 'DELIVERED' and new.action = 'receipt'"),
        new Step("a letter was sent, and that is not written", "update on effect", "new.state = 'DELIVERED' and new.destination = 'mail'"),
        new Step("an exception is opened", "insert on payment_exception", "true"),
        new Step("the clock has fired", "insert on qrtz_fired_triggers", "true"),
    };

    @Override
    public void strike(Neighbours around) throws Exception {
        try (Connection connection = around.ledger(); Statement ledger = connection.createStatement()) {
            ledger.execute("select pg_advisory_lock(4711)");
            ledger.execute("create or replace function wait_to_be_killed() returns trigger language plpgsql as $$ begin "
                    + "perform pg_advisory_lock_shared(4711); perform pg_advisory_unlock_shared(4711); return new; end $$");
            ledger.execute("create trigger a_step before " + event + " for each row when (" + when + ") execute function wait_to_be_killed()");
            await("the step is reached: " + name).atMost(REACHED).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).until(() -> waiting(ledger));
            around.bridge.kill();
            // what nobody waits for any more is undone, as if the connection had been lost a moment earlier
            ledger.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'");
            ledger.execute("drop trigger a_step on " + event.replaceAll(".* ", ""));
        }
        around.restart();
    }

    private static boolean waiting(Statement ledger) throws SQLException {
        try (ResultSet waiting = ledger.executeQuery("select exists (select 1 from pg_locks where locktype = 'advisory' and not granted and objid = 4711)")) {
            waiting.next();
            return waiting.getBoolean(1);
        }
    }
}
