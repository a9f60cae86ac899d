package org.checkoutbridge.webcheckout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Pago Seguro's messages say, and whether they are to be believed, by the dossier's bodies byte for byte. */
class MessageTest {

    private static final String SECRET = "11111111-2222-4333-8444-555555555555";
    private static final String REVERSE = "{secret}|{status}||||||||||{udf1}|{email}|{firstname}|{productinfo}|{amount}|{txnid}|{key}";
    private static final Shop SHOP = new Shop("pagoseguro", Shop.pagoSeguro());

    private static Shop legacy() {
        Map<String, String> settings = Shop.pagoSeguro();
        settings.put("profile", "pagoseguro-co-legacy");
        return new Shop("pagoseguro", settings);
    }

    private static Map<?, ?> event(Map<String, Object> translation) {
        return (Map<?, ?>) translation.get("event");
    }

    /** A message as the platform would sign it, with what a test wants to be different. */
    private static byte[] signed(Charset charset, Map<String, String> differences) {
        Map<String, String> fields = Shop.fields("20-return-approved", StandardCharsets.UTF_8);
        fields.putAll(differences);
        fields.put("hash", new Recipe("SHA-512", REVERSE).signature(fields::get, SECRET, charset));
        return fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), charset))
                .collect(Collectors.joining("&")).getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({"20-return-approved, approved, 40512233, 836158", "21-return-declined, declined, 40512232,", "22-return-pending, pending, 40512234,",
        "23-return-error, error, 40512235,"})
    void aSignedResultIsEvidence(String payload, String state, String operation, String approval) {
        Map<?, ?> event = event(SHOP.hears(Shop.payload(payload)));
        assertThat(event.get("status_code")).isEqualTo(state);
        assertThat(event.get("evidence")).isEqualTo("signed");
        assertThat(event.get("reference")).isEqualTo("SO-000123");
        assertThat(event.get("operation_id")).isEqualTo(operation);
        assertThat(event.get("approval_number")).isEqualTo(approval);
        assertThat(event.get("total")).isEqualTo(new BigDecimal("75000"));
        assertThat(event.get("checkout_total")).isEqualTo(new BigDecimal("75000"));
        assertThat(event.get("type")).isEqualTo("card");
        assertThat(event.get("doubtful_id")).as("the id is not signed").isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"success, fcc638c2056ea63e", "failure, 0905b89f9e7fd738", "pending, 3c04a2e1634da7f3", "error, afb8558b4164cc92"})
    void theReverseHashIsTheVectors(String status, String begins) {
        Map<String, String> fields = Shop.fields("20-return-approved", StandardCharsets.UTF_8);
        fields.put("status", status);
        assertThat(new Recipe("SHA-512", REVERSE).signature(fields::get, SECRET, StandardCharsets.UTF_8)).startsWith(begins);
    }

    /** Status or amount changed under an old signature; no signature, an empty one, our own form's. */
    @Test
    void aForgedMessageSaysNothing() {
        String approved = new String(Shop.payload("20-return-approved"), StandardCharsets.US_ASCII);
        String requestHash = Shop.fields("01-request-integer", StandardCharsets.UTF_8).get("hash");
        for (String body : new String[] {new String(Shop.payload("25-return-forged-status"), StandardCharsets.US_ASCII),
            approved.replace("amount=75000", "amount=1"), approved.replaceAll("&hash=.*", ""), approved.replaceAll("&hash=.*", "&hash="),
            approved.replaceAll("&hash=.*", "&hash=" + requestHash), approved.replace("txnid=SO-000123", "txnid=SO-000124"),
            approved.replaceAll("hash=f", "hash=e"), "txnid=SO-000123&status=success", "txnid=SO-000123"}) {
            assertThat(SHOP.hears(body)).as(body).containsEntry("verdict", "bad-signature").containsEntry("event", null);
        }
    }

    @Test
    void theCaseOfASignatureDoesNotCount() {
        String body = new String(Shop.payload("20-return-approved"), StandardCharsets.US_ASCII);
        String hash = body.replaceAll(".*&hash=", "");
        assertThat(event(SHOP.hears(body.replace(hash, hash.toUpperCase(java.util.Locale.ROOT)))).get("status_code")).isEqualTo("approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "x=1&y=2", "", "utm_source=mail"})
    void aBareReturnSaysNothing(String body) {
        assertThat(SHOP.hears(body)).containsEntry("verdict", "unknown-type").containsEntry("event", null);
    }

    /** Words that nobody has told us of are never approved, also when they are our own. */
    @ParameterizedTest
    @ValueSource(strings = {"approved", "ok", "SUCCESSFUL", "22", "", "unknown", "éxito"})
    void anUnknownWordIsForAPerson(String word) {
        assertThat(event(SHOP.hears(signed(StandardCharsets.UTF_8, Map.of("status", word)))).get("status_code").toString()).startsWith("unknown:");
    }

    @ParameterizedTest
    @CsvSource({"Success, approved", "APROBADA, approved", "rechazado, declined", "En Proceso, pending", "vencida, expired"})
    void theCaseOfAWordDoesNotCount(String word, String state) {
        assertThat(event(SHOP.hears(signed(StandardCharsets.UTF_8, Map.of("status", word)))).get("status_code")).isEqualTo(state);
    }

    @Test
    void anotherAccountIsForAPersonEvenWhenItIsSigned() {
        assertThat(event(SHOP.hears(signed(StandardCharsets.UTF_8, Map.of("key", "700999999")))).get("status_code")).isEqualTo("another-account");
    }

    @Test
    void aWrongAmountIsTold() {
        assertThat(event(SHOP.hears(signed(StandardCharsets.UTF_8, Map.of("amount", "100")))).get("checkout_total")).isEqualTo(new BigDecimal("100"));
        assertThat(event(SHOP.hears(signed(StandardCharsets.UTF_8, Map.of("amount", "75.000,00")))).get("total")).as("is no amount").isNull();
        assertThat(event(SHOP.hears(signed(StandardCharsets.UTF_8, Map.of("amount", "75.000")))).get("total")).as("may be thousands").isNull();
    }

    /** The signature is over bytes; which text they are is another matter. */
    @Test
    void aBodyInLatin1IsRead() {
        byte[] latin = signed(StandardCharsets.ISO_8859_1, Map.of("firstname", "Íñigo Peña"));
        assertThat(new String(latin, StandardCharsets.US_ASCII)).contains("Pe%F1a");
        assertThat(event(SHOP.hears(latin)).get("status_code")).isEqualTo("approved");
        assertThat(event(SHOP.hears(signed(StandardCharsets.UTF_8, Map.of("firstname", "Íñigo Peña")))).get("status_code")).isEqualTo("approved");
    }

    @Test
    void anOlderSecretStillVerifies() {
        Map<String, String> settings = Shop.pagoSeguro();
        settings.put("api-key", "the-new-one, " + SECRET);
        assertThat(new Shop("pagoseguro", settings).hears(Shop.payload("20-return-approved"))).containsEntry("verdict", "operation");
    }

    @Test
    void anIdThatIsNoneIsNotTaken() {
        for (String id : new String[] {"", "x".repeat(65), "<b>", "a b"}) {
            assertThat(event(SHOP.hears(signed(StandardCharsets.UTF_8, Map.of("mihpayid", id)))).get("operation_id")).isEqualTo("SO-000123");
        }
    }

    /** The legacy signature is that of our own form: it proves nothing about the state. */
    @ParameterizedTest
    @CsvSource({"30-confirm-legacy-approved, approved", "31-confirm-legacy-declined, declined"})
    void aLegacyConfirmationIsAHint(String payload, String state) {
        Map<?, ?> event = event(legacy().hears(Shop.payload(payload)));
        assertThat(event.get("status_code")).isEqualTo(state);
        assertThat(event.get("evidence")).isEqualTo("unsigned");
        assertThat(Shop.fields(payload, StandardCharsets.UTF_8).get("sign")).isEqualTo(Shop.fields("01-request-integer", StandardCharsets.UTF_8).get("hash"));
    }

    @Test
    void otherLegacyCodesArePending() {
        String body = new String(Shop.payload("30-confirm-legacy-approved"), StandardCharsets.US_ASCII);
        assertThat(event(legacy().hears(body.replace("status=22", "status=99"))).get("status_code")).isEqualTo("pending");
        assertThat(legacy().hears(body.replaceAll("sign=.", "sign=0"))).containsEntry("verdict", "bad-signature");
        assertThat(legacy().hears(Shop.payload("20-return-approved"))).as("another profile's message").containsEntry("event", null);
    }

    @Test
    void theBareProfileHearsNothing() {
        Map<String, String> settings = Shop.pagoSeguro();
        settings.put("profile", "pagoseguro-co-bare");
        assertThat(new Shop("pagoseguro", settings).hears(Shop.payload("20-return-approved"))).containsEntry("event", null);
    }
}
