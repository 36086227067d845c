package nexus.adapters.orders;

/** An order was certainly not sent. The message is one line for people, with what to do. */
public final class VenueException extends Exception {
    private static final long serialVersionUID = 1;

    public VenueException(String message) {
        super(message);
    }

    public VenueException(String message, Throwable cause) {
        super(message, cause);
    }
}
