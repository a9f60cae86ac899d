package org.checkoutbridge.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** FIPS 180-4, and the digest of nothing. */
    @Test
    void itIsSha256InHex() {
        assertThat(Digest.sha256("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digest.sha256("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Digest.sha256("ñ")).as("of the UTF-8 text").isEqualTo(Digest.sha256(bytes("ñ")));
    }

    @Test
    void twoListsThatReadAlikeDiffer() {
        assertThat(Digest.sha256(bytes("ab"), bytes("c"))).isNotEqualTo(Digest.sha256(bytes("a"), bytes("bc")));
        assertThat(Digest.sha256(bytes("ab"), bytes(""))).isNotEqualTo(Digest.sha256(bytes(""), bytes("ab")));
        assertThat(Digest.sha256(bytes("1:a1:b"), bytes(""))).isNotEqualTo(Digest.sha256(bytes("a"), bytes("b")));
        assertThat(Digest.sha256(bytes("a"), bytes("b"))).isEqualTo(Digest.sha256(bytes("a"), bytes("b")));
    }
}
