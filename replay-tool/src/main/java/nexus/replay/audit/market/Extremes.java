package nexus.replay.audit.market;

/** The lowest and the highest of what was quoted and traded in a stretch of time. NaN where there was nothing. */
final class Extremes {
    /** Which stretch, where stretches are counted. */
    final long index;

    double lowestBid = Double.NaN;
    double highestAsk = Double.NaN;
    double lowestTrade = Double.NaN;
    double highestTrade = Double.NaN;

    Extremes(long index) {
        this.index = index;
    }

    Extremes(long index, Extremes standing) {
        this.index = index;
        add(standing);
    }

    void add(double bid, double ask, double trade) {
        lowestBid = lower(lowestBid, bid);
        highestAsk = higher(highestAsk, ask);
        lowestTrade = lower(lowestTrade, trade);
        highestTrade = higher(highestTrade, trade);
    }

    void add(Extremes other) {
        lowestBid = lower(lowestBid, other.lowestBid);
        highestAsk = higher(highestAsk, other.highestAsk);
        lowestTrade = lower(lowestTrade, other.lowestTrade);
        highestTrade = higher(highestTrade, other.highestTrade);
    }

    boolean hasQuote() {
        return !Double.isNaN(lowestBid) && !Double.isNaN(highestAsk);
    }

    boolean hasTrade() {
        return !Double.isNaN(lowestTrade);
    }

    private static double lower(double known, double value) {
        return Double.isNaN(known) || value < known ? value : known;
    }

    private static double higher(double known, double value) {
        return Double.isNaN(known) || value > known ? value : known;
    }
}
