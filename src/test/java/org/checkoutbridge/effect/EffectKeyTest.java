package org.checkoutbridge.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.checkoutbridge.runtime.JqEngine;
import org.junit.jupiter.api.Test;

/** The keys by which a receiver knows a repeated effect: the same for ever. */
class EffectKeyTest {

    @Test
    void aKeyIsANameBasedUuid() {
        UUID key = UUID.fromString(EffectKey.of("SO-1-A1", "finance/receipt", "pQ4vN8sWz", null));
        assertThat(key.version()).isEqualTo(5);
        assertThat(key.variant()).isEqualTo(2);
    }

    /** An update that changed them would book everything that is still under way twice. */
    @Test
    void aKeyStaysTheSameFromReleaseToRelease() {
        assertThat(EffectKey.of("SO-1-A1", "finance/receipt", "pQ4vN8sWz", null)).isEqualTo("4379fd75-cb26-5f99-a632-b2573b22acfe");
        assertThat(EffectKey.of("SO-1-A1", "stock/commit", null, null)).isEqualTo("7948637c-fcd0-5e6f-83f8-61ee6b5c99a4");
    }

    @Test
    void everythingThatTellsEffectsApartTellsTheirKeysApart() {
        Set<String> keys = new HashSet<>();
        for (String reference : new String[] {"SO-1-A1", "SO-1-A2"}) {
            for (String action : new String[] {"finance/refund", "stock/return"}) {
                for (String operation : new String[] {null, "a", "A", "b"}) {
                    for (String movement : new String[] {null, "10.00", "20.00", "a"}) {
                        keys.add(EffectKey.of(reference, action, operation, movement));
                    }
                }
            }
        }
        assertThat(keys).hasSize(2 * 2 * 4 * 4);
    }

    @Test
    void nothingAndAnEmptyTextAreTheSame() {
        assertThat(EffectKey.of("R", "a", null, null)).isEqualTo(EffectKey.of("R", "a", "", ""));
    }

    @Test
    void mappingsMakeTheSameKeys() {
        Map<String, Object> outcome = Map.of("reference", "SO-1-A1", "operation_id", "pQ4vN8sWz");
        assertThat(JqEngine.run("effect_id(.reference; \"finance/receipt\"; .operation_id; \"\")", outcome))
                .isEqualTo(EffectKey.of("SO-1-A1", "finance/receipt", "pQ4vN8sWz", null));
        assertThat(JqEngine.run("effect_id(.reference; \"stock/commit\"; .nothing; null)", outcome))
                .isEqualTo(EffectKey.of("SO-1-A1", "stock/commit", null, null));
    }
}
