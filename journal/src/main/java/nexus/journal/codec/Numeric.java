package nexus.journal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads a number in any of MessagePack's forms: fixint, uint and int of 8 to 64 bits, float of 32 and 64 bits. */
final class Numeric {
    private Numeric() {}

    static boolean isNumber(byte head) {
        ValueType type = ValueType.ofHead(head);
        return type == ValueType.INTEGER || type == ValueType.FLOAT;
    }

    static boolean isShortFloat(byte head) {
        return (head & 0xff) == 0xca;
    }

    static double doubleValue(byte[] buffer, int at) {
        return switch (buffer[at] & 0xff) {
            case 0xca -> float32(buffer, at);
            case 0xcb -> float64(buffer, at);
            case 0xcf -> unsignedToDouble(Format.int64(buffer, at + 1));
            default -> integer(buffer, at);
        };
    }

    static long longValue(byte[] buffer, int at) {
        return switch (buffer[at] & 0xff) {
            case 0xca -> (long) float32(buffer, at);
            case 0xcb -> (long) float64(buffer, at);
            case 0xcf -> {
                long bits = Format.int64(buffer, at + 1);
                yield bits < 0 ? Long.MAX_VALUE : bits;
            }
            default -> integer(buffer, at);
        };
    }

    static BigDecimal decimalValue(byte[] buffer, int at) {
        return switch (buffer[at] & 0xff) {
            case 0xca -> ShortestDecimal.of(float32(buffer, at));
            case 0xcb -> ShortestDecimal.of(float64(buffer, at));
            case 0xcf -> {
                long bits = Format.int64(buffer, at + 1);
                yield bits < 0 ? new BigDecimal(new BigInteger(Long.toUnsignedString(bits))) : BigDecimal.valueOf(bits);
            }
            default -> BigDecimal.valueOf(integer(buffer, at));
        };
    }

    static float float32(byte[] buffer, int at) {
        return Float.intBitsToFloat(Format.int32(buffer, at + 1));
    }

    static double float64(byte[] buffer, int at) {
        return Double.longBitsToDouble(Format.int64(buffer, at + 1));
    }

    /** An integer of any form but uint64. */
    private static long integer(byte[] buffer, int at) {
        byte head = buffer[at];
        return switch (head & 0xff) {
            case 0xcc -> buffer[at + 1] & 0xff;
            case 0xcd -> Format.int16(buffer, at + 1) & 0xffff;
            case 0xce -> Format.int32(buffer, at + 1) & 0xffff_ffffL;
            case 0xd0 -> buffer[at + 1];
            case 0xd1 -> Format.int16(buffer, at + 1);
            case 0xd2 -> Format.int32(buffer, at + 1);
            case 0xd3 -> Format.int64(buffer, at + 1);
            default -> head;
        };
    }

    /** The nearest double; above the range of long halved with a sticky last bit, so that it is rounded once. */
    private static double unsignedToDouble(long bits) {
        return bits >= 0 ? (double) bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
    }
}
