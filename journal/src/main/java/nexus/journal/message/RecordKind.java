package nexus.journal.message;

/** What a journal record is. The id is part of the journal format: never reuse one. */
public enum RecordKind {
    /** Opens a run: build, router version, Java, OS, clock. An input. */
    RUN(1),
    /** Router configuration in normal form. An input. */
    CONFIG(2),
    /** Bytes as they came from a platform connection. An input. */
    PLATFORM_IN(3),
    /** Bytes as they came from NEXUS. An input. */
    NEXUS_IN(4),
    /** Bytes as they came from an operator's tool. An input. */
    OPERATOR_IN(5),
    /** What the gateway itself observed: clock, connects, refused sends, recovery, halt. An input. */
    CONTROL(6),
    /** A message for a platform connection. An output. */
    PLATFORM_OUT(16),
    /** A message for NEXUS, market data excepted. An output. */
    NEXUS_OUT(17),
    /** An answer to an operator's tool. An output. */
    OPERATOR_OUT(18),
    /** What is wrong, or no longer: sent to nobody as such. An output. */
    ALERT(19),
    /** Digest of all router outputs so far. Neither routed nor sent. */
    CHECKPOINT(32),
    /** What the follower or the gateway wants remembered. Neither routed nor sent. */
    NOTE(33);

    private static final RecordKind[] BY_ID = new RecordKind[64];

    static {
        for (RecordKind kind : values()) {
            BY_ID[kind.id] = kind;
        }
    }

    private final byte id;

    RecordKind(int id) {
        this.id = (byte) id;
    }

    /** The id in the record header, 1–63. */
    public byte id() {
        return id;
    }

    /** Whether the router takes records of this kind. */
    public boolean isInput() {
        return id < 16;
    }

    /** Whether the router made the payload. */
    public boolean isOutput() {
        return id >= 16 && id < 32;
    }

    /** The kind with this id, or null if this version knows none. */
    public static RecordKind ofId(int id) {
        return id < 0 || id >= BY_ID.length ? null : BY_ID[id];
    }
}
