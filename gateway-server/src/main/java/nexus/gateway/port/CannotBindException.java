package nexus.gateway.port;

import java.io.IOException;

/** An endpoint cannot be opened. The message is one line that says what to do. */
public final class CannotBindException extends IOException {
    private static final long serialVersionUID = 1L;

    CannotBindException(String endpoint, Channel channel, String why, Throwable cause) {
        super("cannot open " + endpoint + " for " + channel.text() + ": " + why, cause);
    }

    /** Another program has it. */
    public static CannotBindException taken(String endpoint, Channel channel, Throwable cause) {
        return new CannotBindException(
                endpoint,
                channel,
                "another program has this port: stop it (perhaps a gateway is running already), or choose another port in"
                        + " the configuration",
                cause);
    }

    /** It is no address that can be bound here. */
    public static CannotBindException notOurs(String endpoint, Channel channel, Throwable cause) {
        return new CannotBindException(
                endpoint,
                channel,
                "not an address of this machine that this user may open (" + cause.getMessage() + ")",
                cause);
    }
}
