package nexus.journal.seal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Sha256;

/**
 * What is sealed of a record: its logical bytes, never those of the queue file, which Chronicle patches in place. Numbers
 * are big-endian.
 *
 * <pre>
 * offset  bytes  what
 *      0      1  version of this table: 1
 *      1      1  kind: {@link nexus.journal.message.RecordKind#id()}
 *      2      2  flags, unsigned
 *      4      4  source: the connection, 0 for the gateway itself
 *      8      8  sequence, from 1
 *     16      8  time in nanoseconds since the epoch
 *     24      8  cause: sequence of the input behind an output, else 0
 *     32      n  payload, to the end
 * </pre>
 *
 * <p>A leaf of the tree is SHA-256 over one byte 0 and these bytes, as in RFC 6962. Holds one digest: for one thread.
 */
public final class RecordLeaf {
    /** Bytes before the payload. */
    public static final int HEADER_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int PREFIX_BYTES = 1;
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final MessageDigest digest = Sha256.digest();
    /** The leaf's prefix, which stays 0, then the header. */
    private final byte[] header = new byte[PREFIX_BYTES + HEADER_BYTES];

    /** Writes the hash of a record's leaf into {@code into}, 32 bytes from its start on. */
    public void hash(JournalRecord record, byte[] into) {
        fill(record);
        digest.update(header, 0, header.length);
        digest.update(record.payload(), record.payloadOffset(), record.payloadLength());
        try {
            digest.digest(into, 0, Sha256.BYTES);
        } catch (DigestException e) {
            throw new IllegalArgumentException("32 bytes are wanted for a hash", e);
        }
    }

    /** The record's bytes by the table above; the caller's own. */
    public byte[] bytes(JournalRecord record) {
        fill(record);
        byte[] bytes = new byte[HEADER_BYTES + record.payloadLength()];
        System.arraycopy(header, PREFIX_BYTES, bytes, 0, HEADER_BYTES);
        System.arraycopy(record.payload(), record.payloadOffset(), bytes, HEADER_BYTES, record.payloadLength());
        return bytes;
    }

    private void fill(JournalRecord record) {
        header[PREFIX_BYTES] = VERSION;
        header[PREFIX_BYTES + 1] = record.kind().id();
        SHORTS.set(header, PREFIX_BYTES + 2, (short) record.flags());
        INTS.set(header, PREFIX_BYTES + 4, record.source());
        LONGS.set(header, PREFIX_BYTES + 8, record.sequence());
        LONGS.set(header, PREFIX_BYTES + 16, record.timeNanos());
        LONGS.set(header, PREFIX_BYTES + 24, record.cause());
    }
}
