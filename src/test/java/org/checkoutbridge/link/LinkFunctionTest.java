package org.checkoutbridge.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.checkoutbridge.runtime.JqEngine;
import org.junit.jupiter.api.Test;

class LinkFunctionTest {

    private static final Map<String, Object> CHECKOUT = Map.of("gateway", "sugaway", "reference", "SO-1-A1");

    @Test
    void mappingsWriteTheLinksThatTheDoorsVerify() {
        assertThat(JqEngine.run("pay_url(.gateway; .reference)", CHECKOUT)).isEqualTo(JqEngine.LINKS.payUrl("sugaway", "SO-1-A1"));
        assertThat(JqEngine.run("return_url(.gateway; .reference)", CHECKOUT)).isEqualTo(JqEngine.LINKS.returnUrl("sugaway", "SO-1-A1"));
        assertThat(JqEngine.run("webhook_url(.gateway; .reference)", CHECKOUT)).isEqualTo(JqEngine.LINKS.webhookUrl("sugaway", "SO-1-A1"));
    }

    @Test
    void aLabelThatDoesNotExistStopsTheStart() {
        assertThatThrownBy(() -> new LinkFunction(JqEngine.LINKS, "BUYER")).isInstanceOf(IllegalArgumentException.class);
    }
}
