package org.checkoutbridge.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.checkoutbridge.document.Table;

/**
 * Makes the work of some routes spans: those of a table, which says of each where the trace that it belongs to is found, and which values a
 * span shows. Nothing else is shown: no address, no message of an exception, nothing personal. A route's work is done by one thread.
 */
final class TracedRoutes implements RoutePolicyFactory {

    /**
     * A line of the table.
     *
     * @param continues where the row that the work is about has its traceparent; empty when it is about none yet
     * @param links where there are other traces that have led to this
     * @param shows what the span shows, by its attributes' names
     */
    private record Work(SpanKind kind, String continues, String links, Map<AttributeKey<String>, String> shows) {

        static Work of(Table.Row row) {
            Map<AttributeKey<String>, String> shows = new LinkedHashMap<>();
            for (String shown : row.get("shows").split("\\s+")) {
                int equals = shown.indexOf('=');
                if (equals < 1) {
                    throw row.wrong("'" + shown + "' in column shows is not attribute=variable");
                }
                shows.put(AttributeKey.stringKey(shown.substring(0, equals)), shown.substring(equals + 1));
            }
            return new Work(row.constant("kind", SpanKind.class), row.get("continues"), row.get("links"), shows);
        }
    }

    /** A span of an exchange that has not ended. */
    private record Begun(Span span, Scope scope) {}

    private static final String BEGUN = "bridge.span.";
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracer tracer;
    private final Map<String, Work> works = new LinkedHashMap<>();

    /**
     * @param table routes by id, or by the end of their ids ({@code *-send-request})
     * @throws IllegalArgumentException naming file and line
     */
    TracedRoutes(Tracer tracer, Path table) {
        this.tracer = tracer;
        Table.read(table, "route", "kind", "continues", "links", "shows").rows().forEach(row -> works.put(row.get("route"), Work.of(row)));
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return works.entrySet().stream().filter(work -> named(work.getKey(), routeId)).findFirst()
                .map(work -> new Spans(work.getValue())).orElse(null);
    }

    private static boolean named(String pattern, String routeId) {
        return pattern.startsWith("*") ? routeId.endsWith(pattern.substring(1)) : routeId.equals(pattern);
    }

    /** The spans of one route. */
    private final class Spans extends RoutePolicySupport {

        private final Work work;

        Spans(Work work) {
            this.work = work;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            SpanBuilder span = tracer.spanBuilder(route.getRouteId()).setSpanKind(work.kind()).setParent(parent(exchange));
            links(exchange).forEach(span::addLink);
            Span begun = span.startSpan();
            exchange.setProperty(BEGUN + route.getRouteId(), new Begun(begun, begun.makeCurrent()));
        }

        /** The row knows best; work that it has led to is part of what is being done already. */
        private Context parent(Exchange exchange) {
            SpanContext row = TraceContext.read(text(at(exchange, work.continues())));
            SpanContext active = Span.current().getSpanContext();
            if (row.isValid() && !row.getTraceId().equals(active.getTraceId())) {
                return Context.root().with(Span.wrap(row));
            }
            if (work.kind() == SpanKind.SERVER) {
                return Context.root().with(Span.wrap(TraceContext.read(exchange.getMessage().getHeader(TraceContext.HEADER, String.class))));
            }
            return Context.current();
        }

        private List<SpanContext> links(Exchange exchange) {
            List<SpanContext> links = new ArrayList<>();
            if (at(exchange, work.links()) instanceof Iterable<?> others) {
                others.forEach(other -> links.add(TraceContext.read(text(member(other, TraceContext.HEADER)))));
            }
            links.removeIf(link -> !link.isValid());
            return links;
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            if (exchange.removeProperty(BEGUN + route.getRouteId()) instanceof Begun begun) {
                work.shows().forEach((attribute, path) -> {
                    String value = text(at(exchange, path));
                    if (value != null) {
                        begun.span().setAttribute(attribute, value);
                    }
                });
                if (exchange.getException() != null) {
                    begun.span().setStatus(StatusCode.ERROR).setAttribute(ERROR, exchange.getException().getClass().getName());
                }
                begun.scope().close();
                begun.span().end();
            }
        }
    }

    /** A variable, or a member of one: {@code effect.action}. */
    private static Object at(Exchange exchange, String path) {
        if (path.isEmpty()) {
            return null;
        }
        String[] names = path.split("\\.");
        Object value = exchange.getVariable(names[0]);
        for (int i = 1; i < names.length; i++) {
            value = member(value, names[i]);
        }
        return value;
    }

    private static Object member(Object document, String name) {
        return document instanceof Map<?, ?> members ? members.get(name) : null;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
