package org.checkoutbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What may befall a bridge, or its database, in the middle of its work. When it is over, the bridge is there again. */
interface Fault {

    void strike(Neighbours around) throws Exception;

    /** {@code kill -9}, wherever it is. */
    Fault KILL = Neighbours::killAndRestart;

    /** {@code kill -9} of the database's own first process, whatever it is writing. */
    Fault KILL_DATABASE = around -> {
        ProcessHandle killed = around.bridge.database();
        assertThat(killed.destroyForcibly()).isTrue();
        await().atMost(Duration.ofSeconds(60)).until(() -> !killed.isAlive());
        around.bridge.awaitReady();
        around.crashed();
        around.endLeases();
    };

    /** {@code SIGTERM}, then a new start: it ends with 0, and whoever comes meanwhile is told to come again, or finds nobody. */
    Fault STOP = around -> {
        int failed = around.failures();
        assertThat(around.bridge.stop()).as(around.bridge.log()).isZero();
        assertThat(around.failures() - failed).as("answers of 5xx but 503 while it drained").isZero();
        around.bridge.startReady("");
        around.endLeases();
    };

    /** {@code SIGSTOP}, and on after a while, when clients, leases and Quartz have given it up. */
    static Fault freeze(Duration time) {
        return around -> {
            around.bridge.signal("STOP");
            long until = System.nanoTime() + time.toNanos();
            await().atMost(time.plusSeconds(5)).until(() -> System.nanoTime() >= until);
            around.bridge.signal("CONT");
            around.bridge.awaitReady();
        };
    }
}
