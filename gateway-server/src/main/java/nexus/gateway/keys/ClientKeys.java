package nexus.gateway.keys;

import java.io.IOException;
import java.nio.file.Path;

/** With what a client proves who it is, and by what it knows the gateway. */
public final class ClientKeys {
    private final KeyPair own;
    private final byte[] serverKey;

    private ClientKeys(KeyPair own, byte[] serverKey) {
        this.own = own;
        this.serverKey = serverKey;
    }

    /**
     * Reads both files.
     *
     * @param secretFile the client's, {@code NAME.key_secret}; only its owner may be able to read it
     * @param serverFile the gateway's public key, {@code server.key}
     * @throws IOException in one line that says what to do
     */
    public static ClientKeys read(Path secretFile, Path serverFile) throws IOException {
        return new ClientKeys(KeyFolder.secret(secretFile), KeyFolder.publicKey(serverFile));
    }

    /** The client's own pair. */
    public KeyPair own() {
        return own;
    }

    /** A copy of the gateway's public key. */
    public byte[] serverKey() {
        return serverKey.clone();
    }

    /** The public key alone. */
    @Override
    public String toString() {
        return own.toString();
    }
}
