package nexus.replay.command;

/** There is nothing to read. The message says where it was looked for. */
public final class NoJournalException extends Exception {
    private static final long serialVersionUID = 1L;

    public NoJournalException(String message) {
        super(message);
    }
}
