package org.checkoutbridge.webcheckout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pago Seguro's form, by the dossier's vectors (../domain/pagoseguro.md, section 9) and its requests byte for byte. */
class FormTest {

    private static final Shop SHOP = new Shop("pagoseguro", Shop.pagoSeguro());

    private static final String A = "774ba49bcb11f96238edf50fb74daed706f2b413b623ef41dca1c3bdb34895c5475308843a4de9164d0a6341990cf22c2b4de994400a9785a21dd01a5e923f53";
    private static final String B = "6ac79b8d082bd0cfe39372d813c641f3cc669257e66ab4fca981949dbe762d20fe7d5aaafb008d2705478dcc9eb6e64d661ba3f4d9e1255bf8e1da8734a24447";
    private static final String D2 = "ee4b3c3f52d8e9f92193725bfdc0bc52b982c9283d53c2d82b45584e570ff7645832bc294435058139967643dc360cfaa6beeac7706d3c64569e238fb142d801";

    private static com.fasterxml.jackson.databind.node.ObjectNode order(String reference, String total) {
        return Shop.document(reference, total, "Ana Gomez", "ana.gomez@example.com");
    }

    @ParameterizedTest
    @CsvSource({"SO-000123, 75000.00, 75000, " + A, "SO-000124, 90000.99, 90000.99, " + B, "SO-000126, 90000.10, 90000.1, " + D2})
    void theHashIsTheVectors(String reference, String total, String text, String hash) {
        Map<String, String> fields = SHOP.fields(order(reference, total));
        assertThat(fields).containsEntry("amount", text).containsEntry("hash", hash);
    }

    /** Which fields there are, in which order, and what is in them. */
    @ParameterizedTest
    @CsvSource({"01-request-integer, SO-000123, 75000.00", "02-request-decimal, SO-000124, 90000.99"})
    void theFormIsTheRequestOfTheDossier(String payload, String reference, String total) {
        assertThat(new LinkedHashMap<>(SHOP.fields(order(reference, total)))).containsExactlyEntriesOf(Shop.fields(payload, StandardCharsets.UTF_8));
    }

    /** The description is ours; the buyer's accents are the vector's. */
    @Test
    void accentsAreSignedInUtf8() {
        Map<String, String> vector = Shop.fields("03-request-accents-utf8", StandardCharsets.UTF_8);
        Recipe recipe = new Recipe("SHA-512", "{key}|{txnid}|{amount}|{productinfo}|{firstname}|{email}|{udf1}||||||||||{secret}");
        assertThat(recipe.signature(vector::get, "11111111-2222-4333-8444-555555555555", StandardCharsets.UTF_8)).isEqualTo(vector.get("hash"));
        assertThat(recipe.signature(vector::get, "11111111-2222-4333-8444-555555555555", StandardCharsets.ISO_8859_1)).startsWith("e583cb28bb4bcaa4");
        Map<String, String> ours = SHOP.fields(Shop.document("SO-000125", "119000.00", "Íñigo Peña Gómez", "inigo.pena@example.com"));
        assertThat(ours).containsEntry("firstname", "Íñigo Peña Gómez");
        assertThat(ours.get("hash")).isEqualTo(recipe.signature(ours::get, "11111111-2222-4333-8444-555555555555", StandardCharsets.UTF_8));
    }

    /** What is posted is what is signed: a long name is cut first. */
    @Test
    void longTextIsCutBeforeItIsSigned() {
        String name = "María de los Ángeles Fernández de Córdoba y Peña";
        Map<String, String> fields = SHOP.fields(Shop.document("SO-1-A1", "100.00", name, "a@example.com"));
        assertThat(fields.get("firstname")).isEqualTo("María de los Ángeles Fernández de Córdob").hasSize(40);
        Recipe recipe = new Recipe("SHA-512", "{key}|{txnid}|{amount}|{productinfo}|{firstname}|{email}|{udf1}||||||||||{secret}");
        assertThat(fields.get("hash")).isEqualTo(recipe.signature(fields::get, "11111111-2222-4333-8444-555555555555", StandardCharsets.UTF_8));
        String pairs = "😀".repeat(41);
        assertThat(SHOP.fields(Shop.document("SO-1-A1", "100.00", pairs, "a@example.com")).get("firstname")).isEqualTo("😀".repeat(40));
        assertThat(SHOP.fields(Shop.document("SO-1-A1", "100.00", "x".repeat(39) + " y", "a@example.com")).get("firstname")).as("no blank at its end").hasSize(39);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "SO-1-A1; 100.00; Ana | Gomez; a@example.com; forbidden-character", "SO-1-A1; 100.00; Ana Gomez; a|b@example.com; forbidden-character",
        "SO-1-A123456789012345; 100.00; Ana Gomez; a@example.com; too-long", "SO_1; 100.00; Ana Gomez; a@example.com; pattern",
        "SO-1-A1; 0.50; Ana Gomez; a@example.com; amount", "SO-1-A1; 12345678901.01; Ana Gomez; a@example.com; amount",
        "SO-1-A1; 75.000,00; Ana Gomez; a@example.com; amount", "SO-1-A1; 1e5; Ana Gomez; a@example.com; amount"})
    void whatThePlatformCannotTakeIsRefused(String reference, String total, String name, String email, String code) {
        assertThat(SHOP.refusal(Shop.document(reference, total, name, email))).isEqualTo(code);
    }

    @Test
    void theLongestAmountThatFitsIsTaken() {
        assertThat(SHOP.fields(order("SO-1", "1234567890.01"))).containsEntry("amount", "1234567890.01");
        assertThat(SHOP.fields(order("SO-1", "1234567890123.00"))).containsEntry("amount", "1234567890123");
    }

    @Test
    void anotherCurrencyIsRefused() {
        var document = order("SO-1", "20.00");
        ((com.fasterxml.jackson.databind.node.ObjectNode) document.get("order")).put("currency", "USD");
        assertThat(SHOP.refusal(document)).isEqualTo("currency");
    }

    @Test
    void theFirstOfSeveralSecretsSigns() {
        Map<String, String> settings = Shop.pagoSeguro();
        settings.put("api-key", settings.get("api-key") + ",an-older-one");
        assertThat(new Shop("pagoseguro", settings).fields(order("SO-000123", "75000.00"))).containsEntry("hash", A);
    }

    @Test
    void aPageMaySendItToThePlatformAlone() {
        assertThat(SHOP.form(order("SO-1", "100.00"))).containsEntry("action", "https://pay.example/pagosegurocanal/public/checkoutpay")
                .containsEntry("origin", "https://pay.example");
    }
}
