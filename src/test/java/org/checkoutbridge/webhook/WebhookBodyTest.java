package org.checkoutbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three encodings of the contract, told apart by media type alone. */
class WebhookBodyTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MESSAGE = "{\"type\":\"checkout\",\"data\":{\"customer\":{\"name\":\"María José Peña\"},\"payment\":{\"total\":18450.50}}}";

    private static final WebhookBody BODIES = new WebhookBody(ConfiguredGateways.all());

    private static Object read(String contentType, byte[] body) {
        return WebhookBody.read(contentType, body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<?, ?> at(Object message, String... path) {
        Map<?, ?> node = (Map<?, ?>) message;
        for (String name : path) {
            node = (Map<?, ?>) node.get(name);
        }
        return node;
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, "application/json; charset=utf-8", "application/json;charset=UTF-8", "Application/JSON", " application/json ;x=y"})
    void jsonIsReadWhateverItsParameters(String contentType) {
        Object message = read(contentType, utf8(MESSAGE));
        assertThat(at(message, "data", "customer").get("name")).isEqualTo("María José Peña");
        assertThat(at(message, "data", "payment").get("total")).hasToString("18450.50");
    }

    @Test
    void aNestedFormIsTheSameTreeInText() {
        Object message = read(FORM + "; charset=utf-8",
                utf8("type=checkout&data%5Bcustomer%5D%5Bname%5D=Mar%C3%ADa+Jos%C3%A9+Pe%C3%B1a&data[payment][total]=18450.5"));
        assertThat(at(message, "data", "customer").get("name")).isEqualTo("María José Peña");
        assertThat(at(message, "data", "payment").get("total")).isEqualTo("18450.5");
    }

    @Test
    void aFormsFieldBodyMayHoldTheJson() {
        Object message = read(FORM, utf8("body=" + URLEncoder.encode(MESSAGE, StandardCharsets.UTF_8)));
        assertThat(message).isEqualTo(read(JSON, utf8(MESSAGE)));
        assertThat(read(FORM, utf8("x=1&body=" + URLEncoder.encode(MESSAGE, StandardCharsets.UTF_8)))).isEqualTo(message);
    }

    @Test
    void aMessageThatHasAFieldBodyIsStillAMessage() {
        assertThat(at(read(FORM, utf8("type=checkout&body=x"))).get("body")).isEqualTo("x");
    }

    @Test
    void aByteOrderMarkIsForgiven() {
        assertThat(read(JSON, utf8("\uFEFF" + MESSAGE))).isEqualTo(read(JSON, utf8(MESSAGE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "application/json | ``", "application/json | {", "application/json | zebra=1", "application/json | {\"zebra\":1,\"zebra\":2}",
        "application/json | {\"zebra\":1e99999999999}", "application/json | {\"zebra\":\"\\u0000\"}", "application/json | {\"zebra\":[\"\\ud83d\"]}",
        "application/json | {\"zebra\\u0000\":1}", "application/x-www-form-urlencoded | zebra=%00", "application/json | {} zebra", "application/json | [\"zebra\"]", "application/json | \"zebra\"", "application/json | null",
        "application/x-www-form-urlencoded | body=zebra", "application/x-www-form-urlencoded | body=", "application/x-www-form-urlencoded | body=[]",
        "application/x-www-form-urlencoded | zebra=1&zebra=2", "application/x-www-form-urlencoded | zebra[=1",
        "application/x-www-form-urlencoded | zebra=%", "application/x-www-form-urlencoded | zebra=%FF"})
    void whatCannotBeReadIsRefusedWithAReasonThatRepeatsNothing(String contentType, String body) {
        assertThatThrownBy(() -> read(contentType, utf8(body)))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("zebra"));
        assertThat(BODIES.readStored(Map.of("gateway", "sugaway", "content_type", contentType, "body", Base64.getEncoder().encodeToString(utf8(body))))).containsOnlyKeys("problem");
    }

    @Test
    void jsonInAnotherCharsetIsRefused() {
        assertThatThrownBy(() -> read(JSON, MESSAGE.getBytes(StandardCharsets.ISO_8859_1))).hasMessage("the text is not UTF-8");
        assertThatThrownBy(() -> read(JSON, MESSAGE.getBytes(StandardCharsets.UTF_16))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTreeTooDeepIsRefused() {
        assertThatThrownBy(() -> read(JSON, utf8("{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** PostgreSQL breaks base64 into lines. */
    @Test
    void aStoredMessageIsReadFromTheLedgersBase64() {
        String base64 = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(utf8(MESSAGE));
        assertThat(base64).contains("\n");
        assertThat(BODIES.readStored(Map.of("gateway", "sugaway", "content_type", JSON, "body", base64))).containsEntry("message", read(JSON, utf8(MESSAGE)));
    }
}
