package org.checkoutbridge.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.checkoutbridge.gateway.ConfiguredGateways;
import org.junit.jupiter.api.Test;

class BuyerDoorTest {

    private static final LinkSigner LINKS = new LinkSigner("https://bridge.example", "a key");
    private static final BuyerDoor DOOR = new BuyerDoor(LINKS, ConfiguredGateways.all());

    private static String signature(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Test
    void aLinkTellsWhoseCheckoutItIs() {
        assertThat(DOOR.gateway("PAY", "R-A1", signature(LINKS.payUrl("sugaway", "R-A1")))).isEqualTo("sugaway");
        assertThat(DOOR.gateway("RETURN", "R-A1", signature(LINKS.returnUrl("andes", "R-A1")))).isEqualTo("andes");
    }

    @Test
    void anyOtherLinkIsNobodys() {
        String pay = signature(LINKS.payUrl("sugaway", "R-A1"));
        assertThat(DOOR.gateway("RETURN", "R-A1", pay)).isNull();
        assertThat(DOOR.gateway("PAY", "R-A2", pay)).isNull();
        assertThat(DOOR.gateway("PAY", "R-A1", null)).isNull();
        assertThat(DOOR.gateway("PAY", "R-A1", signature(LINKS.payUrl("closed", "R-A1")))).as("a gateway that is off").isNull();
    }
}
