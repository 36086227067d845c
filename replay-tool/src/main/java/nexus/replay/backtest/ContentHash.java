package nexus.replay.backtest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import nexus.journal.message.RecordKind;

/**
 * SHA-256 over all records: of each the sequence, time, kind, flags, source, cause and length of the payload, big-endian, and
 * the payload.
 */
final class ContentHash {
    private static final int HEAD_BYTES = 8 + 8 + 1 + 4 + 4 + 8 + 4;

    private final MessageDigest digest = Identity.sha256();
    private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);

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
        head.clear();
        head.putLong(sequence).putLong(timeNanos).put(kind.id()).putInt(flags);
        head.putInt(source).putLong(cause).putInt(length);
        digest.update(head.array(), 0, HEAD_BYTES);
        digest.update(payload, offset, length);
    }

    /** Ends it. */
    String hex() {
        return Identity.hex(digest.digest());
    }
}
