package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderReaderTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anObjectIsAnOrder() throws MalformedOrder {
        assertThat(OrderReader.one(utf8(" {\"name\": \"Peña\"}\n")).get("name").textValue()).isEqualTo("Peña");
    }

    @Test
    void aByteOrderMarkIsForgiven() throws MalformedOrder {
        assertThat(OrderReader.one(utf8("\uFEFF{\"a\": 1}")).get("a").intValue()).isEqualTo(1);
    }

    @Test
    void amountsAreReadToTheLastDigit() throws MalformedOrder {
        assertThat(OrderReader.one(utf8("{\"a\": 0.10000000000000000001}")).get("a").decimalValue()).isEqualByComparingTo("0.10000000000000000001");
        assertThat(OrderReader.one(utf8("{\"a\": 18450.50}")).get("a").decimalValue().toPlainString()).isEqualTo("18450.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\": }", "{\"a\": 1} {}", "{\"a\": 1}]", "{'a': 1}", "{a: 1}", "{\"a\": 01}", "{\"a\": NaN}", "{\"a\": 1e99999999999}", "{\"a\": 1,}",
        "a=1", "<order/>", "\uFEFF", "{\"a\": 1, \"a\": 2}", "{\"a\": \"\n\"}"})
    void whatIsNoJsonIsMalformed(String text) {
        assertThatThrownBy(() -> OrderReader.one(utf8(text))).isInstanceOf(MalformedOrder.class);
        assertThatThrownBy(() -> OrderReader.oneOrMany(utf8(text))).isInstanceOf(MalformedOrder.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "5", "\"x\"", "true"})
    void anOrderIsAnObject(String text) {
        assertThatThrownBy(() -> OrderReader.one(utf8(text))).isInstanceOf(MalformedOrder.class).hasMessage("a JSON object is expected");
    }

    @Test
    void otherCharsetsAreMalformed() {
        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_16BE)) {
            assertThatThrownBy(() -> OrderReader.one("{\"name\": \"Peña\"}".getBytes(charset))).as(charset.name()).isInstanceOf(MalformedOrder.class);
        }
        assertThatThrownBy(() -> OrderReader.one(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}))
                .as("a longer form of a character").isInstanceOf(MalformedOrder.class);
    }

    @Test
    void theMessageSaysWhereAndRepeatsNothing() {
        assertThatThrownBy(() -> OrderReader.one(utf8("{\"name\":\n \"Zebra\", \"zebra\": zebra}")))
                .isInstanceOf(MalformedOrder.class)
                .hasMessageContaining("line 2")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainIgnoringCase("zebra"));
        assertThatThrownBy(() -> OrderReader.one(utf8("{\"zebra\": 1, \"zebra\": 2}")))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainIgnoringCase("zebra"));
    }

    @Test
    void aTreeTooDeepOrANumberTooLongIsMalformed() {
        assertThatThrownBy(() -> OrderReader.one(utf8("{\"a\":".repeat(200) + "1" + "}".repeat(200)))).isInstanceOf(MalformedOrder.class);
        assertThatThrownBy(() -> OrderReader.one(utf8("{\"a\":" + "9".repeat(101) + "}"))).isInstanceOf(MalformedOrder.class);
    }

    @Test
    void aFileMayHoldOneOrMany() throws MalformedOrder {
        assertThat(OrderReader.oneOrMany(utf8("{\"a\": 1}"))).hasSize(1);
        assertThat(OrderReader.oneOrMany(utf8("[{\"a\": 1}, 5, {\"a\": 2}]"))).hasSize(3);
        assertThat(OrderReader.oneOrMany(utf8("[]"))).isEmpty();
        assertThatThrownBy(() -> OrderReader.oneOrMany(utf8("5"))).isInstanceOf(MalformedOrder.class);
    }
}
