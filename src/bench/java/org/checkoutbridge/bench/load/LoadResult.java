package org.checkoutbridge.bench.load;

import java.util.List;
import java.util.Map;

/**
 * What a load came to.
 *
 * @param seconds how long it was measured
 * @param latencies of the answers with a status below 300; in an open loop from the moment when the request was due
 * @param answers how many answers had which status; 0 stands for a broken connection
 * @param bySecond the same latencies, second by second
 * @param ownCpu what the generator used of one core: 1.0 is all of it
 */
public record LoadResult(double seconds, Latencies latencies, Map<Integer, Long> answers, List<Latencies> bySecond, double ownCpu) {

    /** @throws IllegalStateException if nothing was answered as it should be: then there is nothing to compare */
    public double perSecond() {
        if (latencies.count() == 0) {
            throw new IllegalStateException("no good answer: " + answers);
        }
        return latencies.count() / seconds;
    }

    public long answered(int status) {
        return answers.getOrDefault(status, 0L);
    }
}
