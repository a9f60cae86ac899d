package org.checkoutbridge.console;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key, for one purpose: what is made for one cannot stand in for what is made for another. */
final class Secret {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final String purpose;

    Secret(String key, String purpose) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.purpose = purpose;
    }

    /** Of several texts, in unpadded base64url. No text may hold a line feed. */
    String mac(String... texts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(mac.doFinal((purpose + '\n' + String.join("\n", texts)).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
