package org.checkoutbridge.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and verifies the links that we hand out: webhook, return, pay and account links.
 *
 * <p>A signature is HMAC-SHA-256 (RFC 2104) over label, gateway and reference, in unpadded base64url. Labels differ by kind of
 * link, so that no link can stand in for another; no field can hold the separator. The first key signs, all keys verify, so that
 * a key can be retired while its links still live.
 */
public final class LinkSigner {

    /** What a link is for. */
    public enum Label {
        WEBHOOK("webhooks"),
        ACCOUNT("webhooks"),
        RETURN("return"),
        PAY("pay");

        private final String path;

        Label(String path) {
            this.path = path;
        }
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final char SEPARATOR = '\n';

    private final String publicUrl;
    private final List<SecretKeySpec> keys;

    /**
     * @param publicUrl root of the links, as the platform and the buyer's browser can reach it
     * @param signingKeys keys, comma separated; at least one
     */
    public LinkSigner(String publicUrl, String signingKeys) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.keys = Arrays.stream(signingKeys.split(","))
                .map(String::trim)
                .filter(key -> !key.isEmpty())
                .map(key -> new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("bridge.signing-key is empty");
        }
    }

    public String webhookUrl(String gateway, String reference) {
        return publicUrl + "/" + Label.WEBHOOK.path + "/" + gateway + "/" + reference + "/"
                + sign(Label.WEBHOOK, gateway, reference);
    }

    /** The address for platforms that keep one per account instead of one per checkout. */
    public String accountUrl(String gateway) {
        return publicUrl + "/" + Label.ACCOUNT.path + "/" + gateway + "/account/" + sign(Label.ACCOUNT, gateway, "account");
    }

    /** The link of this kind for a checkout. */
    String url(Label label, String gateway, String reference) {
        return switch (label) {
            case WEBHOOK -> webhookUrl(gateway, reference);
            case ACCOUNT -> accountUrl(gateway);
            case RETURN -> returnUrl(gateway, reference);
            case PAY -> payUrl(gateway, reference);
        };
    }

    public String returnUrl(String gateway, String reference) {
        return publicUrl + "/" + Label.RETURN.path + "/" + reference + "/" + sign(Label.RETURN, gateway, reference);
    }

    public String payUrl(String gateway, String reference) {
        return publicUrl + "/" + Label.PAY.path + "/" + reference + "/" + sign(Label.PAY, gateway, reference);
    }

    /** Whether any of our keys made this signature. Takes the same time for every wrong one. */
    public boolean verifies(Label label, String gateway, String reference, String signature) {
        if (gateway == null || reference == null || signature == null) {
            return false;
        }
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        boolean any = false;
        for (SecretKeySpec key : keys) {
            any |= MessageDigest.isEqual(mac(key, label, gateway, reference).getBytes(StandardCharsets.UTF_8), given);
        }
        return any;
    }

    private String sign(Label label, String gateway, String reference) {
        return mac(keys.get(0), label, gateway, reference);
    }

    private static String mac(SecretKeySpec key, Label label, String gateway, String reference) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String text = label.name() + SEPARATOR + gateway + SEPARATOR + reference;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
