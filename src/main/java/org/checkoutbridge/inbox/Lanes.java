package org.checkoutbridge.inbox;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Lanes in which unread messages wait, in the order in which they were named. One that is being worked is handed to nobody else; when
 * it is named meanwhile it comes again afterwards. Bounded: what is forgotten is found again in the database.
 */
final class Lanes {

    private enum Standing {
        WAITING,
        WORKED,
        NAMED_AGAIN
    }

    private final Map<String, Standing> standings = new HashMap<>();
    private final Queue<String> waiting = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    Lanes(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Collection<String> lanes) {
        lanes.forEach(this::name);
        notifyAll();
    }

    private void name(String lane) {
        Standing standing = standings.get(lane);
        if (standing == Standing.WORKED) {
            standings.put(lane, Standing.NAMED_AGAIN);
        } else if (standing == null && waiting.size() < capacity) {
            standings.put(lane, Standing.WAITING);
            waiting.add(lane);
        }
    }

    /**
     * The next lane, which is then the caller's until {@link #done}.
     *
     * @return null when none was named for so long, or when closed
     */
    synchronized String take(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        while (waiting.isEmpty() && !closed) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        if (closed) {
            return null;
        }
        String lane = waiting.remove();
        standings.put(lane, Standing.WORKED);
        return lane;
    }

    /** @param again there is more in it */
    synchronized void done(String lane, boolean again) {
        boolean named = standings.remove(lane) == Standing.NAMED_AGAIN;
        if (again || named) {
            name(lane);
            notifyAll();
        }
    }

    synchronized boolean idle() {
        return waiting.isEmpty();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
