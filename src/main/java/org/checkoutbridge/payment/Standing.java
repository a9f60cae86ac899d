package org.checkoutbridge.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is true of one payment operation, in words that every platform shares (config/payments/fold.csv). */
public enum Standing {
    NONE,
    PENDING,
    WAITING,
    IN_REVIEW,
    AUTHORIZED,
    FAILED,
    UNKNOWN,
    PAID,
    PARTLY_REFUNDED,
    REFUNDED,
    VOIDED,
    REVERSING,
    CHARGED_BACK;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The contract's word for it as the cause of an effect. */
    public String cause() {
        return switch (this) {
            case NONE, PENDING -> "opened";
            case FAILED -> "attempt-failed";
            case UNKNOWN -> IN_REVIEW.word();
            case PARTLY_REFUNDED, REVERSING -> REFUNDED.word();
            default -> word();
        };
    }

    @JsonCreator
    public static Standing of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Money went back, or is about to. */
    public boolean reversal() {
        return this == PARTLY_REFUNDED || this == REFUNDED || this == VOIDED || this == REVERSING || this == CHARGED_BACK;
    }
}
