package nexus.replay.command;

/** What the process ends with; the help of each command shows the same list. */
public final class ExitCodes {
    public static final int OK = 0;
    /** The router now gives something else than this version of it gave then. */
    public static final int DIVERGED = 1;
    /** {@code why}: nothing in the journal has this id. */
    public static final int NOT_FOUND = 1;
    /** {@code audit}: something is not as it should be. */
    public static final int FOUND = 1;
    /** Wrong usage, no journal, or a damaged one. */
    public static final int UNREADABLE = 2;
    /** The router gives something else than another version of it gave then: perhaps on purpose. */
    public static final int OTHER_VERSION = 3;
    /** A defect of the program. */
    public static final int FAULT = 4;

    /** Ctrl-C: what a process that SIGINT has ended gives, everywhere. */
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
