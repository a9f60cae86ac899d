package org.checkoutbridge.link;

import org.checkoutbridge.gateway.Gateways;

/** Tells whose gateway's link a buyer holds. */
public final class BuyerDoor {

    private final LinkSigner links;
    private final Gateways gateways;

    public BuyerDoor(LinkSigner links, Gateways gateways) {
        this.links = links;
        this.gateways = gateways;
    }

    /**
     * The gateway of a pay or return link, or null when the link is not one of ours.
     *
     * @param label PAY or RETURN
     */
    public String gateway(String label, String reference, String signature) {
        return gateways.names().stream()
                .filter(name -> links.verifies(LinkSigner.Label.valueOf(label), name, reference, signature))
                .findFirst()
                .orElse(null);
    }
}
