package nexus.gateway.cli;

/** A command cannot run for a reason that the user can mend. The message says what, where, and what to do. */
final class CommandException extends Exception {
    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
