package nexus.gateway.bench;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What came of a simulated run.
 *
 * @param seed of everything that was left to chance
 * @param records in the journal
 * @param ticks sent by platforms
 * @param ticksForwarded to NEXUS, while it was up
 * @param orders that reached a platform
 * @param acknowledgements SIGNAL_ACKs that NEXUS read
 * @param fills executions that platforms reported
 * @param fillsTold of those, how many NEXUS read as such, each once; the others it was told in sum, as a v0 client
 * @param restarts of the gateway
 * @param nexusSessions how often NEXUS connected
 * @param ticksNanos real time that the ticks took, without the samples of memory
 * @param heldNanos of that, how long the platforms were held back for the follower
 * @param furthestBehind the most records that the follower was behind
 * @param memory samples, evenly over the ticks
 * @param tickTimes nanoseconds inside the gateway, one histogram for each tenth of the forwarded ticks
 * @param problems what is not as it ought to be; empty if all is well
 */
record SimulatedResult(
        long seed,
        long records,
        long ticks,
        long ticksForwarded,
        long orders,
        long acknowledgements,
        long fills,
        long fillsTold,
        int restarts,
        long nexusSessions,
        long ticksNanos,
        long heldNanos,
        long furthestBehind,
        List<MemorySample> memory,
        List<Histogram> tickTimes,
        List<String> problems) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Ticks a second. */
    double rate() {
        return ticks * NANOS_PER_SECOND / ticksNanos;
    }
}
