package org.checkoutbridge.bench.load;

import java.nio.ByteBuffer;

/** What a load sends. Asked by one thread. */
public interface Requests {

    /**
     * Writes the next request, whole, as it goes over the wire.
     *
     * @param to empty, with room for 8 KiB
     * @return a number that is given to {@link #answered}
     */
    int next(ByteBuffer to);

    /** @param status of the answer; 0 when the connection broke or was refused */
    default void answered(int request, int status) {}
}
