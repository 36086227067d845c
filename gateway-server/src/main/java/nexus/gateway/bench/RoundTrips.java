package nexus.gateway.bench;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Signals that come back as fills, one at a time. */
final class RoundTrips implements ClientPair.Events {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final ClientPair pair;
    private final Histogram nanos = new Histogram(LONGEST_NANOS, DIGITS);
    private String awaited;

    private RoundTrips(ClientPair pair) {
        this.pair = pair;
    }

    /**
     * Answers {@code nanos}, a histogram: from the signal's hand-over to the socket of NEXUS to the fill's arrival there.
     *
     * @param perSecond how often a trip begins; a later one when the one before takes longer. 0: at once
     */
    static Answer run(ClientPair pair, int count, int perSecond) throws IOException {
        RoundTrips trips = new RoundTrips(pair);
        long interval = perSecond == 0 ? 0 : ClientProgram.intervalNanos(perSecond);
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            trips.makeOne();
            for (long left = interval; left > 0; left = begin + interval - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
        return new Answer().put("nanos", trips.nanos);
    }

    private void makeOne() throws IOException {
        ClientPair.NewSignal signal = pair.nextSignal();
        awaited = signal.orderId();
        long begin = System.nanoTime();
        pair.send(signal);
        pair.awaitAndFillOrder();
        while (awaited != null) {
            pair.awaitAtNexus(this);
        }
        nanos.recordValue(Math.min(System.nanoTime() - begin, LONGEST_NANOS));
    }

    @Override
    public void filled(String orderId) throws IOException {
        if (!orderId.equals(awaited)) {
            throw new IOException("the fill of " + orderId + " came where that of " + awaited + " was due");
        }
        awaited = null;
    }
}
