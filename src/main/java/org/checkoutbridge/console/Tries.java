package org.checkoutbridge.console;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Wrong passwords by name: after five in a row a name rests for a minute, on this replica. */
final class Tries {

    private static final int IN_A_ROW = 5;
    private static final Duration REST = Duration.ofMinutes(1);
    private static final int MAX_NAMES = 1_000;

    private record Wrong(int times, Instant last) {

        boolean over() {
            return last.plus(REST).isBefore(Instant.now());
        }
    }

    private final Map<String, Wrong> names = new HashMap<>();

    synchronized boolean resting(String name) {
        Wrong known = names.get(name);
        return known != null && known.times >= IN_A_ROW && !known.over();
    }

    synchronized void note(String name, boolean right) {
        if (names.size() >= MAX_NAMES) {
            names.values().removeIf(Wrong::over);
        }
        if (right) {
            names.remove(name);
        } else if (names.size() < MAX_NAMES) {
            Wrong known = names.get(name);
            names.put(name, new Wrong(known == null || known.over() ? 1 : known.times + 1, Instant.now()));
        }
    }
}
