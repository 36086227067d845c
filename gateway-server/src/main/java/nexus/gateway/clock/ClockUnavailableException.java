package nexus.gateway.clock;

/** A time service that is not there, does not answer, or says what cannot be understood. */
public final class ClockUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public ClockUnavailableException(String message) {
        super(message);
    }
}
