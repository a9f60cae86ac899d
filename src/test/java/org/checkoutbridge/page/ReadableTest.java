package org.checkoutbridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableTest {

    private static Readable readable(String locale, String zone) {
        return new Readable(Locale.forLanguageTag(locale), ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "es-AR | 18450.5 | ARS | $ 18.450,50 ARS", "es-CO | 1234567.89 | COP | $ 1.234.567,89 COP", "en | 18450.5 | ARS | $ 18,450.50 ARS",
        "es-CO | 75000.0000 | COP | $ 75.000 COP", "es-CO | 75000.5 | COP | $ 75.000,50 COP", "es-AR | 10000 | CLP | $ 10.000 CLP", "es-AR | 0.005 | ARS | $ 0,01 ARS", "en | 18450.5 | TEST | $ 18,450.50 TEST",
        "en | 9007199254740993.01 | ARS | $ 9,007,199,254,740,993.01 ARS"})
    void amountsAreGroupedAsTheLocaleDoes(String locale, String amount, String currency, String text) {
        assertThat(readable(locale, "UTC").amount(new BigDecimal(amount), currency)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "es-AR | America/Argentina/Buenos_Aires | 2026-03-01T02:30:00Z | 28/02/2026 23:30 | -03:00",
        "es-CO | America/Bogota | 2026-03-01T02:30:00.123456+00:00 | 28/02/2026 21:30 | -05:00",
        "en | America/Bogota | 2026-03-01T02:30:00-05:00 | 1 Mar 2026, 02:30 | -05:00"})
    void timesAreThoseOfTheReadersZoneAndNameIt(String locale, String zone, String instant, String local, String offset) {
        assertThat(readable(locale, zone).time(instant)).startsWith(local).contains(offset);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"es-AR | 28 de febrero de 2026", "es-CO | 28 de febrero de 2026", "en | 28 February 2026"})
    void aDayIsWrittenInWords(String locale, String day) {
        assertThat(readable(locale, "America/Bogota").day("2026-03-01T02:30:00Z")).isEqualTo(day);
    }

    @Test
    void noTimeIsNoText() {
        assertThat(readable("en", "UTC").time(null)).isEmpty();
    }
}
