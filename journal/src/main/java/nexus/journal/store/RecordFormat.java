package nexus.journal.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import nexus.journal.message.RecordKind;

/**
 * The bytes of one record inside its Chronicle Queue excerpt, version 1. Numbers are little-endian.
 *
 * <pre>
 * offset  bytes  what
 *      0      1  version, unsigned: 1
 *      1      1  kind, unsigned: {@link RecordKind#id()}
 *      2      2  flags, unsigned: {@link JournalRecord#flags()}
 *      4      4  source: the connection, 0 for the gateway itself
 *      8      8  sequence, from 1
 *     16      8  time in nanoseconds since the epoch
 *     24      8  cause: sequence of the input behind an output, else 0
 *     32      4  payload length in bytes, 0 to {@link #MAX_PAYLOAD_BYTES}
 *     36      4  CRC-32C over bytes 0–35 and the payload
 *     40      n  payload
 * </pre>
 *
 * <p>Chronicle puts a four-byte word with the length in front and up to three bytes of padding behind: 44 to 47 bytes
 * per record beside the payload.
 *
 * <p>Holds one reused checksum: for one thread. A later version gets its own number and table; version 1 stays
 * readable.
 */
final class RecordFormat {
    static final int VERSION = 1;
    static final int HEADER_BYTES = 40;
    /** 8 MiB. The limits on frames are far below; this one keeps a record inside one mapped block. */
    static final int MAX_PAYLOAD_BYTES = 8 << 20;

    private static final int KIND = 1;
    private static final int FLAGS = 2;
    private static final int SOURCE = 4;
    private static final int SEQUENCE = 8;
    private static final int TIME = 16;
    private static final int CAUSE = 24;
    private static final int LENGTH = 32;
    private static final int CRC = 36;

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final CRC32C crc = new CRC32C();

    /** Writes a whole record at the start of {@code into}, which must have room, and returns its length in bytes. */
    int encode(
            byte[] into,
            RecordKind kind,
            int flags,
            int source,
            long sequence,
            long timeNanos,
            long cause,
            byte[] payload,
            int offset,
            int length) {
        into[0] = VERSION;
        into[KIND] = kind.id();
        SHORTS.set(into, FLAGS, (short) flags);
        INTS.set(into, SOURCE, source);
        LONGS.set(into, SEQUENCE, sequence);
        LONGS.set(into, TIME, timeNanos);
        LONGS.set(into, CAUSE, cause);
        INTS.set(into, LENGTH, length);
        System.arraycopy(payload, offset, into, HEADER_BYTES, length);
        INTS.set(into, CRC, checksum(into, length));
        return HEADER_BYTES + length;
    }

    /**
     * What is wrong with the record at the start of {@code bytes}, or null if it is sound.
     *
     * @param excerptBytes length that Chronicle gives for the excerpt
     */
    String check(byte[] bytes, int excerptBytes) {
        if (excerptBytes < HEADER_BYTES) {
            return "excerpt of " + excerptBytes + " bytes, expected " + HEADER_BYTES + " at least";
        }
        int version = bytes[0] & 0xff;
        if (version != VERSION) {
            return "version " + version + ", expected " + VERSION;
        }
        int length = payloadLength(bytes);
        if (length != excerptBytes - HEADER_BYTES) {
            return "payload length " + length + ", expected " + (excerptBytes - HEADER_BYTES) + " by the excerpt";
        }
        int stored = (int) INTS.get(bytes, CRC);
        int computed = checksum(bytes, length);
        if (stored != computed) {
            return String.format("CRC %08x, expected %08x", stored, computed);
        }
        // Behind the CRC: a flipped bit is named as such, and what fails here was written so.
        if (RecordKind.ofId(bytes[KIND]) == null) {
            return "unknown kind " + (bytes[KIND] & 0xff);
        }
        return null;
    }

    /** Points {@code view} at a record that {@link #check} found sound. */
    static JournalRecord view(byte[] bytes, JournalRecord view) {
        return view.set(
                sequence(bytes),
                timeNanos(bytes),
                RecordKind.ofId(bytes[KIND]),
                (short) SHORTS.get(bytes, FLAGS) & 0xffff,
                (int) INTS.get(bytes, SOURCE),
                (long) LONGS.get(bytes, CAUSE),
                bytes,
                HEADER_BYTES,
                payloadLength(bytes));
    }

    static long sequence(byte[] bytes) {
        return (long) LONGS.get(bytes, SEQUENCE);
    }

    static long timeNanos(byte[] bytes) {
        return (long) LONGS.get(bytes, TIME);
    }

    /** The length field, unchecked. */
    static int payloadLength(byte[] bytes) {
        return (int) INTS.get(bytes, LENGTH);
    }

    private int checksum(byte[] bytes, int payloadLength) {
        crc.reset();
        crc.update(bytes, 0, CRC);
        crc.update(bytes, HEADER_BYTES, payloadLength);
        return (int) crc.getValue();
    }
}
