package nexus.replay.audit.statement;

/** A statement that cannot be read: file, line, column, what stands there, and the rule; a line for each problem. */
public final class StatementException extends Exception {
    private static final long serialVersionUID = 1;

    public StatementException(String message) {
        super(message);
    }
}
