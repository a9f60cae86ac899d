package org.checkoutbridge.inbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.CamelContext;
import org.checkoutbridge.tracing.TraceContext;
import org.checkoutbridge.tracing.Tracing;

/**
 * The coming in of messages as spans, from the last byte to the answer. What is done about a message belongs to the trace of its checkout,
 * which is not known yet: it links to this one. While nobody traces there are none.
 *
 * @param tracer null while nobody traces
 */
record Receptions(Tracer tracer) {

    static Receptions of(CamelContext context) {
        return new Receptions(context.getRegistry().lookupByNameAndType(Tracing.TRACER, Tracer.class));
    }

    Span begin(HttpServerRequest request, String gateway, String reference) {
        if (tracer == null) {
            return Span.getInvalid();
        }
        Span span = tracer.spanBuilder("receive-webhook").setSpanKind(SpanKind.SERVER)
                .setParent(Context.root().with(Span.wrap(TraceContext.read(request.getHeader(TraceContext.HEADER)))))
                .setAttribute("checkout.gateway", gateway)
                .startSpan();
        if (reference != null) {
            span.setAttribute("checkout.reference", reference);
        }
        return span;
    }

    static void stored(Span span) {
        span.end();
    }

    static void refused(Span span) {
        span.setStatus(StatusCode.ERROR).end();
    }
}
