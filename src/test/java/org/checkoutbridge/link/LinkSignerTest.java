package org.checkoutbridge.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.checkoutbridge.link.LinkSigner.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSignerTest {

    private static final String ROOT = "https://bridge.example";
    private static final LinkSigner LINKS = new LinkSigner(ROOT, "first key");

    private static String signature(LinkSigner links, Label label) {
        String url = links.url(label, "sugaway", label == Label.ACCOUNT ? "account" : "SO-1-A1");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static boolean verifies(LinkSigner links, Label label, String signature) {
        return links.verifies(label, "sugaway", label == Label.ACCOUNT ? "account" : "SO-1-A1", signature);
    }

    @Test
    void eachKindOfLinkHasThePathOfTheContract() {
        assertThat(LINKS.webhookUrl("sugaway", "SO-1-A1")).matches(ROOT + "/webhooks/sugaway/SO-1-A1/[A-Za-z0-9_-]{43}");
        assertThat(LINKS.accountUrl("sugaway")).matches(ROOT + "/webhooks/sugaway/account/[A-Za-z0-9_-]{43}");
        assertThat(LINKS.returnUrl("sugaway", "SO-1-A1")).matches(ROOT + "/return/SO-1-A1/[A-Za-z0-9_-]{43}");
        assertThat(LINKS.payUrl("sugaway", "SO-1-A1")).matches(ROOT + "/pay/SO-1-A1/[A-Za-z0-9_-]{43}");
    }

    @Test
    void theRootMayEndWithASlashOrHaveAPath() {
        assertThat(new LinkSigner(ROOT + "/", "k").payUrl("sugaway", "R")).startsWith(ROOT + "/pay/R/");
        assertThat(new LinkSigner(ROOT + "/bridge//", "k").payUrl("sugaway", "R")).startsWith(ROOT + "/bridge/pay/R/");
    }

    @ParameterizedTest
    @EnumSource
    void aLinkVerifiesAsWhatItIsAndAsNothingElse(Label label) {
        String signature = signature(LINKS, label);
        assertThat(verifies(LINKS, label, signature)).isTrue();
        for (Label other : Label.values()) {
            assertThat(LINKS.verifies(other, "sugaway", "SO-1-A1", signature)).as("%s as %s", label, other).isEqualTo(other == label && label != Label.ACCOUNT);
            assertThat(LINKS.verifies(other, "sugaway", "account", signature)).as("%s as %s", label, other).isEqualTo(other == label && label == Label.ACCOUNT);
        }
    }

    @Test
    void anotherReferenceOrGatewayFails() {
        String signature = signature(LINKS, Label.WEBHOOK);
        assertThat(LINKS.verifies(Label.WEBHOOK, "sugaway", "SO-1-A2", signature)).isFalse();
        assertThat(LINKS.verifies(Label.WEBHOOK, "sugaway", "so-1-a1", signature)).isFalse();
        assertThat(LINKS.verifies(Label.WEBHOOK, "sugaway", "", signature)).isFalse();
        assertThat(LINKS.verifies(Label.WEBHOOK, "pagoseguro", "SO-1-A1", signature)).isFalse();
    }

    @Test
    void whatIsSignedCannotBeCutAnotherWay() {
        String signature = signature(new LinkSigner(ROOT, "k"), Label.PAY);
        assertThat(new LinkSigner(ROOT, "k").verifies(Label.PAY, "sugawayS", "O-1-A1", signature)).isFalse();
        assertThat(new LinkSigner(ROOT, "k").verifies(Label.PAY, "", "sugawaySO-1-A1", signature)).isFalse();
    }

    /** Opposite a known value: a signature that changes by an update breaks the links that are out. */
    @Test
    void aSignatureStaysTheSameFromReleaseToRelease() {
        assertThat(signature(LINKS, Label.PAY)).isEqualTo("oW-ShRo4T9Erwq6QjllA1m5HAe3_w1wIJ5Bwa58KBaU");
        assertThat(signature(LINKS, Label.WEBHOOK)).isEqualTo("j8TH-T0EF6O9Hqker0s7nj8UhRezDeZLh_8esmmCkRY");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "x", "@", "null", "undefined", "%00", "ñandú", "\u0000", "=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aMalformedSignatureFailsAndDoesNotThrow(String signature) {
        for (Label label : Label.values()) {
            assertThat(verifies(LINKS, label, signature)).isFalse();
        }
    }

    @Test
    void aSignatureThatIsNearlyRightFails() {
        String right = signature(LINKS, Label.PAY);
        assertThat(verifies(LINKS, Label.PAY, right + "=")).isFalse();
        assertThat(verifies(LINKS, Label.PAY, right + " ")).isFalse();
        assertThat(verifies(LINKS, Label.PAY, right.substring(1))).isFalse();
        assertThat(verifies(LINKS, Label.PAY, right.substring(0, 42))).isFalse();
        assertThat(verifies(LINKS, Label.PAY, right.repeat(10_000))).isFalse();
        for (int i = 0; i < right.length(); i++) {
            char other = right.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(verifies(LINKS, Label.PAY, right.substring(0, i) + other + right.substring(i + 1))).as("place %s", i).isFalse();
        }
    }

    @Test
    void nothingIsVerifiedWithoutAGatewayOrAReference() {
        assertThat(LINKS.verifies(Label.PAY, null, "SO-1-A1", signature(LINKS, Label.PAY))).isFalse();
        assertThat(LINKS.verifies(Label.PAY, "sugaway", null, signature(LINKS, Label.PAY))).isFalse();
    }

    @Test
    void theFirstKeySignsAndAllVerify() {
        LinkSigner rotated = new LinkSigner(ROOT, " second key , first key ,");
        LinkSigner second = new LinkSigner(ROOT, "second key");
        for (Label label : Label.values()) {
            assertThat(verifies(rotated, label, signature(LINKS, label))).as("of the retired key").isTrue();
            assertThat(signature(rotated, label)).isEqualTo(signature(second, label)).isNotEqualTo(signature(LINKS, label));
            assertThat(verifies(LINKS, label, signature(rotated, label))).as("of a key to come").isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , ,"})
    void withoutAKeyNothingStarts(String keys) {
        assertThatThrownBy(() -> new LinkSigner(ROOT, keys)).hasMessageContaining("bridge.signing-key");
    }
}
