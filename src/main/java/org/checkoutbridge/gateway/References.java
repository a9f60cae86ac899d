package org.checkoutbridge.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes the references under which platforms know our checkouts: the ERP's order id where it fits, and which attempt it is. A
 * reference that was paid is burnt for ever, so each attempt has its own.
 */
final class References {

    private static final int DIGEST_DIGITS = 8;

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
        String digest = "-" + digest(erpOrderId);
        int room = maxLength - digest.length() - suffix.length();
        return readable.substring(0, Math.max(0, Math.min(readable.length(), room))) + digest + suffix;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
