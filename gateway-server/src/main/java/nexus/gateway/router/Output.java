package nexus.gateway.router;

import nexus.journal.message.RecordKind;

/** One message that the router wants sent. Reused: borrowed until {@link Outputs#output} returns. */
public final class Output {
    /** What the gateway must know of an output without reading it. */
    public enum Role {
        /** A tick for NEXUS. Not stored in the journal: it is a function of the inputs, and the checkpoint proves it. */
        MARKET_DATA(1),
        /** Anything else for NEXUS. Goes out in order or not at all. */
        NEXUS_EVENT(2),
        /** An ORDER. A refused one is certainly unsent. */
        ORDER(3),
        /** An ORDER_CANCEL. */
        CANCEL(4),
        /** Any other message for a platform: nobody waits for it. */
        PLATFORM_OTHER(5),
        /** The answer to an operator's command. */
        OPERATOR_ANSWER(6),
        /** What is wrong, or no longer. For the journal: sent to nobody. */
        ALERT(7);

        private final byte id;

        Role(int id) {
            this.id = (byte) id;
        }

        /** What the digest takes in for this role: never changes. */
        byte id() {
            return id;
        }
    }

    private Role role;
    private int source;
    private long cause;
    private long seq;
    private String ref;
    private byte[] buffer;
    private int offset;
    private int length;

    Output() {}

    Output set(Role role, int source, long cause, long seq, String ref, byte[] buffer, int offset, int length) {
        this.role = role;
        this.source = source;
        this.cause = cause;
        this.seq = seq;
        this.ref = ref;
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        return this;
    }

    public Role role() {
        return role;
    }

    /** The record kind under which this output is journaled. */
    public RecordKind kind() {
        return switch (role) {
            case MARKET_DATA, NEXUS_EVENT -> RecordKind.NEXUS_OUT;
            case ORDER, CANCEL, PLATFORM_OTHER -> RecordKind.PLATFORM_OUT;
            case OPERATOR_ANSWER -> RecordKind.OPERATOR_OUT;
            case ALERT -> RecordKind.ALERT;
        };
    }

    /** Whether the journal holds this output: all but market data. */
    public boolean isStored() {
        return role != Role.MARKET_DATA;
    }

    /** The connection that this goes to; 0 for an {@link Role#ALERT}, which goes nowhere. */
    public int source() {
        return source;
    }

    /** Sequence of the input that made the message, which for a held one lies before the input that releases it. */
    public long cause() {
        return cause;
    }

    /** The {@code seq} in the message. */
    public long seq() {
        return seq;
    }

    /** The order's {@code ref}, for {@link Role#ORDER} and {@link Role#CANCEL}; else null. */
    public String ref() {
        return ref;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    /** Length of the message in bytes. */
    public int length() {
        return length;
    }
}
