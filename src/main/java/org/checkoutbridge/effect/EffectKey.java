package org.checkoutbridge.effect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Idempotency keys: name-based UUIDs (RFC 9562, version 5) of what an effect is, so that a repeated event, a retry and a
 * restored database all give the same key.
 */
public final class EffectKey {

    /** Our namespace: a UUID drawn once, and constant ever since. */
    private static final UUID NAMESPACE = UUID.fromString("6f0d7c6e-3a7b-4d0e-9c38-5d1f2b7e9a41");

    private EffectKey() {}

    /**
     * @param reference the checkout
     * @param action what is done, with its destination: {@code finance/receipt}
     * @param operation the platform's operation, or null
     * @param movement what tells two of the same action apart (a cumulative total, a date), or null
     */
    public static String of(String reference, String action, String operation, String movement) {
        String name = String.join("\n", reference, action, operation == null ? "" : operation, movement == null ? "" : movement);
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(bytes(NAMESPACE));
            byte[] hash = sha1.digest(name.getBytes(StandardCharsets.UTF_8));
            hash[6] = (byte) (hash[6] & 0x0f | 0x50);
            hash[8] = (byte) (hash[8] & 0x3f | 0x80);
            return new UUID(bits(hash, 0), bits(hash, 8)).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(UUID uuid) {
        return java.nio.ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static long bits(byte[] hash, int from) {
        return java.nio.ByteBuffer.wrap(hash, from, 8).getLong();
    }
}
