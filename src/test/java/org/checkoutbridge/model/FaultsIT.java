package org.checkoutbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped jar, its database and its neighbours in processes and servers of their own: while orders live their lives, the bridge and the
 * database are killed, frozen and stopped. In the end the books of all agree. {@code -Dmodel.seed=...} begins with another life.
 */
class FaultsIT {

    private static final int KILLS = Integer.getInteger("faults.kills", 200);
    private static final int DATABASE_KILLS = Integer.getInteger("faults.database-kills", 100);

    @TempDir
    Path folder;

    /** A bridge that dies every few seconds hardly gets to what is due by the clock: Quartz gives up a dead one's work after 13 seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final long seed = Long.getLong("model.seed", System.currentTimeMillis() % 1_000_000_000L);

    @Test
    void someFaultsBreakNothing() throws Exception {
        through("some faults", List.of(step("a receipt was delivered, and that is not written"), Fault.KILL_DATABASE,
                Fault.freeze(Duration.ofSeconds(3))));
    }

    @Test
    @Tag("nightly")
    void dyingAtAnyStepBreaksNothing() throws Exception {
        through("each step", List.of(Step.ALL));
    }

    @Test
    @Tag("nightly")
    void dyingAgainAndAgainBreaksNothing() throws Exception {
        List<Fault> faults = new ArrayList<>(Collections.nCopies(Math.max(0, KILLS - Step.ALL.length), Fault.KILL));
        through(faults.size() + " kills", faults);
    }

    @Test
    @Tag("nightly")
    void aDatabaseThatDiesAgainAndAgainBreaksNothing() throws Exception {
        through(DATABASE_KILLS + " kills of the database", Collections.nCopies(DATABASE_KILLS, Fault.KILL_DATABASE));
    }

    @Test
    @Tag("nightly")
    void beingFrozenAndStoppedBreaksNothing() throws Exception {
        through("frozen, and stopped five times", Stream.concat(Stream.of(Fault.freeze(Duration.ofSeconds(90))),
                Collections.nCopies(5, Fault.STOP).stream()).toList());
    }

    private static Fault step(String name) {
        return Arrays.stream(Step.ALL).filter(step -> step.name().equals(name)).findFirst().orElseThrow();
    }

    private void through(String what, List<Fault> faults) throws Exception {
        System.out.printf("faults: %s, lives from -Dmodel.seed=%d on%n", what, seed);
        try (Neighbours around = new Neighbours(folder)) {
            around.bridge.startReady("");
            Model model = new Model(around, PATIENCE, 8);
            Map<Long, ?> broken = model.runThrough(seed, faults);
            System.out.printf("faults: %s: %d lives, %d deaths, broken: %s%n", what, model.lived(), around.kills(), broken.keySet());
            assertThat(broken).as("broken invariants by seed").isEmpty();
        }
    }
}
