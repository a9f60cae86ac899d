package org.checkoutbridge.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.checkoutbridge.gateway.Gateways;
import org.checkoutbridge.inbox.Door;
import org.checkoutbridge.link.Digest;
import org.checkoutbridge.link.LinkSigner;

/** Tells whose messages are let in, before anything of them is read, and without the database. */
public final class WebhookDoor implements Door {

    /** Stands for the reference in addresses that a platform keeps per account. */
    private static final String ACCOUNT = "account";

    private final LinkSigner links;
    private final Gateways gateways;

    public WebhookDoor(LinkSigner links, Gateways gateways) {
        this.links = links;
        this.gateways = gateways;
    }

    @Override
    public boolean authentic(String gateway, String reference, String signature) {
        LinkSigner.Label label = ACCOUNT.equals(reference) ? LinkSigner.Label.ACCOUNT : LinkSigner.Label.WEBHOOK;
        return gateways.has(gateway) && links.verifies(label, gateway, reference, signature);
    }

    @Override
    public String checkout(String reference) {
        return ACCOUNT.equals(reference) ? null : reference;
    }

    @Override
    public boolean takesQueries(String gateway) {
        return gateways.has(gateway) && gateways.get(gateway).capabilities().messagesByGet();
    }

    /**
     * A message that came another way than through the door, as it is stored.
     *
     * @return body, in base64, and dedup_key
     */
    public Map<String, Object> brought(String gateway, String reference, byte[] body) {
        return Map.of("body", Base64.getEncoder().encodeToString(body), "dedup_key", key(gateway, reference, body));
    }

    @Override
    public String key(String gateway, String reference, byte[] body) {
        return Digest.sha256(bytes(gateway), bytes(reference == null ? "" : reference), body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
