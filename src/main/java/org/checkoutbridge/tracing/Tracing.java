package org.checkoutbridge.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;

/** Sends traces to a collector, by OTLP over HTTP. Where it was not started there is no tracer, and nothing is measured. */
public final class Tracing implements AutoCloseable {

    /** The bean that is there while traces are sent. */
    public static final String TRACER = "tracer";

    private static final String SERVICE = "checkout-bridge";
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final int LAST_SECONDS = 5;

    private final SdkTracerProvider provider;

    private Tracing(SdkTracerProvider provider) {
        this.provider = provider;
    }

    /**
     * Before the first route is read.
     *
     * @param endpoint the collector's root, to which {@code /v1/traces} is appended
     * @param table which routes are spans
     */
    public static Tracing start(CamelContext context, String endpoint, String version, Path table) {
        ToCollector collector = new ToCollector(OtlpHttpSpanExporter.builder().setEndpoint(endpoint.replaceFirst("/$", "") + "/v1/traces").build());
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.builder()
                        .put("service.name", SERVICE).put("service.version", version).put("service.instance.id", instance()).build())))
                .addSpanProcessor(BatchSpanProcessor.builder(collector).setScheduleDelay(DELAY).build())
                .build();
        Tracer tracer = provider.get(SERVICE);
        context.getRegistry().bind(TRACER, Tracer.class, tracer);
        context.addRoutePolicyFactory(new TracedRoutes(tracer, table));
        return new Tracing(provider);
    }

    private static String instance() {
        return java.util.UUID.randomUUID().toString();
    }

    /** Sends what has not been sent yet, if that is taken soon. */
    @Override
    public void close() {
        provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
    }
}
