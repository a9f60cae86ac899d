package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.checkoutbridge.link.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderContentTest {

    private static String hash(String json) {
        return OrderContent.hash(OrderDraft.json(json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"a\":1,\"b\":{\"c\":2,\"d\":3}} | {\"b\":{\"d\":3,\"c\":2},\"a\":1}",
        "{\"a\":10} | {\"a\":10.00}",
        "{\"a\":10} | {\"a\":1e1}",
        "{\"a\":0} | {\"a\":0.000}",
        "{\"a\":-0} | {\"a\":0}",
        "{\"a\":\"ñ\"} | {\"a\":\"\\u00f1\"}",
        "{\"a\":1,\"b\":null} | {\"a\":1}"})
    void theSameContentHasTheSameHash(String one, String other) {
        assertThat(hash(one)).isEqualTo(hash(other)).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"a\":1} | {\"a\":2}",
        "{\"a\":1} | {\"b\":1}",
        "{\"a\":1} | {\"a\":1,\"b\":0}",
        "{\"a\":\"x\",\"b\":\"y\"} | {\"a\":\"y\",\"b\":\"x\"}",
        "{\"a\":[1,2]} | {\"a\":[2,1]}",
        "{\"a\":[[1],2]} | {\"a\":[1,[2]]}",
        "{\"a\":{\"b\":1}} | {\"a\":{},\"b\":1}",
        "{\"a\":\"x\"} | {\"a\":\"x \"}",
        "{\"a\":\"x\"} | {\"a\":\"X\"}",
        "{\"a\":\"1;1:b=1:x\"} | {\"a\":1,\"b\":\"x\"}",
        "{\"a\":[]} | {\"a\":{}}",
        "{\"a\":\"ab\",\"b\":\"c\"} | {\"a\":\"a\",\"b\":\"bc\"}"})
    void otherContentHasAnotherHash(String one, String other) {
        assertThat(hash(one)).isNotEqualTo(hash(other));
    }

    @Test
    void aHashIsTheSameInEveryRun() {
        assertThat(hash("{\"orderId\":\"SO-1\",\"total\":10.00}")).isEqualTo(hash("{\"total\":10,\"orderId\":\"SO-1\"}"))
                .isEqualTo(Digest.sha256("{7:orderId=4:SO-1;5:total=10;}"));
    }
}
