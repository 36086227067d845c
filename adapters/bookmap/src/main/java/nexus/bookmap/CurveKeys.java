package nexus.bookmap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zeromq.ZMQ;

/** With what the add-on proves to the gateway who it is, and by what it knows the gateway: ZeroMQ's CURVE. */
final class CurveKeys {
    private static final int TEXT_LENGTH = 40;

    private final byte[] serverKey;
    private final byte[] publicKey;
    private final byte[] secretKey;

    private CurveKeys(byte[] serverKey, byte[] publicKey, byte[] secretKey) {
        this.serverKey = serverKey;
        this.publicKey = publicKey;
        this.secretKey = secretKey;
    }

    /**
     * Reads what {@code gateway keys new} has made.
     *
     * @param clientFile the add-on's own, {@code NAME.key_secret}
     * @param gatewayFile the gateway's public key, {@code server.key}
     * @throws IOException in one line that quotes no key
     */
    static CurveKeys read(Path clientFile, Path gatewayFile) throws IOException {
        return new CurveKeys(
                key(gatewayFile, "public-key"), key(clientFile, "public-key"), key(clientFile, "secret-key"));
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
        // With CURVE JeroMQ 0.6.0 hands out a message still encrypted where it has made the other end wait.
        socket.setRcvHWM(0);
    }
}
