package org.checkoutbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.checkoutbridge.document.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as the qs library writes them (../domain/sugaway.md, section 3.1). */
class NestedFormTest {

    private static final List<Charset> UTF_8 = List.of(StandardCharsets.UTF_8);

    private static String tree(String form) {
        return Json.text(NestedForm.tree(NestedForm.fields(form.getBytes(StandardCharsets.UTF_8), UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "type=checkout | {\"type\":\"checkout\"}",
        "a[b]=1 | {\"a\":{\"b\":\"1\"}}",
        "a[b][c]=1&a[b][d]=2&a[e]=3 | {\"a\":{\"b\":{\"c\":\"1\",\"d\":\"2\"},\"e\":\"3\"}}",
        "data%5Bpayment%5D%5Bstatus%5D%5Bcode%5D=200 | {\"data\":{\"payment\":{\"status\":{\"code\":\"200\"}}}}",
        "a[0][id]=x&a[1][id]=y | {\"a\":{\"0\":{\"id\":\"x\"},\"1\":{\"id\":\"y\"}}}",
        "a= | {\"a\":\"\"}",
        "a | {\"a\":\"\"}",
        "a=b=c | {\"a\":\"b=c\"}",
        "&&a=1&& | {\"a\":\"1\"}",
        "a[]=1 | {\"a\":{\"\":\"1\"}}"})
    void namesSpellATree(String form, String tree) {
        assertThat(tree(form)).isEqualTo(tree);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a=Mar%C3%ADa+Jos%C3%A9+Pe%C3%B1a | María José Peña",
        "a=Mar%c3%ada%20Jos%c3%a9%20Pe%c3%b1a | María José Peña",
        "a=María%20José%20Peña | María José Peña",
        "a=1%2B1 | 1+1",
        "a=%25 | %",
        "a=%26%3D%5B%5D | &=[]",
        "a=%F0%9F%98%80 | \uD83D\uDE00"})
    void valuesAreDecodedAsUtf8(String form, String value) {
        assertThat(NestedForm.fields(form.getBytes(StandardCharsets.UTF_8), UTF_8)).containsEntry("a", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%4g", "a=100%", "%=1", "a=%u00f1", "a=%-1", "a=% 1"})
    void aPercentSignThatStandsAloneIsRefused(String form) {
        assertThatThrownBy(() -> tree(form)).isInstanceOf(IllegalArgumentException.class).hasMessage("a percent sign stands alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%FF", "a=Pe%F1a", "a=%C3", "a=%C3%28", "a=%C0%80", "a=%ED%A0%80", "%E1=1"})
    void whatIsNotUtf8IsRefused(String form) {
        assertThatThrownBy(() -> tree(form)).isInstanceOf(IllegalArgumentException.class).hasMessage("the text is not UTF-8");
    }

    @Test
    void rawBytesAreUtf8Too() {
        assertThatThrownBy(() -> NestedForm.fields("a=Peña".getBytes(StandardCharsets.ISO_8859_1), UTF_8))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("the text is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=1&%61=1", "a[b]=1&a%5Bb%5D=1"})
    void aFieldThatStandsTwiceIsRefused(String form) {
        assertThatThrownBy(() -> tree(form)).isInstanceOf(IllegalArgumentException.class).hasMessage("a field stands twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a[b]=2", "a[b]=2&a=1", "a[b][c]=1&a[b]=2", "a[b]=1&a[b][c]=2"})
    void aFieldThatIsBothAValueAndAGroupIsRefused(String form) {
        assertThatThrownBy(() -> tree(form)).isInstanceOf(IllegalArgumentException.class).hasMessage("a field is both a value and a group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]=1", "a[b=1", "a[b]c=1", "a[b]c]=1", "a[[b]]=1", "a[b[c]]=1", "[=1"})
    void aNameWithBracketsOutOfPlaceIsRefused(String form) {
        assertThatThrownBy(() -> tree(form)).isInstanceOf(IllegalArgumentException.class).hasMessage("a field's name is malformed");
    }

    @Test
    void nestingHasALimit() throws IOException {
        assertThat(Json.tree(tree("a" + "[b]".repeat(12) + "=1")).at("/a" + "/b".repeat(12)).textValue()).isEqualTo("1");
        assertThatThrownBy(() -> tree("a" + "[b]".repeat(13) + "=1")).hasMessage("fields are nested too deeply");
        assertThatThrownBy(() -> tree("a" + "[b]".repeat(60_000) + "=1")).hasMessage("fields are nested too deeply");
    }

    @Test
    void theNumberOfFieldsHasALimit() {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            form.append("a[").append(i).append("]=1&");
        }
        assertThat(NestedForm.fields(form.toString().getBytes(StandardCharsets.UTF_8), UTF_8)).hasSize(2_000);
        form.append("b=1");
        assertThatThrownBy(() -> tree(form.toString())).hasMessage("more than 2000 fields");
    }

    @Test
    void namesThatMeanSomethingElsewhereAreOnlyNames() {
        assertThat(tree("__proto__[x]=1&constructor=2")).isEqualTo("{\"__proto__\":{\"x\":\"1\"},\"constructor\":\"2\"}");
        assertThat(tree("a/b=1&a~c[x/y]=2")).isEqualTo("{\"a/b\":\"1\",\"a~c\":{\"x/y\":\"2\"}}");
    }

    @Test
    void theFirstCharsetThatFitsTheWholeIsTaken() throws Exception {
        List<Charset> charsets = List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);
        assertThat(NestedForm.fields("a=Pe%C3%B1a&b=x".getBytes(StandardCharsets.US_ASCII), charsets)).containsEntry("a", "Peña");
        assertThat(NestedForm.fields("a=Pe%F1a&b=%C3%B1".getBytes(StandardCharsets.US_ASCII), charsets)).containsEntry("a", "Peña").containsEntry("b", "Ã±");
        assertThat(NestedForm.fields("a=Peña".getBytes(StandardCharsets.ISO_8859_1), charsets)).containsEntry("a", "Peña");
    }
}
