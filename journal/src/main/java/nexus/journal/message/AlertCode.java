package nexus.journal.message;

/** What an alert is about: the value of {@code code} in ALERT. */
public enum AlertCode {
    /** A limit was broken, or trading is halted or restricted. */
    RISK(Level.CRITICAL, true),
    PLATFORM_DOWN(Level.CRITICAL, true),
    NEXUS_DOWN(Level.CRITICAL, true),
    /** More than one NEXUS is connected. */
    AMBIGUOUS_NEXUS(Level.CRITICAL, true),
    /** What became of an order is not known. */
    IN_DOUBT(Level.CRITICAL, true),
    /** The disk that the journal is on runs short. */
    JOURNAL_LOW(Level.CRITICAL, true),
    /** The clocks of a peer and of the gateway differ. */
    CLOCK_SKEW(Level.WARNING, false),
    /** The wall clock was moved. */
    CLOCK_STEP(Level.WARNING, false),
    /** A future rolls, or should have. */
    ROLL(Level.WARNING, true),
    /** A platform holds something else than its executions say. */
    POSITION_MISMATCH(Level.CRITICAL, true),
    /** The journal's last records may be missing. */
    TAIL_UNCERTAIN(Level.CRITICAL, false),
    /** An execution that is not as it should be: of no order, too much, repeated otherwise, unreadable. */
    EXECUTION(Level.CRITICAL, false),
    /** An execution at a price that cannot be. */
    FILL_PRICE(Level.CRITICAL, false),
    /** A currency cannot be converted: no rate, or one that is too old. */
    RATE(Level.WARNING, true),
    /** A peer was refused or cut off. */
    SECURITY(Level.WARNING, false),
    /** The gateway no longer trusts itself: replay and live differ. */
    FOLLOWER(Level.CRITICAL, true),
    /** The journal is not being sealed, or the seals are not copied, or do not fit it. */
    SEALS(Level.WARNING, true),
    /** More causes at once than are told one by one. */
    MORE(Level.CRITICAL, false);

    private final Level level;
    private final boolean lasting;

    AlertCode(Level level, boolean lasting) {
        this.level = level;
        this.lasting = lasting;
    }

    /** How much an alert matters; the worse come first. */
    public enum Level {
        /** Money or the journal is at stake. */
        CRITICAL,
        /** Something to look at before it becomes worse. */
        WARNING
    }

    public Level level() {
        return level;
    }

    /** Whether it lasts until it is known to have ended; else it is over when it has not come again for a while. */
    public boolean isLasting() {
        return lasting;
    }
}
