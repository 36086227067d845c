package nexus.replay.diff;

/**
 * One place where the two sides part.
 *
 * @param kind of what
 * @param sequence of the recorded input at which it shows
 * @param timeNanos of that input, ns since the epoch
 * @param orderId of the signal; null where there is none
 * @param symbol universal; may be null
 * @param side {@code BUY} or {@code SELL}; may be null
 * @param platform null where it concerns a signal as a whole
 * @param then as recorded
 * @param now with the other configuration
 */
record Difference(
        Kind kind,
        long sequence,
        long timeNanos,
        String orderId,
        String symbol,
        String side,
        String platform,
        Outcome then,
        Outcome now) {

    /** What differs. */
    enum Kind {
        /** A signal is refused, or no longer, or for another reason. */
        SIGNAL("signals judged otherwise"),
        /** A platform gets an order, or no longer, or another one, or none for another reason. */
        ORDER("orders that differ"),
        /** An order stands differently than it did, though it was sent alike. */
        STATE("orders that came out otherwise"),
        /** An execution that belongs to no order counts differently. */
        EXECUTION("foreign executions counted otherwise"),
        /** Another request of NEXUS, such as a CANCEL, is refused or no longer. */
        REQUEST("other requests judged otherwise");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people, in the plural. */
        String words() {
            return words;
        }
    }
}
