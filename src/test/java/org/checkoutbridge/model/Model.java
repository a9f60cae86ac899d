package org.checkoutbridge.model;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.awaitility.core.ConditionTimeoutException;

/** Many lives at once against one bridge, each lived twice: the same happenings, with two orders of arrival of what is said about them. */
final class Model {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Neighbours around;
    private final Checker checker;
    private final Duration patience;
    private final int atOnce;
    private final Map<Long, List<String>> broken = Collections.synchronizedMap(new LinkedHashMap<>());

    private int lived;

    /**
     * @param patience how long the bridge may take to come to what is right
     * @param atOnce how many lives are lived at the same time
     */
    Model(Neighbours around, Duration patience, int atOnce) {
        this.around = around;
        this.checker = new Checker(around);
        this.patience = patience;
        this.atOnce = atOnce;
    }

    /**
     * Lives so many lives, two of each seed.
     *
     * @param faults what befalls the bridge meanwhile, one after the other, evenly
     * @return what was broken, by the seed of the life
     */
    Map<Long, List<String>> run(long seed, int lives, List<Fault> faults) {
        int pairs = Math.max(1, lives / 2);
        return run(seed, begun -> begun < pairs, done -> {
            for (int fault = 0; fault < faults.size(); fault++) {
                int when = pairs * (fault + 1) / (faults.size() + 1);
                await().atMost(LONG).until(() -> done.get() >= when);
                faults.get(fault).strike(around);
            }
        });
    }

    /**
     * Lives lives until all that befalls the bridge is over.
     *
     * @return what was broken, by the seed of the life
     */
    Map<Long, List<String>> runThrough(long seed, List<Fault> faults) {
        AtomicBoolean over = new AtomicBoolean();
        return run(seed, begun -> !over.get(), done -> {
            try {
                for (Fault fault : faults) {
                    int before = done.get();
                    fault.strike(around);
                    await().atMost(LONG).until(() -> done.get() > before);
                }
            } finally {
                over.set(true);
            }
        });
    }

    private interface Trouble {
        /** @param done how many pairs of lives are over */
        void make(AtomicInteger done) throws Exception;
    }

    private Map<Long, List<String>> run(long seed, IntPredicate goesOn, Trouble trouble) {
        List<Life> all = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        ExecutorService people = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<?>> tasks = new ArrayList<>();
            for (int person = 0; person < atOnce; person++) {
                tasks.add(people.submit(() -> {
                    for (int each = begun.getAndIncrement(); goesOn.test(each); each = begun.getAndIncrement()) {
                        try {
                            pair(seed + each, all);
                        } finally {
                            done.incrementAndGet();
                        }
                    }
                }));
            }
            trouble.make(done);
            for (Future<?> task : tasks) {
                finished(task::get);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the model itself fails", e);
        } finally {
            people.shutdownNow();
        }
        for (Life life : all) { // nothing came after the end
            broken(life.plan.seed(), checker.broken(life));
        }
        eventually(seed, () -> checker.brokenLetters(all));
        lived = all.size();
        return broken;
    }

    /** How many lives came to their end. */
    int lived() {
        return lived;
    }

    private void pair(long seed, List<Life> all) {
        Plan plan = Plan.of(seed);
        List<Life> twins = List.of(life(plan, 0), life(plan, 1));
        for (Life life : twins) {
            try {
                life.live();
                eventually(seed, () -> checker.broken(life));
                all.add(life);
            } catch (ConditionTimeoutException | IllegalStateException e) {
                List<String> what = new ArrayList<>(List.of("11: " + life.orderId + ": " + e.getMessage()));
                what.addAll(checker.broken(life));
                System.out.printf("model: %s: %s%n", life.orderId, around.evidence(life.orderId));
                broken(seed, what);
                return;
            }
        }
        if (!checker.outcome(twins.get(0)).equals(checker.outcome(twins.get(1)))) {
            broken(seed, List.of("6: two orders of arrival, two outcomes: " + checker.outcome(twins.get(0)) + ", " + checker.outcome(twins.get(1))));
        }
    }

    private Life life(Plan plan, int twin) {
        return new Life(plan, "L" + plan.seed() + "-" + twin, plan.seed() * 31 + twin, around, patience);
    }

    private void eventually(long seed, Callable<List<String>> check) {
        List<List<String>> last = new ArrayList<>();
        try {
            await().atMost(patience).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(400)).until(() -> {
                last.add(check.call());
                return last.get(last.size() - 1).isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            broken(seed, last.get(last.size() - 1));
        }
    }

    private void broken(long seed, List<String> what) {
        if (!what.isEmpty()) {
            broken.computeIfAbsent(seed, any -> Collections.synchronizedList(new ArrayList<>())).addAll(what);
        }
    }

    private static void finished(Callable<?> task) {
        try {
            task.call();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the model itself fails", e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
