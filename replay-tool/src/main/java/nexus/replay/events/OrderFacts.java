package nexus.replay.events;

/** What is remembered of an order beside what the router holds. */
final class OrderFacts {
    final SignalFacts signal;

    /** When its ORDER was handed to the connection, ns since the epoch; null before that, or if nobody knows. */
    Long routedNanos;

    /** The limits that it held, as {@link SignalAnswer} gives them; null if nobody knows. */
    String checks;

    /** Record of its last IN_DOUBT, 0 if it was never in doubt. */
    long doubtSequence;

    OrderFacts(SignalFacts signal) {
        this.signal = signal;
    }
}
