package org.checkoutbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErpKeysTest {

    private static final ErpKeys KEYS = new ErpKeys(" key-one , key-two ,");

    @ParameterizedTest
    @ValueSource(strings = {"Bearer key-one", "Bearer key-two", "bearer key-one", "BEARER  key-one "})
    void anyOfTheKeysIsLetIn(String authorization) {
        assertThatCode(() -> KEYS.require(authorization)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer key-on", "Bearer key-one2", "Bearer key-one,key-two", "Bearer KEY-ONE", "Basic key-one", "key-one",
        "Bearerkey-one", "Bearer key-one key-two"})
    void nobodyElseIs(String authorization) {
        assertThatThrownBy(() -> KEYS.require(authorization)).isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(401));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void withoutKeysNobodyIsLetIn(String keys) {
        assertThatThrownBy(() -> new ErpKeys(keys).require("Bearer ")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new ErpKeys(keys).require("Bearer  ")).isInstanceOf(Problem.class);
    }
}
