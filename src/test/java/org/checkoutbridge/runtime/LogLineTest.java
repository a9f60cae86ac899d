package org.checkoutbridge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.checkoutbridge.document.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a line of the log says beside its message. */
class LogLineTest {

    private static final String LOGGER = "org.checkoutbridge.lines";
    private static final SpanContext PLACE = SpanContext.create("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7",
            TraceFlags.getSampled(), TraceState.getDefault());

    @AfterEach
    void text() {
        LogLine.write("text");
    }

    /** Everything that is written from now on, as the configured format writes it. */
    private static List<String> written() {
        List<String> lines = new CopyOnWriteArrayList<>();
        LoggerConfig root = LoggerContext.getContext(false).getConfiguration().getRootLogger();
        Layout<? extends Serializable> layout = root.getAppenders().values().iterator().next().getLayout();
        Appender appender = new AbstractAppender("lines", null, layout, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                new String(getLayout().toByteArray(event), StandardCharsets.UTF_8).lines().forEach(lines::add);
            }
        };
        appender.start();
        root.addAppender(appender, Level.ALL, null);
        return lines;
    }

    /** What is written while a route logs, about a variable, and somebody else after it. */
    private List<String> written(String format, Map<String, Object> variables) throws Exception {
        LogLine.write(format.equals("json") ? "text" : "json");
        LogLine.write(format);
        List<String> lines = written();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getCamelContextExtension().addLogListener(new LogLine());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:log").log(org.apache.camel.LoggingLevel.INFO, LOGGER, "it \"happened\"");
                }
            });
            context.start();
            Exchange exchange = new DefaultExchange(context);
            variables.forEach(exchange::setVariable);
            context.createProducerTemplate().send("direct:log", exchange);
        }
        LoggerFactory.getLogger(LOGGER).error("something else", new IllegalStateException("canary"));
        return lines;
    }

    @Test
    void aLineOfTextNamesItsCheckoutAndItsTrace() throws Exception {
        try (Scope traced = Span.wrap(PLACE).makeCurrent()) {
            assertThat(written("text", Map.of("reference", "SO-1-A1"))).satisfiesExactly(
                    line -> assertThat(line).endsWith(" INFO  o.c.lines it \"happened\" reference=SO-1-A1 trace=" + PLACE.getTraceId()),
                    line -> assertThat(line).endsWith(" ERROR o.c.lines something else trace=" + PLACE.getTraceId()));
        }
    }

    @Test
    void aLineOfJsonHasFieldsForThem() throws Exception {
        List<String> lines;
        try (Scope traced = Span.wrap(PLACE).makeCurrent()) {
            lines = written("json", Map.of("effect", Map.of("reference", "SO-2-A1")));
        }
        JsonNode line = Json.tree(lines.get(0));
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("logger").asText()).isEqualTo(LOGGER);
        assertThat(line.path("message").asText()).isEqualTo("it \"happened\"");
        assertThat(line.path("reference").asText()).isEqualTo("SO-2-A1");
        assertThat(line.path("trace").asText()).isEqualTo(PLACE.getTraceId());
        assertThat(line.path("at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(line.has("error")).isFalse();
        assertThat(lines).hasSize(2);
        JsonNode next = Json.tree(lines.get(1));
        assertThat(next.path("error").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(next.has("reference")).as("the line before was about that").isFalse();
        assertThat(String.join("\n", lines)).doesNotContain("canary");
    }

    @Test
    void whatIsNotKnownIsNotSaid() throws Exception {
        assertThat(written("text", Map.of()).get(0)).endsWith("it \"happened\"");
        assertThat(Json.tree(written("json", Map.of()).get(0)).has("trace")).isFalse();
    }
}
