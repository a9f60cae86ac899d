package org.checkoutbridge.bench.load;

import java.util.Arrays;

/** How long answers took, each of them kept. Filled by one thread. */
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[16_384];
    private int count;
    private boolean sorted;

    public void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
        sorted = false;
    }

    public int count() {
        return count;
    }

    /**
     * @param percent for example 99
     * @return milliseconds that this share of the answers did not exceed; NaN when there are none
     */
    public double percentile(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, count);
            sorted = true;
        }
        int rank = (int) Math.ceil(percent / 100 * count);
        return nanos[Math.max(0, Math.min(count, rank) - 1)] / NANOS_PER_MILLI;
    }
}
