package nexus.adapters.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zeromq.ZMQ;

/** With what a client proves to the gateway who it is, by ZeroMQ's CURVE, and by what it knows the gateway. */
public final class LinkKeys {
    private static final int TEXT_LENGTH = 40;

    private final byte[] serverKey;
    private final byte[] publicKey;
    private final byte[] secretKey;

    private LinkKeys(byte[] serverKey, byte[] publicKey, byte[] secretKey) {
        this.serverKey = serverKey;
        this.publicKey = publicKey;
        this.secretKey = secretKey;
    }

    /** Of raw keys, 32 bytes each; they are copied. */
    public static LinkKeys of(byte[] serverKey, byte[] publicKey, byte[] secretKey) {
        return new LinkKeys(serverKey.clone(), publicKey.clone(), secretKey.clone());
    }

    /**
     * Reads what {@code gateway keys new} has made.
     *
     * @param secretFile the client's own, {@code NAME.key_secret}
     * @param serverFile the gateway's public key, {@code server.key}
     * @throws IOException in one line that quotes no key
     */
    public static LinkKeys read(Path secretFile, Path serverFile) throws IOException {
        return new LinkKeys(
                key(serverFile, "public-key"), key(secretFile, "public-key"), key(secretFile, "secret-key"));
    }

    private static byte[] key(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String text = line.strip();
            if (text.startsWith(name) && text.indexOf('"') >= 0 && text.endsWith("\"")) {
                String key = text.substring(text.indexOf('"') + 1, text.length() - 1);
                if (key.length() == TEXT_LENGTH) {
                    return ZMQ.Curve.z85Decode(key);
                }
            }
        }
        throw new IOException(file + " has no " + name + ": want a file that 'gateway keys new' has made");
    }

    /** Makes a socket that is not connected yet use them. */
    void applyTo(ZMQ.Socket socket) {
        socket.setCurveServerKey(serverKey);
        socket.setCurvePublicKey(publicKey);
        socket.setCurveSecretKey(secretKey);
    }

    /** The public key alone. */
    @Override
    public String toString() {
        return "keys of " + ZMQ.Curve.z85Encode(publicKey);
    }
}
