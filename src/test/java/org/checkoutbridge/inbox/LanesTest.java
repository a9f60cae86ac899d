package org.checkoutbridge.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final long AT_ONCE = 0;

    private final Lanes lanes = new Lanes(3);

    @Test
    void comeInTheOrderInWhichTheyWereNamedAndOnce() throws InterruptedException {
        lanes.add(List.of("a", "b", "a"));
        lanes.add(List.of("b", "c"));
        assertThat(lanes.take(AT_ONCE)).isEqualTo("a");
        assertThat(lanes.take(AT_ONCE)).isEqualTo("b");
        assertThat(lanes.take(AT_ONCE)).isEqualTo("c");
        assertThat(lanes.take(AT_ONCE)).isNull();
    }

    @Test
    void areOneWorkersAtATimeAndComeAgainWhenNamedMeanwhile() throws InterruptedException {
        lanes.add(List.of("a"));
        assertThat(lanes.take(AT_ONCE)).isEqualTo("a");
        lanes.add(List.of("a"));
        lanes.add(List.of("a"));
        assertThat(lanes.take(AT_ONCE)).as("somebody works it").isNull();
        lanes.done("a", false);
        assertThat(lanes.take(AT_ONCE)).isEqualTo("a");
        lanes.done("a", false);
        assertThat(lanes.take(AT_ONCE)).as("nobody named it").isNull();
    }

    @Test
    void withMoreInThemGoBehindTheOthers() throws InterruptedException {
        lanes.add(List.of("long", "short"));
        assertThat(lanes.take(AT_ONCE)).isEqualTo("long");
        lanes.done("long", true);
        assertThat(lanes.take(AT_ONCE)).isEqualTo("short");
        assertThat(lanes.take(AT_ONCE)).isEqualTo("long");
    }

    @Test
    void areForgottenWhenTooManyWait() throws InterruptedException {
        lanes.add(List.of("a", "b", "c", "d"));
        for (String lane : List.of("a", "b", "c")) {
            assertThat(lanes.take(AT_ONCE)).isEqualTo(lane);
        }
        assertThat(lanes.take(AT_ONCE)).as("the database remembers it").isNull();
        lanes.add(List.of("d"));
        assertThat(lanes.take(AT_ONCE)).isEqualTo("d");
    }

    @Test
    void areIdleWhenNoneWaits() throws InterruptedException {
        assertThat(lanes.idle()).isTrue();
        lanes.add(List.of("a"));
        assertThat(lanes.idle()).isFalse();
        lanes.take(AT_ONCE);
        assertThat(lanes.idle()).isTrue();
    }

    @Test
    void wakeWhoWaitsForThem() {
        CompletableFuture<String> taken = CompletableFuture.supplyAsync(this::patiently);
        lanes.add(List.of("a"));
        assertThat(taken).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo("a");
    }

    @Test
    void letEverybodyGoWhenClosed() {
        CompletableFuture<String> taken = CompletableFuture.supplyAsync(this::patiently);
        lanes.close();
        assertThat(taken).succeedsWithin(5, TimeUnit.SECONDS).isNull();
        lanes.add(List.of("a"));
        await().untilAsserted(() -> assertThat(patiently()).isNull());
    }

    private String patiently() {
        try {
            return lanes.take(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
