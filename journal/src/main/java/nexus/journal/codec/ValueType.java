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
    EXTENSION;

    private static final ValueType[] BY_HEAD = byHead();

    /** The family that a value's first byte announces; null for 0xc1, which MessagePack never uses. */
    static ValueType ofHead(byte head) {
        return BY_HEAD[head & 0xff];
    }

    private static ValueType[] byHead() {
        ValueType[] types = new ValueType[256];
        for (int head = 0; head < 256; head++) {
            types[head] = announcedBy(head);
        }
        return types;
    }

    private static ValueType announcedBy(int head) {
        if (head < 0x80 || head >= 0xe0) {
            return INTEGER;
        }
        if (head < 0xc0) {
            return head < 0x90 ? MAP : head < 0xa0 ? ARRAY : STRING;
        }
        return switch (head) {
            case 0xc0 -> NIL;
            case 0xc1 -> null;
            case 0xc2, 0xc3 -> BOOLEAN;
            case 0xc4, 0xc5, 0xc6 -> BINARY;
            case 0xc7, 0xc8, 0xc9, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> EXTENSION;
            case 0xca, 0xcb -> FLOAT;
            case 0xd9, 0xda, 0xdb -> STRING;
            case 0xdc, 0xdd -> ARRAY;
            case 0xde, 0xdf -> MAP;
            default -> INTEGER;
        };
    }
}
