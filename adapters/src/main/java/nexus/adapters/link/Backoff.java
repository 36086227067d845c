package nexus.adapters.link;

import java.util.SplittableRandom;

/**
 * How long to wait before the next attempt: the nominal wait doubles from first to longest, and each wait is drawn from
 * the upper half of the nominal one, so that clients which lost the gateway together do not come back together.
 */
public final class Backoff {
    private final long firstMillis;
    private final long longestMillis;
    private final SplittableRandom jitter;
    private long nominalMillis;

    /**
     * @param firstMillis nominal first wait, at least 1
     * @param longestMillis nominal longest wait, at least {@code firstMillis}
     * @param seed of the jitter: the same seed gives the same waits
     */
    public Backoff(long firstMillis, long longestMillis, long seed) {
        if (firstMillis < 1 || longestMillis < firstMillis) {
            throw new IllegalArgumentException(
                    "back-off of " + firstMillis + " to " + longestMillis + " ms: want 1 <= first <= longest");
        }
        this.firstMillis = firstMillis;
        this.longestMillis = longestMillis;
        this.jitter = new SplittableRandom(seed);
        this.nominalMillis = firstMillis;
    }

    /** 100 ms doubling to 5 s. */
    public static Backoff standard(long seed) {
        return new Backoff(100, 5_000, seed);
    }

    /** The next wait in ms, between half the nominal wait and all of it. */
    public long nextMillis() {
        long half = nominalMillis / 2;
        long wait = nominalMillis - (half == 0 ? 0 : jitter.nextLong(half + 1));
        nominalMillis = Math.min(nominalMillis * 2, longestMillis);
        return wait;
    }

    /** Begins again at the first wait: an attempt succeeded. */
    public void reset() {
        nominalMillis = firstMillis;
    }
}
