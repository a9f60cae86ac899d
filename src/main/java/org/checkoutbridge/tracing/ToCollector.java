package org.checkoutbridge.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Says once when traces are not taken any more, and once when they are again. What was not taken is lost: it is only for looking at. */
final class ToCollector implements SpanExporter {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("org.checkoutbridge.tracing");

    /** It would tell each failure to another log, with its stack. Held, for the JVM forgets loggers that nobody holds. */
    private static final Logger EXPORTER = Logger.getLogger("io.opentelemetry");

    static {
        EXPORTER.setLevel(Level.OFF);
    }

    private final SpanExporter exporter;
    private final AtomicBoolean failing = new AtomicBoolean();

    ToCollector(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode sent = exporter.export(spans);
        return sent.whenComplete(() -> {
            boolean failed = !sent.isSuccess();
            if (failing.getAndSet(failed) != failed) {
                if (failed) {
                    LOG.warn("the collector of traces does not take them: they are lost until it does");
                } else {
                    LOG.info("the collector of traces takes them again");
                }
            }
        });
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
