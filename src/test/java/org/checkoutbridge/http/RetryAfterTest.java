package org.checkoutbridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final String DATE = "Wed, 21 Oct 2026 07:28:00 GMT";

    @ParameterizedTest
    @CsvSource({"120, 120", "' 120 ', 120", "0, 0", "43201, 43200", "999999999, 43200"})
    void seconds(String header, String seconds) {
        assertThat(RetryAfter.seconds(header, DATE)).isEqualTo(seconds);
        assertThat(RetryAfter.seconds(header, null)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"'Wed, 21 Oct 2026 07:28:30 GMT', 30", "'Wed, 21 Oct 2026 07:28:00 GMT', 0", "'Wed, 21 Oct 2015 07:28:00 GMT', 0",
        "'Wed, 21 Oct 2099 07:28:00 GMT', 43200"})
    void aDateIsMeantByTheNeighboursOwnClock(String header, String seconds) {
        assertThat(RetryAfter.seconds(header, DATE)).isEqualTo(seconds);
    }

    @Test
    void orByOurs() {
        String header = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        assertThat(Integer.parseInt(RetryAfter.seconds(header, null))).isBetween(590, 600);
        assertThat(Integer.parseInt(RetryAfter.seconds(header, "today"))).isBetween(590, 600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "-5", "1.5", "99999999999999999999", "2015-10-21", "Wed, 21 Okt 2015"})
    void whatIsNoWaitIsNone(String header) {
        assertThat(RetryAfter.seconds(header, DATE)).isNull();
        assertThat(RetryAfter.seconds(null, DATE)).isNull();
    }
}
