package nexus.gateway.edge;

import java.io.IOException;

/** An endpoint cannot be opened. The message is one line that says what to do. */
public final class CannotBindException extends IOException {
    public CannotBindException(String message, Throwable cause) {
        super(message, cause);
    }
}
