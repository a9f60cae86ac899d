package org.checkoutbridge.webcheckout;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How a platform signs: a digest, in hexadecimal, of a text into which a secret is put. */
final class Recipe {

    /** Others are not taken, whatever a message may say of itself. */
    private static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-512");

    static final String SECRET = "secret";

    private final String algorithm;
    private final Template template;

    /** @throws IllegalArgumentException if there is no such algorithm, or no secret in it */
    Recipe(String algorithm, String template) {
        if (algorithm == null || !ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("'" + algorithm + "' is no algorithm; there are: " + String.join(", ", ALGORITHMS.stream().sorted().toList()));
        }
        this.algorithm = algorithm;
        this.template = new Template(template == null ? "" : template);
        if (!this.template.names().contains(SECRET)) {
            throw new IllegalArgumentException("a signature without {" + SECRET + "} proves nothing");
        }
    }

    Set<String> names() {
        return template.names();
    }

    /**
     * The signature, in lower case.
     *
     * @param value of every name but the secret
     * @return null when a value is missing, or cannot be written in the charset
     */
    String signature(UnaryOperator<String> value, String secret, Charset charset) {
        String text = template.filled(name -> name.equals(SECRET) ? secret : value.apply(name));
        if (text == null || !charset.newEncoder().canEncode(text)) {
            return null;
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(charset)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the signature is of any of these secrets, in any of these charsets. Takes the same time for every wrong one. */
    boolean verifies(String given, UnaryOperator<String> value, List<String> secrets, List<Charset> charsets) {
        byte[] compared = given.trim().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        boolean any = false;
        for (String secret : secrets) {
            for (Charset charset : charsets) {
                String right = signature(value, secret, charset);
                any |= right != null && MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), compared);
            }
        }
        return any;
    }
}
