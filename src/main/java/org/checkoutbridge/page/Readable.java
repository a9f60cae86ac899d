package org.checkoutbridge.page;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.checkoutbridge.money.Money;

/** Amounts and times as people read them. */
public final class Readable {

    private final Locale locale;
    private final ZoneId zone;

    public Readable(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
    }

    /**
     * {@code $ 18.450,50 ARS}, {@code $ 75.000 COP}: grouped as the locale does, with the currency's code, for a sign alone may mean many.
     * Whole Colombian pesos have no decimals: nobody writes them.
     */
    public String amount(BigDecimal amount, String currency) {
        BigDecimal rounded = Money.rounded(amount, currency);
        int decimals = "COP".equals(currency) && rounded.stripTrailingZeros().scale() <= 0 ? 0 : Money.scale(currency);
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return "$ " + format.format(rounded) + " " + currency;
    }

    /** A time with its zone; null gives an empty text. */
    public String time(Object instant) {
        if (instant == null) {
            return "";
        }
        return written(instant, locale.getLanguage().equals("en") ? "d MMM yyyy, HH:mm (z, xxx)" : "d/MM/yyyy HH:mm (z, xxx)");
    }

    /** A time to the second, of a zone that stands elsewhere; null gives an empty text. */
    public String clock(Object instant) {
        return instant == null || instant.toString().isEmpty() ? "" : written(instant,
                locale.getLanguage().equals("en") ? "d MMM yyyy, HH:mm:ss" : "d/MM/yyyy HH:mm:ss");
    }

    /** A day in words: {@code 1 de marzo de 2026}. */
    public String day(Object instant) {
        return written(instant, locale.getLanguage().equals("en") ? "d MMMM yyyy" : "d 'de' MMMM 'de' yyyy");
    }

    private String written(Object instant, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(OffsetDateTime.parse(instant.toString()));
    }
}
