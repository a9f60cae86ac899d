package org.checkoutbridge.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkoutbridge.gateway.Gateways;
import org.checkoutbridge.link.LinkSigner;
import org.checkoutbridge.page.Brand;
import org.checkoutbridge.page.Templates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mails, as config/mail writes them. */
class LettersTest {

    private static final LinkSigner LINKS = new LinkSigner("https://bridge.example", "a key");
    private static final String EFFECT_ID = "4379fd75-cb26-5f99-a632-b2573b22acfe";

    private static Letters letters(String locale) {
        return new Letters(new Templates("config/mail", locale, new Brand("Café & Cía <Sucursal>", "#1f4e79", "")), new Gateways(List.of()), LINKS,
                "America/Argentina/Buenos_Aires", "pagos@shop.example", "ventas@shop.example");
    }

    private static Map<String, Object> letter(String audience, String letter) {
        Map<String, Object> body = new HashMap<>();
        body.put("effectId", EFFECT_ID);
        body.put("audience", audience);
        body.put("letter", letter);
        body.put("occurredAt", "2026-03-01T12:00:00Z");
        body.put("test", false);
        body.put("amount", "18450.50");
        body.put("currency", "ARS");
        body.put("operationId", "pQ4vN8sWz");
        body.put("approvalNumber", "836158");
        body.put("method", Map.of("type", "card", "brand", "visa", "last4", "4417", "installments", 6));
        return body;
    }

    private static Map<String, Object> recipient(String name, String email) {
        Map<String, Object> order = Map.of("orderId", "SO-2025-004812", "customer", Map.of("name", name, "email", email));
        return Map.of("order", order, "checkout",
                Map.of("reference", "SO-2025-004812-A1", "gateway", "sugaway", "total", "20000.00", "currency", "ARS"));
    }

    private static Map<String, Object> recipient() {
        return recipient("María José Peña", "mariajose.pena@example.com");
    }

    private static Map<String, String> written(String locale, String audience, String letter) {
        return letters(locale).write(letter(audience, letter), recipient());
    }

    /** Each letter that the routes send, in each language that can be configured. */
    static List<String[]> sent() throws IOException {
        List<String[]> sent = new ArrayList<>();
        Matcher letter = Pattern.compile("routeId: mail-(buyer|merchant)-(\\S+)").matcher(Files.readString(Path.of("routes/effects/effects.camel.yaml")));
        while (letter.find()) {
            for (String locale : List.of("es-AR", "es-CO", "en")) {
                sent.add(new String[] {locale, letter.group(1), letter.group(2)});
            }
        }
        assertThat(sent).isNotEmpty();
        return sent;
    }

    @ParameterizedTest
    @MethodSource("sent")
    void everyLetterHasItsWordsInEveryLanguage(String locale, String audience, String letter) {
        Map<String, String> mail = written(locale, audience, letter);
        assertThat(mail).containsOnlyKeys("to", "from", "subject", "text", "html", "message_id").doesNotContainValue(null);
        for (String part : List.of("subject", "text", "html")) {
            assertThat(mail.get(part)).as(part).doesNotContain(audience + "-" + letter, "label.", "state.", "method.", "${", "null");
        }
        assertThat(mail.get("html")).contains("<html lang=\"" + locale + "\"").hasSizeLessThan(20_000);
        assertThat(mail.get("to")).isEqualTo("buyer".equals(audience) ? "mariajose.pena@example.com" : "ventas@shop.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "es-AR | Hola María José Peña, | $ 18.450,50 ARS | 1/03/2026 09:00 | Tarjeta Visa •••• 4417, 6 cuotas | Número de aprobación: 836158",
        "es-CO | Estimado(a) María José Peña, | $ 18.450,50 ARS | 1/03/2026 09:00 | Tarjeta Visa •••• 4417, 6 cuotas | Número de aprobación: 836158",
        "en | Dear María José Peña, | $ 18,450.50 ARS | 1 Mar 2026, 09:00 | Card Visa •••• 4417, 6 instalments | Approval number: 836158"})
    void aReceiptSaysWhatWasPaidWhenAndHow(String locale, String greeting, String amount, String time, String method, String approval) {
        Map<String, String> mail = written(locale, "buyer", "paid");
        assertThat(mail.get("text")).contains(greeting, amount, time, "-03:00", method, approval, "SO-2025-004812", "SO-2025-004812-A1", "pQ4vN8sWz");
        assertThat(mail.get("html")).contains(greeting, amount, time, "-03:00", method, "836158", "SO-2025-004812-A1");
        assertThat(mail.get("subject")).endsWith(" · SO-2025-004812").doesNotStartWith("[TEST]");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        Map<String, Object> bare = letter("buyer", "link");
        for (String field : List.of("amount", "approvalNumber", "operationId", "method", "currency")) {
            bare.put(field, null);
        }
        String text = letters("en").write(bare, recipient()).get("text");
        assertThat(text).contains("$ 20,000.00 ARS").doesNotContain("Approval", "Operation", "Method", "null");
    }

    @Test
    void oneInstalmentIsNotMentioned() {
        Map<String, Object> once = letter("buyer", "paid");
        once.put("method", Map.of("type", "card", "installments", 1));
        assertThat(letters("en").write(once, recipient()).get("text")).doesNotContain("instalment");
    }

    @Test
    void playMoneyIsCalledSo() {
        Map<String, Object> test = letter("buyer", "paid");
        test.put("test", true);
        Map<String, String> mail = letters("en").write(test, recipient());
        assertThat(mail.get("subject")).startsWith("[TEST] ");
        assertThat(mail.get("text")).contains("no money moves");
        assertThat(mail.get("html")).contains("no money moves");
    }

    @Test
    void theLinkLeadsToTheBuyersOwnPage() {
        String url = LINKS.payUrl("sugaway", "SO-2025-004812-A1");
        Map<String, String> mail = written("es-AR", "buyer", "link");
        assertThat(mail.get("text")).contains(url);
        assertThat(mail.get("html")).contains("href=\"" + url + "\"");
        assertThat(written("es-AR", "buyer", "paid").get("html")).doesNotContain("href");
    }

    @Test
    void aCouponIsWhereThePlatformPutIt() {
        Map<String, Object> waiting = letter("buyer", "waiting");
        waiting.put("paymentUrl", "https://platform.example/coupon?a=1&b=\"2\"");
        Map<String, String> mail = letters("en").write(waiting, recipient());
        assertThat(mail.get("text")).contains("https://platform.example/coupon?a=1&b=\"2\"");
        assertThat(mail.get("html")).contains("href=\"https://platform.example/coupon?a=1&amp;b=&quot;2&quot;\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"second-payment", "superseded-paid", "amount-mismatch", "currency-mismatch", "unconfirmed", "unknown-code", "unanswered",
        "chargeback", "erp-refused"})
    void everyReasonOfTheContractHasItsWords(String reason) {
        for (String locale : List.of("es-AR", "es-CO", "en")) {
            Map<String, Object> exception = letter("merchant", "exception");
            exception.put("reason", reason);
            assertThat(letters(locale).write(exception, recipient()).get("text")).doesNotContain("reason.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "Ana & Eva", "O'Higgins", "${7*7}", "<#include \"x\">", "{{erp.token}}"})
    void aNameIsANameAndNothingElse(String name) {
        for (String audience : List.of("buyer", "merchant")) {
            Map<String, String> mail = letters("es-AR").write(letter(audience, "paid"), recipient(name, "ana@example.com"));
            assertThat(mail.get("text")).contains(name);
            assertThat(mail.get("html")).contains(name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;"))
                    .doesNotContain("<script", "<img");
        }
    }

    @Test
    void theMerchantsNameIsEscapedToo() {
        assertThat(written("en", "buyer", "paid").get("html")).contains("Café &amp; Cía &lt;Sucursal&gt;").doesNotContain("<Sucursal>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana@example.com\r\nBcc: eva@example.com", "ana@example.com\nSubject: x", "ana@example.com\u0000", "\tana@example.com\r"})
    void noHeaderBeginsInAnother(String email) {
        Map<String, String> mail = letters("es-AR").write(letter("buyer", "paid"), recipient("Ana\r\nBcc: eva@example.com", email));
        for (String header : List.of("to", "from", "subject", "message_id")) {
            assertThat(mail.get(header)).as(header).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @Test
    void theIdOfAMailIsTheSameOnEveryAttempt() {
        assertThat(written("es-AR", "buyer", "paid").get("message_id")).isEqualTo("<" + EFFECT_ID + "@shop.example>")
                .isEqualTo(written("en", "merchant", "expired").get("message_id"));
    }
}
