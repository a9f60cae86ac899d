package org.checkoutbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.model.Neighbours.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of the bridge's machine is set ahead by days, and back again. The database's decides what is due and what has expired: nothing is
 * released for a clock, and nothing that was due waits for one.
 */
@EnabledIf(value = "org.checkoutbridge.model.WrongClock#possible", disabledReason = "libfaketime is not here: clocks that jump are not tried")
class ClockIT {

    private static final Duration SOON = Duration.ofSeconds(45);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("model.seed", System.currentTimeMillis() % 1_000_000_000L);
    private EmbeddedPostgres database;
    private Neighbours around;
    private WrongClock clock;

    @BeforeEach
    void start() throws IOException {
        database = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("ledger")).setRegisterShutdownHook(false).setLocaleConfig("locale", "C").start();
        around = new Neighbours(folder.resolve("bridge"), database);
        clock = new WrongClock(around.bridge, folder.resolve("clock"));
    }

    @AfterEach
    void stop() throws IOException {
        around.close();
        database.close();
    }

    @Test
    void aClockThatWasAheadReleasesNothingAndStopsNothing() throws Exception {
        around.bridge.startReady("");
        String unpaid = open("C-1");
        String paid = open("C-2");

        clock.set("+3d");
        expires(open("C-3")); // the clocks have ticked
        assertThat(around.told(unpaid)).extracting(Told::action).as("what can still be paid").containsExactly("reserve");
        pays(paid);

        clock.set("-6h");
        expires(open("C-4"));
        pays(unpaid);
        assertThat(around.told(unpaid)).extracting(Told::action).doesNotContain("release");
    }

    @Test
    @Tag("nightly")
    void whatAWrongClockPlannedIsPlannedAnewAfterTheNextStart() throws Exception {
        clock.set("+3d");
        around.bridge.startReady("");
        expires(open("C-1"));
        around.bridge.stop();
        clock.set("+0");
        around.bridge.startReady("");
        expires(open("C-2"));
    }

    @Test
    @Tag("nightly")
    void livesAreLivedWhileTheClockJumps() {
        System.out.printf("clocks: lives from -Dmodel.seed=%d on%n", seed);
        around.bridge.startReady("");
        Model model = new Model(around, Duration.ofMinutes(1), 8);
        Map<Long, ?> broken = model.runThrough(seed, List.of(jump("+3d"), jump("-6h"), jump("+30d"), jump("+0"), jump("+1h"), jump("+0")));
        System.out.printf("clocks: %d lives, broken: %s%n", model.lived(), broken.keySet());
        assertThat(broken).as("broken invariants by seed").isEmpty();
    }

    private Fault jump(String offset) {
        return around -> clock.set(offset);
    }

    /** Gives the reference of an order whose checkout is open. */
    private String open(String orderId) {
        Reply reply = await().atMost(SOON).until(() -> around.send(around.toBridge("/erp/orders").POST(BodyPublishers.ofString("""
                {"orderId": "%s", "currency": "ARS", "total": "100.00", "customer": {"name": "María José Peña", "email": "mj@example.com", "identification": "30123456"},
                 "items": [{"sku": "CAF-500", "description": "Café", "quantity": "1", "unitPrice": "100.00"}]}""".formatted(orderId))).build()),
                answer -> answer.status() < 500);
        assertThat(reply.status()).as(reply.body()).isIn(201, 202);
        String reference = reply.json().path("reference").asText();
        await().atMost(SOON).until(() -> around.told(reference).stream().anyMatch(told -> told.performed() && told.action().equals("reserve")));
        return reference;
    }

    /** Its time runs out, and its stock is released: by the clock that asks, and that which delivers. */
    private void expires(String reference) {
        await("the release of " + reference).atMost(SOON).until(() -> {
            around.letExpire(reference);
            return around.told(reference).stream().anyMatch(told -> told.performed() && told.action().equals("release"));
        });
    }

    /** The platform says nothing: the buyer's payment is found by asking, which somebody has to be due for. */
    private void pays(String reference) {
        around.platform.happen(reference, reference + "op", "200", "card", "100.00", java.time.Instant.parse("2026-03-01T12:00:00Z"));
        around.askNow(reference);
        await("the receipt of " + reference).atMost(SOON).until(() -> around.told(reference).stream().filter(Told::performed).map(Told::action).toList()
                .containsAll(List.of("commit", "receipt")));
    }
}
