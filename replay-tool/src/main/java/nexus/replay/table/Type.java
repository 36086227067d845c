package nexus.replay.table;

/** What a column holds. Every column of every type may be unknown ({@code null}). */
public enum Type {
    /** Unicode text. */
    TEXT,
    /** A whole number, -128 to 127. */
    INT8,
    /** A whole number, -32768 to 32767. */
    INT16,
    /** A whole number of 64 bits. */
    INT64,
    /** A binary float of 64 bits; finite. */
    FLOAT64,
    /** A decimal number in plain notation, as text, so that no digit is lost. */
    DECIMAL_TEXT,
    /** Nanoseconds since 1970-01-01T00:00:00Z, 64 bits. The column's name ends in {@code _ns}. */
    TIME_NANOS,
    /** True or false. */
    BOOLEAN,
    /** A JSON value, as text. */
    JSON;

    /** Whether a {@link Row} keeps it as text. */
    boolean isText() {
        return this == TEXT || this == DECIMAL_TEXT || this == JSON;
    }

    /** Whether it is a whole number of at most 64 bits. */
    boolean isWhole() {
        return this == INT8 || this == INT16 || this == INT64 || this == TIME_NANOS;
    }

    boolean holds(long value) {
        return switch (this) {
            case INT8 -> value == (byte) value;
            case INT16 -> value == (short) value;
            default -> true;
        };
    }
}
