package org.checkoutbridge.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is measured, and how long.
 *
 * @param only the sections, by letter
 * @param quick short: to see that it works, not to quote
 * @param rounds paired rounds
 * @param fill checkouts with which the ledger is filled for sections g and h; 0: not at all
 * @param folder where everything is written
 */
public record Settings(Set<String> only, boolean quick, int rounds, long fill, Path folder) {

    private static final Set<String> ALL = Set.of("a", "b", "c", "d", "e", "f", "g", "h");

    /** From the system properties bench.only, bench.quick, bench.rounds, bench.fill and bench.dir. */
    static Settings read() {
        Set<String> only = new TreeSet<>(Arrays.asList(System.getProperty("bench.only", "").split("[, ]+")));
        only.remove("");
        if (!ALL.containsAll(only)) {
            throw new IllegalArgumentException("bench.only: there are a to h, not " + only);
        }
        boolean quick = Set.of("true", "yes", "1").contains(System.getProperty("bench.quick", ""));
        return new Settings(only.isEmpty() ? ALL : only, quick, (int) number("bench.rounds", quick ? 2 : 6), number("bench.fill", 0),
                Path.of(System.getProperty("bench.dir", "target/bench")).toAbsolutePath());
    }

    private static long number(String property, long otherwise) {
        String value = System.getProperty(property, "");
        return value.isEmpty() ? otherwise : Long.parseLong(value);
    }

    boolean section(String letter) {
        return only.contains(letter);
    }

    /** Some seconds; fewer when quick. */
    Duration seconds(int whole, int whenQuick) {
        return Duration.ofSeconds(quick ? whenQuick : whole);
    }

    int times(int whole, int whenQuick) {
        return quick ? whenQuick : whole;
    }
}
