package nexus.gateway.bench;

import org.HdrHistogram.Histogram;

/** What rounds have in common. */
final class Histograms {
    private Histograms() {}

    /**
     * Adds one round's times to those before.
     *
     * @param before null before the first
     * @return {@code before}, changed; {@code round} if it is the first
     */
    static Histogram sum(Histogram before, Histogram round) {
        if (before == null) {
            return round;
        }
        before.add(round);
        return before;
    }
}
