package org.checkoutbridge.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces: takes OTLP over HTTP, and keeps what it was sent. */
public final class CollectorStandIn implements AutoCloseable {

    private final HttpServer server;
    private final List<ResourceSpans> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    public CollectorStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (status == 200) {
                taken.addAll(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** With which status it answers from now on; it takes only with 200. */
    public void answer(int with) {
        status = with;
    }

    /** With all that is said about where they come from. */
    public List<ResourceSpans> taken() {
        return taken;
    }

    public List<Span> spans() {
        return taken.stream().flatMap(resource -> resource.getScopeSpansList().stream())
                .map(ScopeSpans::getSpansList).flatMap(List::stream).toList();
    }

    /** Of one trace, by its id in hexadecimal digits. */
    public List<Span> spans(String traceId) {
        return spans().stream().filter(span -> id(span.getTraceId()).equals(traceId)).toList();
    }

    public static String id(com.google.protobuf.ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /** An attribute's value; "" when the span has none of that name. */
    public static String shows(Span span, String attribute) {
        return span.getAttributesList().stream().filter(each -> each.getKey().equals(attribute)).findFirst()
                .map(each -> each.getValue().getStringValue()).orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
