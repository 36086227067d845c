package nexus.journal.store;

import nexus.journal.message.RecordKind;

/**
 * A view of one record; reused, so what it shows is borrowed until the next read or append.
 *
 * <p>The payload is a range of a heap array that the view does not own.
 */
public final class JournalRecord {
    /** The payload is what is left of a frame over the size limit; see {@code docs/protocol.md}. */
    public static final int FLAG_OVERSIZE = 1;
    /** The payload holds several frames, each behind its length as a big-endian 32-bit number. */
    public static final int FLAG_MULTIPART = 2;

    private long sequence;
    private long timeNanos;
    private RecordKind kind;
    private int flags;
    private int source;
    private long cause;
    private byte[] payload = new byte[0];
    private int payloadOffset;
    private int payloadLength;

    /** Points this view at a record. */
    public JournalRecord set(
            long sequence,
            long timeNanos,
            RecordKind kind,
            int flags,
            int source,
            long cause,
            byte[] payload,
            int payloadOffset,
            int payloadLength) {
        this.sequence = sequence;
        this.timeNanos = timeNanos;
        this.kind = kind;
        this.flags = flags;
        this.source = source;
        this.cause = cause;
        this.payload = payload;
        this.payloadOffset = payloadOffset;
        this.payloadLength = payloadLength;
        return this;
    }

    /** Place in the journal: gap-free from 1, over all runs and files. */
    public long sequence() {
        return sequence;
    }

    /** Nanoseconds since the epoch, by the gateway's clock; never decreases with the sequence. */
    public long timeNanos() {
        return timeNanos;
    }

    public RecordKind kind() {
        return kind;
    }

    /** {@link #FLAG_OVERSIZE}, {@link #FLAG_MULTIPART}, or 0. */
    public int flags() {
        return flags;
    }

    /** The connection that the record came from or goes to; 0 is the gateway itself. */
    public int source() {
        return source;
    }

    /** Sequence of the input that made this output; 0 for inputs. */
    public long cause() {
        return cause;
    }

    /** The array that holds the payload; borrowed. */
    public byte[] payload() {
        return payload;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    /** Length of the payload in bytes. */
    public int payloadLength() {
        return payloadLength;
    }

    /** A copy of the payload, the caller's own. */
    public byte[] copyPayload() {
        byte[] copy = new byte[payloadLength];
        System.arraycopy(payload, payloadOffset, copy, 0, payloadLength);
        return copy;
    }
}
