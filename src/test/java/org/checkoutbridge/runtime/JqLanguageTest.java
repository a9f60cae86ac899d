package org.checkoutbridge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.MappingFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JqLanguageTest {

    @TempDir
    Path folder;

    @Test
    void documentsComeOutAsPlainMapsListsAndDecimals() {
        assertThat(JqEngine.run("{a: .a, b: [.a]}", Map.of("a", new BigDecimal("18450.50"))))
                .isEqualTo(Map.of("a", new BigDecimal("18450.50"), "b", List.of(new BigDecimal("18450.50"))));
        assertThat(JqEngine.run("null", Map.of())).isNull();
        assertThat(JqEngine.run("empty", Map.of())).isNull();
        assertThat(JqEngine.run(".[]", List.of(1, 2))).isEqualTo(List.of(1, 2));
    }

    @Test
    void textThatIsJsonIsReadAndOtherTextIsText() {
        assertThat(JqEngine.run(".a", " {\"a\": 1}")).isEqualTo(1);
        assertThat(JqEngine.run(".a", "{\"a\": \"ñ\"}".getBytes(StandardCharsets.UTF_8))).isEqualTo("ñ");
        assertThat(JqEngine.run(".", "200")).isEqualTo("200");
        assertThat(JqEngine.run(".", "SO-1")).isEqualTo("SO-1");
        assertThat(JqEngine.run(".", "")).isEqualTo("");
        assertThat(JqEngine.run(".", "{\"a\":1\":2}")).as("only begins like JSON").isEqualTo("{\"a\":1\":2}");
    }

    @Test
    void whatIsNoDataIsNothing() {
        assertThat(JqEngine.run(".", new ByteArrayInputStream(new byte[1]))).isNull();
        assertThat(JqEngine.run("variable(\"none\")", null)).isNull();
    }

    @Test
    void variablesAreAtHand() {
        assertThat(JqEngine.run("variable(\"a\").b + variable(\"c\")", null, Map.of("a", Map.of("b", "x"), "c", "y"))).isEqualTo("xy");
    }

    @Test
    void aFileIsReadAgainWhenItHasChanged() throws IOException {
        Path mapping = Files.writeString(folder.resolve("a.jq"), "\"one\"");
        assertThat(JqEngine.run(mapping.toString(), null)).isEqualTo("one");
        Files.writeString(mapping, "\"two\"");
        Files.setLastModifiedTime(mapping, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(JqEngine.run(mapping.toString(), null)).isEqualTo("two");
    }

    @Test
    void aMappingThatDoesNotCompileStopsTheStartByItsName() throws IOException {
        Path mapping = Files.writeString(folder.resolve("a.jq"), "{a: ");
        assertThatThrownBy(() -> JqEngine.run(mapping.toString(), null)).isInstanceOf(MappingFailure.class).hasMessageContaining("a.jq");
        assertThatThrownBy(() -> JqEngine.run(folder.resolve("none.jq").toString(), null)).hasMessageContaining("none.jq");
        Path stranger = Files.writeString(folder.resolve("b.jq"), "no_such_function(1)");
        assertThatThrownBy(() -> JqEngine.run(stranger.toString(), null)).isInstanceOf(MappingFailure.class).hasMessageContaining("b.jq");
    }

    @Test
    void aMappingThatDoesNotFitSaysSoWithoutValues() throws IOException {
        Path mapping = Files.writeString(folder.resolve("a.jq"), ".a | tonumber");
        assertThatThrownBy(() -> JqEngine.run(mapping.toString(), Map.of("a", "zebra")))
                .isInstanceOf(MappingFailure.class)
                .hasMessageContaining("a.jq")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("zebra"));
        Path error = Files.writeString(folder.resolve("b.jq"), ".a | .x");
        assertThatThrownBy(() -> JqEngine.run(error.toString(), Map.of("a", "zebra")))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("zebra"));
        Path number = Files.writeString(folder.resolve("c.jq"), ".a + {b: 1}");
        assertThatThrownBy(() -> JqEngine.run(number.toString(), Map.of("a", "zebra (x) y")))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("zebra"));
    }
}
