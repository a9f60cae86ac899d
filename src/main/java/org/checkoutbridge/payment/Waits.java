package org.checkoutbridge.payment;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/**
 * A list of waits, as configured: {@code PT15S,PT1M,PT5M}. The last one repeats.
 */
public record Waits(List<Duration> list) {

    public Waits {
        if (list.isEmpty() || list.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("a list of waits needs at least one, and none below zero");
        }
    }

    /** @throws IllegalArgumentException if the text is not a list of ISO-8601 durations */
    public static Waits of(String text) {
        try {
            return new Waits(Arrays.stream(text.split(",")).map(String::trim).map(Duration::parse).toList());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a list of ISO-8601 durations", e);
        }
    }

    /** The wait before try number {@code tried} (from 0). */
    public Duration after(int tried) {
        return list.get(Math.min(tried, list.size() - 1));
    }

    /** Whether as many tries as the list is long have been made. */
    public boolean spent(int tried) {
        return tried >= list.size();
    }
}
