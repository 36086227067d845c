package nexus.journal.message;

/** What an alert is about: the value of {@code code} in ALERT. */
public enum AlertCode {
    /** A limit was broken, or trading is halted or restricted. */
    RISK,
    PLATFORM_DOWN,
    NEXUS_DOWN,
    /** More than one NEXUS is connected. */
    AMBIGUOUS_NEXUS,
    /** What became of an order is not known. */
    IN_DOUBT,
    /** The disk that the journal is on runs short. */
    JOURNAL_LOW,
    /** The clocks of a peer and of the gateway differ. */
    CLOCK_SKEW,
    /** The wall clock was moved. */
    CLOCK_STEP,
    /** A future rolls, or should have. */
    ROLL,
    /** A platform holds something else than its executions say. */
    POSITION_MISMATCH,
    /** The journal's last records may be missing. */
    TAIL_UNCERTAIN,
    /** An execution that is not as it should be: of no order, too much, repeated otherwise, unreadable. */
    EXECUTION,
    /** An execution at a price that cannot be. */
    FILL_PRICE,
    /** A currency cannot be converted: no rate, or one that is too old. */
    RATE,
    /** A peer was refused or cut off. */
    SECURITY,
    /** The gateway no longer trusts itself: replay and live differ. */
    FOLLOWER
}
