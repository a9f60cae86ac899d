package org.checkoutbridge.page;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
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

    /** {@code $ 18.450,50 ARS}: grouped as the locale does, with the currency's code, for a sign alone may mean many. */
    public String amount(BigDecimal amount, String currency) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(Money.scale(currency));
        format.setMaximumFractionDigits(Money.scale(currency));
        return "$ " + format.format(Money.rounded(amount, currency)) + " " + currency;
    }

    /** A time with its zone; null gives an empty text. */
    public String time(Object instant) {
        if (instant == null) {
            return "";
        }
        Instant at = OffsetDateTime.parse(instant.toString()).toInstant();
        String pattern = locale.getLanguage().equals("en") ? "d MMM yyyy, HH:mm (z, xxx)" : "d/MM/yyyy HH:mm (z, xxx)";
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(at);
    }
}
