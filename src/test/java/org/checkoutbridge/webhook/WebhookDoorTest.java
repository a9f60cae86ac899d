package org.checkoutbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.checkoutbridge.link.LinkSigner;
import org.junit.jupiter.api.Test;

class WebhookDoorTest {

    private static final LinkSigner LINKS = new LinkSigner("https://bridge.example", "a key");
    private static final WebhookDoor DOOR = new WebhookDoor(LINKS, ConfiguredGateways.all());
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private static String signature(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Test
    void anAddressThatWeGaveOutIsLetIn() {
        assertThat(DOOR.authentic("sugaway", "R-A1", signature(LINKS.webhookUrl("sugaway", "R-A1")))).isTrue();
        assertThat(DOOR.authentic("sugaway", "account", signature(LINKS.accountUrl("sugaway")))).isTrue();
    }

    @Test
    void anyOtherIsNot() {
        String signature = signature(LINKS.webhookUrl("sugaway", "R-A1"));
        assertThat(DOOR.authentic("sugaway", "R-A2", signature)).isFalse();
        assertThat(DOOR.authentic("andes", "R-A1", signature)).isFalse();
        assertThat(DOOR.authentic("sugaway", "account", signature)).isFalse();
        assertThat(DOOR.authentic("sugaway", "account", signature(LINKS.webhookUrl("sugaway", "account")))).isFalse();
        assertThat(DOOR.authentic("sugaway", "R-A1", signature(LINKS.payUrl("sugaway", "R-A1")))).isFalse();
        assertThat(DOOR.authentic("sugaway", "R-A1", null)).isFalse();
        assertThat(DOOR.authentic(null, "R-A1", signature)).isFalse();
        assertThat(DOOR.authentic("closed", "R-A1", signature(LINKS.webhookUrl("closed", "R-A1")))).as("a gateway that is off").isFalse();
    }

    @Test
    void repeatsOfAMessageHaveOneKeyAndOtherMessagesAnother() {
        String key = DOOR.key("sugaway", "R-A1", BODY);
        assertThat(DOOR.key("sugaway", "R-A1", BODY.clone())).isEqualTo(key);
        assertThat(DOOR.key("sugaway", "R-A2", BODY)).isNotEqualTo(key);
        assertThat(DOOR.key("andes", "R-A1", BODY)).isNotEqualTo(key);
        assertThat(DOOR.key("sugaway", "R-A1", "{ }".getBytes(StandardCharsets.UTF_8))).isNotEqualTo(key);
        assertThat(DOOR.key("sugaway", null, BODY)).isNotEqualTo(key).isEqualTo(DOOR.key("sugaway", "", BODY));
    }
}
