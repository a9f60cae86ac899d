package org.checkoutbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** References: unique, {@code [A-Za-z0-9-]}, short enough for their gateway, readable where it fits (contracts.md). */
class ReferencesTest {

    private static final String LONGEST_ORDER_ID = "X".repeat(64);

    @Test
    void whatFitsStaysReadable() {
        assertThat(References.of("SO-2025-004812", 1, 100)).isEqualTo("SO-2025-004812-A1");
        assertThat(References.of("SO-2025-004812", 12, 100)).isEqualTo("SO-2025-004812-A12");
        assertThat(References.of("SO-1", 1, 7)).as("to the last character").isEqualTo("SO-1-A1");
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 20, 32, 36, 40, 64, 67, 68, 100, 255})
    void noneIsLongerThanItsGatewayCarries(int maxLength) {
        for (String order : List.of("1", "SO-2025-004812", "SO_2025.004812", LONGEST_ORDER_ID, "._-".repeat(21))) {
            for (int attempt : new int[] {1, 9}) {
                assertThat(References.of(order, attempt, maxLength)).hasSizeLessThanOrEqualTo(maxLength).matches("[A-Za-z0-9-]+").endsWith("-A" + attempt);
            }
        }
    }

    @Test
    void whatIsCutOrReplacedStillBeginsReadable() {
        assertThat(References.of("SO_2025.004812", 1, 100)).matches("SO-2025-004812-[0-9a-f]{8}-A1");
        assertThat(References.of(LONGEST_ORDER_ID, 1, 20)).matches("X{3}-[0-9a-v]{13}-A1");
    }

    @Test
    void noTwoCheckoutsShareOne() {
        List<String> orders = List.of("A.B", "A_B", "A-B", "A.B-A1", "A-B-A1", "a-b", LONGEST_ORDER_ID, LONGEST_ORDER_ID.substring(1), "X".repeat(63) + "Y");
        for (int maxLength : new int[] {20, 32, 100}) {
            Set<String> references = new HashSet<>();
            for (String order : orders) {
                for (int attempt = 1; attempt <= 12; attempt++) {
                    references.add(References.of(order, attempt, maxLength));
                }
            }
            assertThat(references).as("of at most %s characters", maxLength).hasSize(orders.size() * 12);
        }
    }

    /** A shop's orders begin alike: where little room is left the digest alone tells them apart. */
    @Test
    void aLargeShopsOrdersShareNone() {
        Set<String> references = new HashSet<>();
        int orders = 500_000;
        for (int order = 0; order < orders; order++) {
            references.add(References.of("SHOP-BOGOTA-2026-" + order, 1, 20));
        }
        assertThat(references).hasSize(orders);
    }

    /** An order that repeats after a restart must find the checkout that it has. */
    @Test
    void aReferenceIsTheSameInEveryRun() {
        assertThat(References.of("SO_2025.004812", 1, 100)).isEqualTo("SO-2025-004812-360efdeb-A1");
        assertThat(References.of("SO_2025.004812", 1, 20)).isEqualTo("SO--di6k51otfa2s8-A1");
    }
}
