package nexus.replay.backtest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import nexus.journal.message.RecordKind;
import nexus.journal.store.Sha256;

/**
 * SHA-256 over all records: of each the sequence, time, kind, flags, source, cause and length of the payload, big-endian, and
 * the payload.
 */
final class ContentHash {
    private static final int HEAD_BYTES = 8 + 8 + 1 + 4 + 4 + 8 + 4;
    /** Many records at once take a third of the time. */
    private static final int BUFFER_BYTES = 16 * 1024;

    private final MessageDigest digest = Sha256.digest();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    void add(
            long sequence,
            long timeNanos,
            RecordKind kind,
            int flags,
            int source,
            long cause,
            byte[] payload,
            int offset,
            int length) {
        if (buffer.remaining() < HEAD_BYTES + length) {
            flush();
        }
        buffer.putLong(sequence).putLong(timeNanos).put(kind.id()).putInt(flags);
        buffer.putInt(source).putLong(cause).putInt(length);
        if (buffer.remaining() >= length) {
            buffer.put(payload, offset, length);
        } else {
            flush();
            digest.update(payload, offset, length);
        }
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Ends it: 64 digits, in hexadecimal. */
    String end() {
        flush();
        return Identity.hex(digest.digest());
    }
}
