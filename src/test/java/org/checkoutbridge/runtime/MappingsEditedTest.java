package org.checkoutbridge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.checkoutbridge.document.MappingFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings are edited while the bridge runs. */
class MappingsEditedTest {

    @TempDir
    Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final JqLanguage language = new JqLanguage();
    private int saved;

    @BeforeEach
    void bind() {
        context.start();
        language.setCamelContext(context);
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    @Test
    void aMappingThatIsSavedWorksAtOnce() throws IOException {
        Expression mapping = language.createExpression(saved(".order"));
        assertThat(mapped(mapping)).isEqualTo("SO-1");
        saved("{id: .order}");
        assertThat(mapped(mapping)).isEqualTo(Map.of("id", "SO-1"));
    }

    @Test
    void whatIsSavedHalfWrittenIsNotUsed() throws IOException {
        Expression mapping = language.createExpression(saved(".order"));
        saved("{id: (.order}");
        assertThat(mapped(mapping)).isEqualTo("SO-1");
        saved("{id: .order}");
        assertThat(mapped(mapping)).isEqualTo(Map.of("id", "SO-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"# a mapping\n{id: (.order}", "# a mapping\n{id: \"", "# a mapping\n{id: .order"})
    void aBrokenMappingIsNamedByItsFileAndLine(String text) throws IOException {
        String file = saved(text);
        assertThatThrownBy(() -> language.createExpression(file))
                .isInstanceOf(MappingFailure.class)
                .hasMessageStartingWith(file)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("\n");
    }

    private String saved(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("mapping.jq"), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++saved)));
        return file.toString();
    }

    private Object mapped(Expression mapping) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(Map.of("order", "SO-1"));
        return mapping.evaluate(exchange, Object.class);
    }
}
