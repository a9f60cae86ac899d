package org.checkoutbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random lives of orders against the real routes, a real database and neighbours who keep their own books; the bridge is killed meanwhile.
 * {@code -Dmodel.seed=...} begins with another life ({@code -Dmodel.lives=2} lives that one alone, in its two orders of arrival).
 */
class ModelIT {

    /** More than these share no bridge, so that a long run tries many starts. */
    private static final int WORLD = 400;

    /**
     * After a kill, what is due by the clock waits for the start, until Quartz gives up a dead one's work (13 seconds), and until it looks for
     * what it missed (every 10 seconds): 40 seconds on a busy machine, and a second kill may come meanwhile.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private static List<Fault> kills(int lives) {
        return Collections.nCopies(lives > 20 ? 1 + lives / 150 : 0, Fault.KILL);
    }

    @Test
    void nothingIsBrokenInManyLives() throws Exception {
        long seed = Long.getLong("model.seed", System.currentTimeMillis() % 1_000_000_000L);
        int lives = Integer.getInteger("model.lives", 200);
        System.out.printf("model: %d lives from -Dmodel.seed=%d on%n", lives, seed);
        for (int lived = 0; lived < lives; lived += WORLD) {
            int some = Math.min(WORLD, lives - lived);
            try (Neighbours around = new Neighbours(java.nio.file.Files.createDirectory(folder.resolve("world" + lived)))) {
                around.bridge.startReady("");
                Map<Long, ?> broken = new Model(around, PATIENCE, 32).run(seed + lived / 2, some, kills(some));
                assertThat(broken).as("broken invariants by seed (-Dmodel.lives=2 -Dmodel.seed=... replays one)").isEmpty();
            }
        }
    }
}
