package nexus.journal.seal;

import java.io.IOException;

/** Keys or seals are not what they should be, so nothing can be sealed. One line that says what, where, and what to do. */
public final class SealException extends IOException {
    private static final long serialVersionUID = 1L;

    public SealException(String message) {
        super(message);
    }
}
