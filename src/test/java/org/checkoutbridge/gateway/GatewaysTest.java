package org.checkoutbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaysTest {

    private static final Gateways GATEWAYS = ConfiguredGateways.all();

    private static Map<String, String> keys() {
        Map<String, String> keys = new HashMap<>();
        keys.put("currencies", "ARS , USD,COP");
        keys.put("reference-length", "36");
        keys.put("timeout-minutes", "60");
        keys.put("webhooks-type", "all");
        keys.put("test", "true");
        keys.put("absence-proof", "trusted");
        keys.put("coupon-hold", "P5D");
        keys.put("authorization-hold", "PT12H");
        return keys;
    }

    @Test
    void aGatewayIsWhatItsKeysSay() {
        assertThat(Gateway.of("x", Path.of("x"), keys()::get)).isEqualTo(new Gateway("x", Path.of("x"), List.of("ARS", "USD", "COP"), 36, 60, "all",
                true, true, Duration.ofDays(5), Duration.ofHours(12), Capabilities.USUAL));
    }

    @Test
    void absenceIsTrustedOnlyWhenThatIsSaid() {
        Map<String, String> keys = keys();
        keys.put("absence-proof", "learned");
        assertThat(Gateway.of("x", Path.of("x"), keys::get).absenceTrusted()).isFalse();
    }

    @Test
    void sugawayIsShippedForRealMoneyAndDistrust() {
        Gateway sugaway = ConfiguredGateways.sugaway();
        assertThat(sugaway.test()).isFalse();
        assertThat(sugaway.absenceTrusted()).isFalse();
        assertThat(sugaway.currencies()).containsExactly("ARS");
        assertThat(sugaway.timeoutMinutes()).isEqualTo(60);
        assertThat(sugaway.webhooksType()).isEqualTo("all");
    }

    @Test
    void theSetIsClosed() {
        assertThat(GATEWAYS.names()).containsExactly("sugaway", "andes");
        assertThat(GATEWAYS.joined()).isEqualTo("sugaway,andes");
        assertThat(GATEWAYS.has("sugaway")).isTrue();
        for (String name : new String[] {"SUGAWAY", "", "../sugaway", null}) {
            assertThat(GATEWAYS.has(name)).isFalse();
            assertThatThrownBy(() -> GATEWAYS.get(name)).isInstanceOf(IllegalArgumentException.class).hasMessage("no such gateway");
        }
    }

    @Test
    void eachGatewayAnswersForItself() {
        assertThat(GATEWAYS.test("sugaway")).isFalse();
        assertThat(GATEWAYS.test("andes")).isTrue();
        assertThat(GATEWAYS.absenceTrusted("andes")).isTrue();
        assertThat(GATEWAYS.reference("sugaway", "SO-2025-00000000004812", 1)).isEqualTo("SO-2025-00000000004812-A1");
        assertThat(GATEWAYS.reference("andes", "SO-2025-00000000004812", 1)).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void noneAtAllIsNoError() {
        assertThat(new Gateways(List.of()).joined()).isEmpty();
    }
}
