package org.checkoutbridge.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why something is believed. */
public enum Evidence {
    /** A signature that covers the state. */
    SIGNED,
    /** The answer to our own query. */
    QUERIED,
    /** A person's act. */
    OPERATOR,
    /** A message whose signature, if any, does not cover the state: a hint. */
    UNSIGNED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Evidence of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether money may move on it (money rule 3). */
    public boolean decisive() {
        return this != UNSIGNED;
    }
}
