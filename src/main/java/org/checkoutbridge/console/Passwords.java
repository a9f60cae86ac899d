package org.checkoutbridge.console;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands for a password. */
public final class Passwords {

    /** bcrypt reads no more of a password. */
    private static final int MAX_BYTES = 72;
    private static final int SHORTEST = 8;
    private static final int COST = 12;

    private Passwords() {}

    /**
     * A bcrypt hash, for the table of people.
     *
     * @throws IllegalArgumentException if it is too short or too long
     */
    public static String hash(String password) {
        byte[] bytes = password == null ? new byte[0] : password.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a password has " + SHORTEST + " to " + MAX_BYTES + " bytes");
        }
        byte[] hash = BCrypt.withDefaults().hash(COST, bytes);
        Arrays.fill(bytes, (byte) 0);
        return new String(hash, StandardCharsets.US_ASCII);
    }

    /** Whether the hash stands for the password. Takes its time, whichever way. */
    static boolean right(String password, String hash) {
        byte[] given = password.getBytes(StandardCharsets.UTF_8);
        boolean sized = given.length > 0 && given.length <= MAX_BYTES;
        return BCrypt.verifyer().verify(sized ? given : new byte[] {' '}, hash.getBytes(StandardCharsets.US_ASCII)).verified && sized;
    }
}
