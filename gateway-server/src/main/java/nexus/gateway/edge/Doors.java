package nexus.gateway.edge;

import java.io.IOException;
import java.nio.file.Path;
import nexus.config.EdgeConfig;
import nexus.config.SecurityConfig;
import nexus.gateway.keys.ControlToken;
import nexus.gateway.keys.KeyFolder;
import nexus.gateway.keys.KeyPair;
import nexus.gateway.keys.KeyRing;
import nexus.gateway.port.Admission;
import nexus.gateway.port.Channel;

/** What each endpoint asks of those who connect, with the secrets that this takes; read once, at the start. */
public final class Doors {
    private final KeyPair serverKeys;
    private final KeyRing ring;
    private final ControlToken token;

    private Doors(KeyPair serverKeys, KeyRing ring, ControlToken token) {
        this.serverKeys = serverKeys;
        this.ring = ring;
        this.token = token;
    }

    /**
     * Reads the keys, where any endpoint needs them, and the control token, which is made if there is none.
     *
     * @throws IOException in one line that says what to do: an endpoint is open to the network without CURVE, there are
     *     no keys, or others can read a secret
     */
    public static Doors open(EdgeConfig config, Path dataFolder) throws IOException {
        try {
            config.requireClosedDoors();
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        KeyPair keys = null;
        KeyRing ring = KeyRing.EMPTY;
        if (config.needsKeys()) {
            KeyFolder folder = new KeyFolder(Path.of(config.security().keys()));
            keys = folder.server();
            ring = folder.ring();
        }
        return new Doors(keys, ring, ControlToken.readOrMake(tokenFile(config.security(), dataFolder)));
    }

    /** Where the control token is. */
    public static Path tokenFile(SecurityConfig security, Path dataFolder) {
        return security.controlToken().isEmpty()
                ? dataFolder.resolve(ControlToken.FILE_NAME)
                : Path.of(security.controlToken());
    }

    /** Null if no endpoint needs CURVE. */
    KeyPair serverKeys() {
        return serverKeys;
    }

    KeyRing ring() {
        return ring;
    }

    Admission admission(EdgeConfig config, Channel channel) {
        Admission admission = Admission.ANYBODY;
        if (config.isCurved(channel.endpoint(config))) {
            admission = admission.withCurve(serverKeys);
        }
        return channel == Channel.OPERATOR ? admission.withToken(token) : admission;
    }
}
