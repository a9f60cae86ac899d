package org.checkoutbridge.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;

/** A place in a trace as text: the {@code traceparent} of W3C Trace Context, level 1, which a row keeps and a request carries. */
public final class TraceContext {

    /** Of a request. */
    public static final String HEADER = "traceparent";

    private static final TextMapGetter<String> TEXT = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(HEADER);
        }

        @Override
        public String get(String traceparent, String key) {
            return HEADER.equals(key) ? traceparent : null;
        }
    };

    private TraceContext() {}

    /** Of what this thread is at; null when that is not traced. */
    public static String current() {
        return of(Span.current());
    }

    /** Null when it is no real span. */
    public static String of(Span span) {
        SpanContext place = span.getSpanContext();
        return place.isValid() ? "00-" + place.getTraceId() + "-" + place.getSpanId() + "-" + place.getTraceFlags().asHex() : null;
    }

    /** Not valid when there is none, or when it is malformed. */
    public static SpanContext read(String traceparent) {
        return Span.fromContext(W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, TEXT)).getSpanContext();
    }
}
