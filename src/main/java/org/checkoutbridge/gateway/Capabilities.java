package org.checkoutbridge.gateway;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a platform can do, and what it needs of us: what flows decide by instead of by its name.
 *
 * @param form the buyer goes to it by a form that we sign, instead of by an address that it gave us
 * @param askable it answers questions about a reference
 * @param unansweredHold how long after its end a checkout that the buyer was led to is held, where the platform cannot be asked (money
 *     rule 7); null where it can
 * @param returnBrings the buyer brings a message of the platform back
 * @param messagesByGet its messages may come by GET, in the address
 * @param charsets its forms' texts are in the first of these that fits
 * @param tellsAttempts buyer and merchant are written to about every attempt, refused and pending ones too
 * @param taxRate per cent that is in a line's price when the order does not say; null where nobody asks for the split
 * @param shippingTaxRate per cent that is in the price of shipping
 * @param locale language in which its buyers are written to; empty: that of the site
 */
public record Capabilities(
        boolean form,
        boolean askable,
        Duration unansweredHold,
        boolean returnBrings,
        boolean messagesByGet,
        List<Charset> charsets,
        boolean tellsAttempts,
        BigDecimal taxRate,
        BigDecimal shippingTaxRate,
        String locale) {

    /** A REST checkout without peculiarities. */
    public static final Capabilities USUAL =
            new Capabilities(false, true, null, false, false, List.of(StandardCharsets.UTF_8), false, null, null, "");

    /** @param value resolves one of the gateway's keys, named without its prefix; "" when it has no such key */
    static Capabilities of(UnaryOperator<String> value) {
        boolean askable = !"nothing".equals(value.apply("asked-by"));
        return new Capabilities(
                "form".equals(value.apply("buyer-goes-by")),
                askable,
                askable ? null : Duration.parse(value.apply("unanswered-hold")),
                "message".equals(value.apply("return-brings")),
                "post-or-get".equals(value.apply("messages-by")),
                charsets(value.apply("charsets")),
                "attempts".equals(value.apply("letters-about")),
                decimal(value.apply("tax-rate")),
                decimal(value.apply("shipping-tax-rate")),
                value.apply("locale"));
    }

    private static List<Charset> charsets(String names) {
        return names.isEmpty() ? USUAL.charsets : Arrays.stream(names.split("\\s*,\\s*")).map(Charset::forName).toList();
    }

    private static BigDecimal decimal(String number) {
        return number.isEmpty() ? null : new BigDecimal(number);
    }
}
