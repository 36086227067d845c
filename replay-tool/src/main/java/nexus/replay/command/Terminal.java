package nexus.replay.command;

/**
 * Whether a person sits at one of the process's streams. The launcher looks, and says so by a system property; the one for
 * Windows cannot, so there it is always no.
 */
public enum Terminal {
    IN("nexus.terminal.in"),
    OUT("nexus.terminal.out"),
    ERR("nexus.terminal");

    private final String property;

    Terminal(String property) {
        this.property = property;
    }

    /** Whether the stream is a terminal. */
    public boolean isThere() {
        return Boolean.getBoolean(property);
    }
}
