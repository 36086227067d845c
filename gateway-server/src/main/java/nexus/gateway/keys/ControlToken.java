package nexus.gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import nexus.journal.store.OwnerOnly;

/**
 * The secret that every operator's request must bring, as a ZeroMQ frame of its own before the message: so the message
 * is journaled byte for byte, and the token never.
 */
public final class ControlToken {
    /** The file's usual name, in the data folder. */
    public static final String FILE_NAME = "control.token";

    private static final int RANDOM_BYTES = 32;
    private static final int MIN_LENGTH = 16;
    private static final int MAX_LENGTH = 256;

    private final byte[] token;

    private ControlToken(byte[] token) {
        this.token = token;
    }

    /**
     * Reads the token, or makes one in a file that only its owner may read.
     *
     * @throws IOException in one line that says what to do, if others can read the file, or it holds no token
     */
    public static ControlToken readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            OwnerOnly.write(file, List.of(HexFormat.of().formatHex(random)));
        }
        return read(file);
    }

    /**
     * Reads the token.
     *
     * @throws IOException in one line that says what to do, if others can read the file, or it holds no token
     */
    public static ControlToken read(Path file) throws IOException {
        OwnerOnly.require(file);
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (text.length() < MIN_LENGTH
                || text.length() > MAX_LENGTH
                || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IOException(file + " holds no token: " + MIN_LENGTH + " to " + MAX_LENGTH
                    + " printable characters without blanks are wanted. Delete the file, and the next start makes one");
        }
        return new ControlToken(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a frame is the token, in a time that does not tell how much of it is right. */
    public boolean matches(byte[] frame) {
        return MessageDigest.isEqual(token, frame);
    }

    /** Whether a message has the token in it, where it does not belong and would be journaled. */
    public boolean isWithin(byte[] message) {
        for (int at = 0; at + token.length <= message.length; at++) {
            int length = 0;
            while (length < token.length && message[at + length] == token[length]) {
                length++;
            }
            if (length == token.length) {
                return true;
            }
        }
        return false;
    }

    /** A copy of the frame to send: not to be kept, logged or shown. */
    public byte[] frame() {
        return token.clone();
    }

    @Override
    public String toString() {
        return "a control token";
    }
}
