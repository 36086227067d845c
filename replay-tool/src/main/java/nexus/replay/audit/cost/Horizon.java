package nexus.replay.audit.cost;

/** How long behind a fill the market is looked at. */
public enum Horizon {
    MS_100("100 ms", 100_000_000L),
    S_1("1 s", 1_000_000_000L),
    S_10("10 s", 10_000_000_000L),
    MIN_1("1 min", 60_000_000_000L),
    MIN_5("5 min", 300_000_000_000L);

    private final String text;
    private final long nanos;

    Horizon(String text, long nanos) {
        this.text = text;
        this.nanos = nanos;
    }

    /** For people. */
    public String text() {
        return text;
    }

    public long nanos() {
        return nanos;
    }
}
