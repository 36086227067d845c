package nexus.journal.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MessagePack's bytes: big-endian numbers, and where the parts of a value lie. A value is a head byte, then for long
 * ones a length or count, then the content. Everything here trusts the bytes: {@link MessageScan} has checked them.
 */
final class Format {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Format() {}

    static short int16(byte[] buffer, int at) {
        return (short) SHORT.get(buffer, at);
    }

    static int int32(byte[] buffer, int at) {
        return (int) INT.get(buffer, at);
    }

    static long int64(byte[] buffer, int at) {
        return (long) LONG.get(buffer, at);
    }

    static void putInt16(byte[] buffer, int at, int value) {
        SHORT.set(buffer, at, (short) value);
    }

    static void putInt32(byte[] buffer, int at, int value) {
        INT.set(buffer, at, value);
    }

    static void putInt64(byte[] buffer, int at, long value) {
        LONG.set(buffer, at, value);
    }

    /** An unsigned number of 1, 2 or 4 bytes. */
    static long unsigned(byte[] buffer, int at, int width) {
        return switch (width) {
            case 1 -> buffer[at] & 0xff;
            case 2 -> int16(buffer, at) & 0xffff;
            default -> int32(buffer, at) & 0xffff_ffffL;
        };
    }

    /** Where the content of the string, array or map at {@code at} begins, behind head and length. */
    static int contentOffset(byte[] buffer, int at) {
        return switch (buffer[at] & 0xff) {
            case 0xd9 -> at + 2;
            case 0xda, 0xdc, 0xde -> at + 3;
            case 0xdb, 0xdd, 0xdf -> at + 5;
            default -> at + 1;
        };
    }

    /** How many elements the array, or fields the map, at {@code at} has. */
    static int count(byte[] buffer, int at) {
        return switch (buffer[at] & 0xff) {
            case 0xdc, 0xde -> int16(buffer, at + 1) & 0xffff;
            case 0xdd, 0xdf -> int32(buffer, at + 1);
            default -> buffer[at] & 0x0f;
        };
    }

    /** The offset behind the value at {@code at}, whatever it holds. */
    static int end(byte[] buffer, int at) {
        int position = at;
        long pending = 1;
        while (pending > 0) {
            pending--;
            ValueType type = ValueType.ofHead(buffer[position]);
            if (type == ValueType.MAP || type == ValueType.ARRAY) {
                int count = count(buffer, position);
                pending += type == ValueType.MAP ? 2L * count : count;
                position = contentOffset(buffer, position);
            } else {
                position = scalarEnd(buffer, position);
            }
        }
        return position;
    }

    private static int scalarEnd(byte[] buffer, int at) {
        int head = buffer[at] & 0xff;
        if (head < 0xc0 || head >= 0xe0) {
            return (head & 0xe0) == 0xa0 ? at + 1 + (head & 0x1f) : at + 1;
        }
        return switch (head) {
            case 0xc4, 0xc5, 0xc6 -> sizedEnd(buffer, at, 1 << (head - 0xc4));
            case 0xc7, 0xc8, 0xc9 -> sizedEnd(buffer, at, 1 << (head - 0xc7)) + 1;
            case 0xca -> at + 5;
            case 0xcb -> at + 9;
            case 0xcc, 0xcd, 0xce, 0xcf -> at + 1 + (1 << (head - 0xcc));
            case 0xd0, 0xd1, 0xd2, 0xd3 -> at + 1 + (1 << (head - 0xd0));
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> at + 2 + (1 << (head - 0xd4));
            case 0xd9, 0xda, 0xdb -> sizedEnd(buffer, at, 1 << (head - 0xd9));
            default -> at + 1;
        };
    }

    private static int sizedEnd(byte[] buffer, int at, int width) {
        return at + 1 + width + (int) unsigned(buffer, at + 1, width);
    }
}
