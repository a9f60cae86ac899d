package org.checkoutbridge.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** How long a neighbour asks to be left alone: seconds, or a date (RFC 9110, section 10.2.3). */
public final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(12);

    private RetryAfter() {}

    /**
     * @param retryAfter the header, or null
     * @param date the answer's {@code Date}, or null: what the neighbour's clock shows, by which its dates are meant
     * @return whole seconds, 12 hours at most; null when nothing is asked for, or nobody can read it
     */
    public static String seconds(String retryAfter, String date) {
        if (retryAfter == null || retryAfter.isBlank()) {
            return null;
        }
        Duration asked;
        if (retryAfter.trim().matches("[0-9]{1,9}")) {
            asked = Duration.ofSeconds(Long.parseLong(retryAfter.trim()));
        } else {
            Instant until = instant(retryAfter);
            Instant now = instant(date);
            if (until == null) {
                return null;
            }
            asked = Duration.between(now == null ? Instant.now() : now, until);
        }
        Duration bounded = asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        return Long.toString(bounded.toSeconds());
    }

    private static Instant instant(String httpDate) {
        try {
            return httpDate == null ? null : ZonedDateTime.parse(httpDate.trim(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
