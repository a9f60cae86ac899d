package org.checkoutbridge.inbox;

import java.util.concurrent.TimeUnit;

/**
 * Whether so many messages come that storing them needs the machine: senders wait for an answer, and nobody waits for the reading. Readers
 * then go slow, and catch up afterwards.
 */
final class Rush {

    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONG_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int CROWD = 16;

    private final int perWindow;
    private long windowEnd;
    private int count;
    private volatile long until = System.nanoTime();

    /** @param perSecond more than so many messages a second are a rush; fewer are one when many of them wait long */
    Rush(int perSecond) {
        this.perWindow = Math.max(1, perSecond / 10);
    }

    /**
     * @param messages how many have just been stored together
     * @param waitedNanos how long the first of them has waited for it, in nanoseconds
     */
    synchronized void count(int messages, long waitedNanos) {
        long now = System.nanoTime();
        if (now - windowEnd > 0) {
            windowEnd = now + WINDOW_NANOS;
            count = 0;
        }
        count += messages;
        if (count > perWindow || messages >= CROWD && waitedNanos > LONG_WAIT_NANOS) {
            until = now + 2 * WINDOW_NANOS;
        }
    }

    boolean on() {
        return until - System.nanoTime() > 0;
    }
}
