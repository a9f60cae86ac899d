package org.checkoutbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The volume with the data directory is full: the tables cannot grow, or the log of the database cannot, from which it dies. Lives of orders
 * go on meanwhile. Nothing is acknowledged that is not durable, and when somebody has made room everything goes on without hands.
 */
@EnabledIf(value = "org.checkoutbridge.model.SmallVolume#possible", disabledReason = "no volume can be mounted here (it takes root): a full one is not tried")
@Tag("nightly")
class FullVolumeIT {

    private static final Duration FULL = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("model.seed", System.currentTimeMillis() % 1_000_000_000L);
    private SmallVolume volume;
    private Neighbours around;

    @BeforeEach
    void start() throws IOException {
        around = new Neighbours(folder);
        volume = new SmallVolume(folder.resolve("data"), 240);
        around.bridge.startReady("");
    }

    @AfterEach
    void stop() {
        around.close();
        volume.close();
    }

    @Test
    void tablesThatCannotGrowLoseNothing() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("data/orders/in"));
        Path good = Files.writeString(inbox.resolve("good.part"), """
                {"orderId": "V-1", "currency": "ARS", "total": "100.00", "customer": {"name": "María José Peña", "email": "mj@example.com",
                 "identification": "30123456"}, "items": [{"sku": "CAF-500", "description": "Café", "quantity": "1", "unitPrice": "100.00"}]}""");
        Path bad = Files.writeString(inbox.resolve("bad.part"), "{\"orderId\": \"V-2\"}");
        through(around -> whileFull(around, () -> {
            Files.move(good, inbox.resolve("good.json"));
            Files.move(bad, inbox.resolve("bad.json"));
            await().pollDelay(FULL).until(() -> true);
        }));
        await().atMost(SOON).untilAsserted(() -> assertThat(around.send(around.toBridge("/erp/orders/V-1").GET().build()).status()).isEqualTo(200));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(inbox.resolveSibling("done").resolve("good.json")).exists();
            assertThat(Json.tree(Files.readString(inbox.resolveSibling("rejected").resolve("bad.json.errors.json"))).findValuesAsText("code"))
                    .as("a whole report").contains("required");
        });
    }

    @Test
    void aLogThatCannotGrowLosesNothing() {
        through(around -> {
            ProcessHandle server = around.bridge.database();
            whileFull(around, () -> {
                await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> died(around));
                await().pollDelay(FULL).until(() -> true);
            });
            System.out.println("full volume: the first process of the database " + (server.isAlive() ? "lived on" : "died"));
        });
    }

    private void through(Fault fault) {
        System.out.printf("full volume: lives from -Dmodel.seed=%d on%n", seed);
        Model model = new Model(around, Duration.ofMinutes(2), 8);
        Map<Long, ?> broken = model.runThrough(seed, List.of(fault, Neighbours::endLeases));
        System.out.printf("full volume: %d lives, broken: %s%n", model.lived(), broken.keySet());
        assertThat(broken).as("broken invariants by seed").isEmpty();
    }

    private boolean died(Neighbours around) throws IOException {
        try (Connection connection = around.ledger(); Statement statement = connection.createStatement()) {
            for (int megabytes = 0; megabytes < 40; megabytes++) {
                statement.execute("select pg_logical_emit_message(true, 'ballast', repeat(md5(random()::text), 32768))");
            }
            return false;
        } catch (SQLException gone) {
            return true;
        }
    }

    private interface Trouble {
        void make() throws Exception;
    }

    private void whileFull(Neighbours around, Trouble trouble) throws Exception {
        int failed = around.failures();
        volume.fill();
        try {
            trouble.make();
        } finally {
            volume.free();
        }
        around.bridge.awaitReady();
        around.endLeases();
        around.crashed();
        assertThat(around.failures() - failed).as("answers of 5xx but 503").isZero();
    }
}
