package nexus.replay.dataset;

import nexus.replay.audit.market.Market;
import nexus.replay.audit.market.Reference;

/**
 * The market on an order's own platform when the order was sent.
 *
 * @param reference null if there was none that was young enough
 * @param spread NaN without a bid and an ask that were young enough
 */
record Arrival(Reference reference, double spread) {
    static final Arrival UNKNOWN = new Arrival(null, Double.NaN);

    /** @param market null where the platform has never shown the symbol */
    static Arrival at(Market market, long timeNanos) {
        return market == null ? UNKNOWN : new Arrival(market.reference(timeNanos), market.spread(timeNanos));
    }
}
