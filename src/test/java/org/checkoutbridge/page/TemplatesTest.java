package org.checkoutbridge.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.MappingFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void words() throws IOException {
        Files.createDirectories(folder.resolve("en"));
        Files.writeString(folder.resolve("en/words.properties"), "greeting = ¡Hola!\n");
    }

    private String rendered(String name, String template, Map<String, Object> model) throws IOException {
        Files.writeString(folder.resolve(name), template);
        return new Templates(folder.toString(), "en", PagesTest.BRAND).render(name, model);
    }

    @Test
    void wordsAndLocaleAreAtHandInUtf8() throws IOException {
        assertThat(rendered("a.ftl", "${words.greeting} ${locale} ${name}", Map.of("name", "Peña"))).isEqualTo("¡Hola! en Peña");
    }

    @Test
    void htmlIsEscapedByTheFilesNameAlone() throws IOException {
        assertThat(rendered("a.ftlh", "${name}", Map.of("name", "<b>&\"'"))).isEqualTo("&lt;b&gt;&amp;&quot;&#39;");
        assertThat(rendered("a.ftl", "${name}", Map.of("name", "<b>"))).isEqualTo("<b>");
    }

    @Test
    void aLanguageWithoutWordsStopsTheStart() {
        assertThatThrownBy(() -> new Templates(folder.toString(), "pt-BR", PagesTest.BRAND)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("words.properties is missing").hasMessageContaining("pt-BR");
    }

    @Test
    void whatDoesNotFitIsNamedByFileAndLineWithoutValues() {
        assertThatThrownBy(() -> rendered("a.ftl", "one\n${name.zebra.x}", Map.of("name", "zebra-value")))
                .isInstanceOf(MappingFailure.class)
                .hasMessageContaining("a.ftl, line 2")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("zebra-value"));
    }

    /** Templates are edited by people who run the bridge: they format, and run nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"${\"freemarker.template.utility.Execute\"?new()(\"id\")}", "${name?api.class}", "<#assign x = \"java.lang.Runtime\"?new()>"})
    void aTemplateRunsNothing(String template) {
        assertThatThrownBy(() -> rendered("a.ftl", template, Map.of("name", "x"))).isInstanceOf(MappingFailure.class);
    }

    @Test
    void allLanguagesHaveTheSameWords() {
        for (String kind : List.of("config/mail", "config/pages")) {
            for (String locale : List.of("es-CO", "en")) {
                assertThat(new Templates(kind, locale, PagesTest.BRAND).words().keySet()).as("%s, %s", kind, locale)
                        .isEqualTo(new Templates(kind, "es-AR", PagesTest.BRAND).words().keySet());
            }
        }
    }
}
