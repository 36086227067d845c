package nexus.replay;

/** There is nothing to read. The message says where it was looked for. */
final class NoJournalException extends Exception {
    private static final long serialVersionUID = 1L;

    NoJournalException(String message) {
        super(message);
    }
}
