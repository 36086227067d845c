package nexus.replay.step;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * States of the router at records that it has passed, as bytes, within a limit. Where that is reached, those go first
 * that leave the smallest gap for their distance from the place at work: close by they lie densely, far away sparsely.
 */
final class States {
    private final long maxBytes;
    private final NavigableMap<Long, byte[]> bySequence = new TreeMap<>();
    private long bytes;

    /** @param maxBytes that are kept at the most */
    States(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Keeps a state, unless it alone is larger than the limit.
     *
     * @param sequence the last record that the state has seen
     */
    void add(long sequence, byte[] state) {
        if (state.length > maxBytes || bySequence.containsKey(sequence)) {
            return;
        }
        bySequence.put(sequence, state);
        bytes += state.length;
        while (bytes > maxBytes) {
            bytes -= bySequence.remove(leastUseful(sequence)).length;
        }
    }

    private long leastUseful(long here) {
        long least = -1;
        double leastGap = Double.MAX_VALUE;
        long before = 0;
        for (long sequence : bySequence.keySet()) {
            Long after = bySequence.higherKey(sequence);
            long gap = (after == null ? Math.max(here, sequence) : after) - before;
            double gapForDistance = gap / (1.0 + Math.abs(here - sequence));
            if (sequence != here && gapForDistance < leastGap) {
                leastGap = gapForDistance;
                least = sequence;
            }
            before = sequence;
        }
        return least;
    }

    /** The last state up to a record, or null. */
    Map.Entry<Long, byte[]> floor(long sequence) {
        return bySequence.floorEntry(sequence);
    }

    /** Length of all states. */
    long bytes() {
        return bytes;
    }

    int count() {
        return bySequence.size();
    }
}
