package org.checkoutbridge.webcheckout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PayU Latam by files alone: its published vectors (../domain/pagoseguro.md, sections 3.2 and 9). */
class PayuLatamTest {

    private static Shop shop(String profile) {
        return shop(profile, "false");
    }

    private static Shop shop(String profile, String test) {
        return new Shop("payulatam", new LinkedHashMap<>(Map.of("test", test, "checkout-url", "https://pay.example/ppp-web-gateway-payu/",
                "merchant-id", "900001", "account-id", "512321", "api-key", "SandboxKeyForTests0001", "profile", profile)));
    }

    private static ObjectNode order() {
        ObjectNode document = Shop.document("SO-000123", "75000.00", "Ana | Gómez", "ana.gomez@example.com");
        ((ObjectNode) document.at("/order/customer")).put("identification", "1032456789").put("documentType", "CC");
        ((ObjectNode) document.get("order")).putObject("taxSplit").put("base", "63025.21").put("tax", "11974.79");
        return document;
    }

    @ParameterizedTest
    @CsvSource({"md5, MD5, 116de9320de198a3ee36c9502f70bd41",
        "sha256, SHA256, ab774f9dc0d854476d129d8ab20d31575e69b33bd62e46d186d2233ab0681b1a"})
    void theFormsSignatureIsTheVectors(String profile, String algorithm, String signature) {
        assertThat(shop(profile).fields(order())).containsEntry("signature", signature).containsEntry("algorithmSignature", algorithm);
    }

    @Test
    void theFormIsThatOfThePlatform() {
        assertThat(shop("md5").fields(order())).containsEntry("merchantId", "900001").containsEntry("accountId", "512321")
                .containsEntry("referenceCode", "SO-000123").containsEntry("amount", "75000").containsEntry("tax", "11974.79")
                .containsEntry("taxReturnBase", "63025.21").containsEntry("currency", "COP").containsEntry("test", "0")
                .containsEntry("buyerFullName", "Ana | Gómez").containsEntry("payerDocumentType", "CC")
                .containsEntry("confirmationUrl", "https://shop.example/c").doesNotContainKey("telephone");
        ObjectNode dni = order();
        ((ObjectNode) dni.at("/order/customer")).put("documentType", "DNI");
        assertThat(shop("md5").refusal(dni)).isEqualTo("unknown-word");
    }

    /** Two messages, two rules of rounding. */
    @ParameterizedTest
    @CsvSource({"75000.00, a6b84bae351483599d8ea4767ea9fdc5", "150.20, 31483a8d7bbb129376ad8a9dbd65df17", "150.26, 33f8c9b7952182098f45793da37750d9",
        "150.25, 75bbce56a41cc23358050d157385a3bc", "150.35, c1fd618beff7651d90fb91fbc4c71473"})
    void aConfirmationIsSignedWithOneDecimalOrTwo(String value, String sign) {
        Map<?, ?> event = (Map<?, ?>) shop("md5").hears(confirmation(value, "4", sign)).get("event");
        assertThat(event.get("status_code")).isEqualTo("approved");
        assertThat(event.get("evidence")).isEqualTo("signed");
        assertThat(event.get("currency")).isEqualTo("COP");
        assertThat(event.get("approval_number")).isEqualTo("836158");
        assertThat(shop("md5").hears(confirmation(value, "6", sign))).as("another state under it").containsEntry("verdict", "bad-signature");
    }

    /** The flag is in no signature: what it says is enough to doubt a payment, and never to believe one. */
    @ParameterizedTest
    @CsvSource({"false, 0, approved", "false, 1, not-real-money", "false, yes, not-real-money", "true, 1, approved", "true, 0, not-play-money"})
    void whoseMoneyItWasIsCompared(String test, String flag, String code) {
        Shop shop = shop("md5", test);
        Map<?, ?> event = (Map<?, ?>) shop.hears(confirmation("75000.00", "4", "a6b84bae351483599d8ea4767ea9fdc5") + "&test=" + flag).get("event");
        assertThat(event.get("status_code")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"75000.00, a6b84bae351483599d8ea4767ea9fdc5", "150.20, 31483a8d7bbb129376ad8a9dbd65df17", "150.26, e1812bea29e6ec2e2852c6c6adee35bc",
        "150.25, 31483a8d7bbb129376ad8a9dbd65df17", "150.35, 7036f930a5d54b61d8d015dec675f4cf"})
    void aResponseIsSignedWithOneDecimalAndIsAHint(String value, String signature) {
        String body = "merchantId=900001&referenceCode=SO-000123&TX_VALUE=" + value + "&currency=COP&transactionState=4&transactionId=t-1&signature=" + signature;
        Map<?, ?> event = (Map<?, ?>) shop("md5").hears(body).get("event");
        assertThat(event.get("status_code")).isEqualTo("approved");
        assertThat(event.get("evidence")).as("for showing, says the platform").isEqualTo("unsigned");
    }

    private static String confirmation(String value, String state, String sign) {
        return "merchant_id=900001&reference_sale=SO-000123&value=" + value + "&currency=COP&state_pol=" + state
                + "&transaction_id=f5e668f1-7ecc-4b83-a4d1-0aaa68260862&authorization_code=836158&payment_method_type=2&attempts=1&sign=" + sign;
    }
}
