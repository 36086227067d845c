package nexus.gateway.port;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** What the journal holds of frames that are not simply one message. */
final class FramePayload {
    /** How much of an oversize frame is kept, in bytes. */
    static final int PREFIX_BYTES = 1024;

    private static final String OVERSIZE = "OVERSIZE";
    private static final Key LENGTH = Key.of("length");
    private static final Key SHA256 = Key.of("sha256");
    private static final Key PREFIX = Key.of("prefix");

    private FramePayload() {}

    /** Several frames in one payload: each behind its length as a big-endian 32-bit number. */
    static byte[] ofParts(List<byte[]> parts) {
        int length = 0;
        for (byte[] part : parts) {
            length = Math.addExact(length, Integer.BYTES + part.length);
        }
        byte[] payload = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            payload[at++] = (byte) (part.length >>> 24);
            payload[at++] = (byte) (part.length >>> 16);
            payload[at++] = (byte) (part.length >>> 8);
            payload[at++] = (byte) part.length;
            System.arraycopy(part, 0, payload, at, part.length);
            at += part.length;
        }
        return payload;
    }

    /** A frame over the limit: its length, its SHA-256 in hexadecimal, and its first {@link #PREFIX_BYTES}. */
    static byte[] ofOversize(byte[] frame) {
        return new MapWriter(PREFIX_BYTES + 256)
                .reset()
                .beginMap()
                .put(Keys.TYPE, OVERSIZE)
                .put(LENGTH, frame.length)
                .put(SHA256, HexFormat.of().formatHex(sha256(frame)))
                .putBinary(PREFIX, Arrays.copyOf(frame, Math.min(frame.length, PREFIX_BYTES)))
                .endMap()
                .toBytes();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
