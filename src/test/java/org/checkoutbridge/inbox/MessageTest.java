package org.checkoutbridge.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageTest {

    /** As the statements write it: gateway || ' ' || coalesce(reference, ''). */
    @Test
    void hasTheLaneOfItsGatewayAndReference() {
        assertThat(message("sugaway", "SO-1-A1").lane()).isEqualTo("sugaway SO-1-A1");
        assertThat(message("sugaway", null).lane()).isEqualTo("sugaway ");
        assertThat(message("other", "SO-1-A1").lane()).isNotEqualTo(message("sugaway", "SO-1-A1").lane());
    }

    private static Message message(String gateway, String reference) {
        return new Message(gateway, reference, "application/json", new byte[0], "key", null);
    }
}
