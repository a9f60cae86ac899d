package org.checkoutbridge.runtime;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelLogger;
import org.apache.camel.spi.LogListener;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.util.ContextDataProvider;

/**
 * What a line of the log says beside its message: which checkout it is about ({@code reference}), when a route writes it, and which trace
 * it belongs to ({@code trace}), when that is traced. Found by the log through META-INF.
 */
public final class LogLine implements ContextDataProvider, LogListener {

    private static final String FORMAT = "log.format";
    private static final String REFERENCE = "reference";
    private static final List<String> ROWS = List.of("effect", "webhook");

    /** Of the line that this thread is about to write. */
    private static final ThreadLocal<String> NEXT = new ThreadLocal<>();

    /** @param format text or json: the name of an appender */
    static void write(String format) {
        if (!format.equals(System.getProperty(FORMAT, "text"))) {
            System.setProperty(FORMAT, format);
            LoggerContext.getContext(false).reconfigure();
        }
    }

    @Override
    public String onLog(Exchange exchange, CamelLogger logger, String message) {
        NEXT.set(reference(exchange));
        return message;
    }

    /** Of the checkout that is worked on, or else of the effect or the message. */
    private static String reference(Exchange exchange) {
        Object reference = exchange.getVariable(REFERENCE);
        for (String row : ROWS) {
            if (reference == null && exchange.getVariable(row) instanceof Map<?, ?> members) {
                reference = members.get(REFERENCE);
            }
        }
        return reference == null ? null : reference.toString();
    }

    @Override
    public Map<String, String> supplyContextData() {
        Map<String, String> data = new HashMap<>();
        String reference = NEXT.get();
        if (reference != null) {
            data.put(REFERENCE, reference);
            NEXT.remove();
        }
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            data.put("trace", span.getTraceId());
        }
        return data;
    }
}
