package nexus.journal.codec;

/** MessagePack's families of values. */
public enum ValueType {
    NIL,
    BOOLEAN,
    INTEGER,
    FLOAT,
    STRING,
    BINARY,
    ARRAY,
    MAP,
    EXTENSION
}
