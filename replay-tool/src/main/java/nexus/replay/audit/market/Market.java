package nexus.replay.audit.market;

/**
 * One symbol on one platform: its last prices, their extremes over the last moments and minutes, and the reference
 * prices of the last ten seconds. However many ticks come, it stays as small.
 */
public final class Market {
    private static final int STRETCHES = 32;
    private static final long LONG_STRETCH_NANOS = 5_000_000_000L;
    private static final int LONG_STRETCHES = 60;

    private final long priceAgeNanos;
    private final RecentExtremes recent;
    private final RecentExtremes longer = new RecentExtremes(LONG_STRETCH_NANOS, LONG_STRETCHES);
    private final ReferenceHistory history = new ReferenceHistory();
    private double bid = Double.NaN;
    private double ask = Double.NaN;
    private double trade = Double.NaN;
    private long bidNanos;
    private long askNanos;
    private long tradeNanos;
    private long tickNanos;

    /**
     * @param beforeNanos how far back is usually looked
     * @param priceAgeNanos the oldest price that still counts
     */
    Market(long beforeNanos, long priceAgeNanos) {
        this.recent = new RecentExtremes(Math.max(1, beforeNanos / STRETCHES), STRETCHES);
        this.priceAgeNanos = priceAgeNanos;
    }

    /** Takes a tick; NaN for what it does not say. */
    void tick(long timeNanos, double newBid, double newAsk, double newTrade) {
        Extremes standing = standing(timeNanos);
        recent.add(timeNanos, standing, newBid, newAsk, newTrade);
        longer.add(timeNanos, standing, newBid, newAsk, newTrade);
        tickNanos = timeNanos;
        if (!Double.isNaN(newBid)) {
            bid = newBid;
            bidNanos = timeNanos;
        }
        if (!Double.isNaN(newAsk)) {
            ask = newAsk;
            askNanos = timeNanos;
        }
        if (!Double.isNaN(newTrade)) {
            trade = newTrade;
            tradeNanos = timeNanos;
        }
        Reference now = reference(timeNanos);
        if (now != null) {
            history.add(now);
        }
    }

    /** The quote in force, as far as it is young enough. */
    private Extremes standing(long timeNanos) {
        Extremes standing = new Extremes(0);
        standing.add(
                timeNanos - bidNanos <= priceAgeNanos ? bid : Double.NaN,
                timeNanos - askNanos <= priceAgeNanos ? ask : Double.NaN,
                Double.NaN);
        return standing;
    }

    /** The extremes of all that was in force from one time, at the most five minutes ago, to another, which is now. */
    Extremes between(long fromNanos, long toNanos) {
        Extremes all = (toNanos - fromNanos <= recent.nanos() ? recent : longer).since(fromNanos);
        all.add(standing(toNanos));
        return all;
    }

    /** The middle of bid and ask, or else the last trade, where they are young enough at that time; null if there is none. */
    public Reference reference(long timeNanos) {
        boolean hasQuote = !Double.isNaN(bid) && !Double.isNaN(ask);
        long quoteNanos = Math.max(bidNanos, askNanos);
        if (hasQuote && timeNanos - Math.min(bidNanos, askNanos) <= priceAgeNanos) {
            return new Reference(bid * 0.5 + ask * 0.5, true, quoteNanos);
        }
        boolean hasTrade = !Double.isNaN(trade) && timeNanos - tradeNanos <= priceAgeNanos;
        return hasTrade ? new Reference(trade, false, tradeNanos) : null;
    }

    /** As it was at a time up to ten seconds ago, to some ten milliseconds; null if there was none that was young enough. */
    public Reference referenceAt(long timeNanos) {
        Reference then = history.at(timeNanos);
        return then != null && timeNanos - then.timeNanos() <= priceAgeNanos ? then : null;
    }

    /** Ask less bid where both are young enough at that time; NaN if not. */
    public double spread(long timeNanos) {
        boolean hasQuote = !Double.isNaN(bid) && !Double.isNaN(ask);
        return hasQuote && timeNanos - Math.min(bidNanos, askNanos) <= priceAgeNanos ? ask - bid : Double.NaN;
    }

    /** When the last tick came; 0 before the first. */
    public long tickNanos() {
        return tickNanos;
    }
}
