package org.checkoutbridge.webcheckout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How a platform writes amounts: what is signed is text, and one digit more is another signature. */
enum AmountText {

    /** {@code 75000}, {@code 90000.1}: no zeros at the end, never an exponent (../domain/pagoseguro.md, section 2.3). */
    PLAIN(amount -> amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros()),
    /** {@code 150.2} of 150.20, {@code 150.26} of 150.26: the second decimal only when it is not zero (section 3.2). */
    ONE_OR_TWO_DECIMALS(amount -> {
        BigDecimal two = amount.setScale(2, RoundingMode.HALF_EVEN);
        return two.stripTrailingZeros().scale() <= 1 ? two.setScale(1, RoundingMode.UNNECESSARY) : two;
    }),
    /** {@code 150.2} of 150.25, {@code 150.4} of 150.35: one decimal, half to even (section 3.2). */
    ONE_DECIMAL(amount -> amount.setScale(1, RoundingMode.HALF_EVEN));

    private final UnaryOperator<BigDecimal> scaled;

    AmountText(UnaryOperator<BigDecimal> scaled) {
        this.scaled = scaled;
    }

    /** @throws IllegalArgumentException naming those that there are */
    static AmountText of(String word) {
        return Arrays.stream(values()).filter(text -> text.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no way to write an amount; there are: "
                        + Arrays.stream(values()).map(AmountText::word).collect(Collectors.joining(", "))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String written(BigDecimal amount) {
        return scaled.apply(amount).toPlainString();
    }

    /** @return null when the text is no amount */
    String written(String text) {
        BigDecimal amount = read(text);
        return amount == null ? null : written(amount);
    }

    /** What a platform says; as {@link #read}, with two decimals at most: {@code 75.000} may be a group of thousands. */
    static BigDecimal told(String text) {
        BigDecimal amount = read(text);
        return amount == null || amount.scale() > 2 ? null : amount;
    }

    /** An amount in plain digits with a dot; null for anything else: a comma, a group of thousands, an exponent, a sign. */
    static BigDecimal read(String text) {
        return text != null && text.matches("[0-9]{1,15}([.][0-9]{1,4})?") ? new BigDecimal(text) : null;
    }
}
