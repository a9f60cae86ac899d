package org.checkoutbridge.inbox;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the route for lanes in which something is unread: at once for those that have just been stored to, and by the clock for
 * those that the database still knows (after a restart, of another replica, or due again).
 */
final class Readers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.checkoutbridge.inbox");
    private static final long IDLE_MILLIS = 200;
    private static final long PAUSE_MILLIS = 50;
    /** Reading a lane takes both processors of a small machine for some milliseconds: in a rush that is to be seldom. */
    private static final int PAUSES_IN_A_RUSH = 5;
    private static final long LOOK_MILLIS = 1_000;

    private final DefaultConsumer consumer;
    private final InboxEndpoint endpoint;
    private final Lanes lanes;
    private final Rush rush;
    private final ProducerTemplate ledger;
    private final ExecutorService threads;
    private volatile boolean closing;
    private volatile boolean suspended;

    Readers(DefaultConsumer consumer, InboxEndpoint endpoint, Lanes lanes, Rush rush) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.lanes = lanes;
        this.rush = rush;
        this.ledger = endpoint.getCamelContext().createProducerTemplate();
        this.threads = endpoint.getCamelContext().getExecutorServiceManager()
                .newFixedThreadPool(this, "inbox-reader", endpoint.concurrentConsumers() + 1);
    }

    void start() {
        for (int i = 0; i < endpoint.concurrentConsumers(); i++) {
            boolean first = i == 0;
            threads.execute(() -> read(first));
        }
        threads.execute(this::look);
    }

    void suspend(boolean suspend) {
        suspended = suspend;
    }

    /** @param first reads on in a rush, too, though slowly: nothing waits for ever */
    private void read(boolean first) {
        int pauses = 0;
        while (!closing) {
            try {
                if (suspended || rush.on() && (!first || pauses < PAUSES_IN_A_RUSH)) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    pauses++;
                    continue;
                }
                pauses = 0;
                String lane = lanes.take(IDLE_MILLIS);
                if (lane != null) {
                    lanes.done(lane, read(lane));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** @return whether the route has left something unread that could be read now */
    private boolean read(String lane) {
        Exchange exchange = consumer.createExchange(false);
        try {
            exchange.setVariable("lane", lane);
            consumer.createUoW(exchange);
            consumer.getProcessor().process(exchange);
            return exchange.getException() == null && Boolean.TRUE.equals(exchange.getVariable("more", Boolean.class));
        } catch (Exception e) {
            LOG.error("{}: failed ({})", consumer.getRouteId(), e.getClass().getSimpleName());
            return false;
        } finally {
            consumer.doneUoW(exchange);
            consumer.releaseExchange(exchange, false);
        }
    }

    private void look() {
        long next = System.nanoTime();
        while (!closing) {
            try {
                if (!suspended && lanes.idle() && System.nanoTime() - next >= 0) {
                    List<?> unread = ledger.requestBody(endpoint.unread(), null, List.class);
                    lanes.add(unread.stream().map(Object::toString).toList());
                    next = System.nanoTime() + (unread.isEmpty() ? LOOK_MILLIS : IDLE_MILLIS) * 1_000_000;
                }
                TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                next = System.nanoTime() + LOOK_MILLIS * 1_000_000; // the database is away; its health check says so
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        lanes.close();
        endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
        ledger.stop();
    }
}
