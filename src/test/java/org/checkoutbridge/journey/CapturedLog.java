package org.checkoutbridge.journey;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Everything that the program logs from now on, as its layout writes it: without what exceptions say of themselves. */
final class CapturedLog extends AbstractAppender {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    CapturedLog() {
        super("captured", null, null, false, Property.EMPTY_ARRAY);
        start();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        context.getConfiguration().getRootLogger().addAppender(this, null, null);
        context.updateLoggers();
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLevel().name() + ' ' + event.getLoggerName() + ' ' + event.getMessage().getFormattedMessage());
    }

    String text() {
        return String.join("\n", lines);
    }
}
