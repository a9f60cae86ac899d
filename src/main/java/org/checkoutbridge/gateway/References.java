package org.checkoutbridge.gateway;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes the references under which platforms know our checkouts: the ERP's order id where it fits, and which attempt it is. A
 * reference that was paid is burnt for ever, so each attempt has its own.
 */
final class References {

    /** Hexadecimal: tells apart what differs only in characters that were replaced. */
    private static final int SHORT_DIGITS = 8;

    /** Base 32, 65 bits: tells apart all orders of a shop by itself, where what was cut off is all in which they differ. */
    private static final int LONG_DIGITS = 13;

    private References() {}

    /**
     * A reference of {@code [A-Za-z0-9-]}, unlike that of any other order.
     *
     * @param attempt which checkout of the order it is, from 1
     * @param maxLength what the platform carries
     */
    static String of(String erpOrderId, int attempt, int maxLength) {
        String suffix = "-A" + attempt;
        String readable = erpOrderId.replaceAll("[^A-Za-z0-9-]", "-");
        if (readable.equals(erpOrderId) && readable.length() + suffix.length() <= maxLength) {
            return readable + suffix;
        }
        BigInteger digest = digest(erpOrderId);
        String replaced = readable + "-" + digest.toString(16).substring(1, 1 + SHORT_DIGITS) + suffix;
        if (replaced.length() <= maxLength) {
            return replaced;
        }
        int room = Math.max(0, maxLength - suffix.length() - 1);
        String digits = digest.toString(32).substring(1);
        String id = digits.substring(digits.length() - Math.min(LONG_DIGITS, room));
        return readable.substring(0, Math.min(readable.length(), room - id.length())) + "-" + id + suffix;
    }

    /** SHA-256, after a one that keeps its leading zeros. */
    private static BigInteger digest(String text) {
        try {
            return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))).setBit(256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
