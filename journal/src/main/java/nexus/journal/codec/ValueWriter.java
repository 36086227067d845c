package nexus.journal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import nexus.journal.message.Key;

/**
 * Appends MessagePack's parts to a growing array, each in its smallest form. Knows nothing of what may follow what: that
 * is {@link MapWriter}'s.
 */
final class ValueWriter {
    static final int NIL = 0xc0;
    static final int FALSE = 0xc2;
    static final int TRUE = 0xc3;

    private static final int SMALL_SCALE = 18;

    /** Decimals of so many digits survive the way through a float. */
    private static final int DOUBLE_DIGITS = 15;

    /** The powers of ten up to this one are floats. */
    private static final int EXACT_POWERS = 22;

    private static final int BINARY = 0xc4;
    private static final int FLOAT64 = 0xcb;
    private static final int UNSIGNED = 0xcc;
    private static final int SIGNED = 0xd0;
    private static final int STRING = 0xd9;
    private static final int ARRAY = 0xdc;
    private static final int MAP = 0xde;

    /** Size of a number of 64 bits, as the logarithm of its bytes. */
    private static final int BITS_64 = 3;

    private static final int SHORT_COPY = 4 * Long.BYTES;

    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal END_OF_UINT64 = new BigDecimal(BigInteger.ONE.shiftLeft(Long.SIZE));

    private byte[] buffer;
    private int position;

    ValueWriter(int initialCapacity) {
        buffer = new byte[initialCapacity];
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where the next byte goes. */
    int position() {
        return position;
    }

    /** Goes on at {@code offset}; what stands behind it is forgotten. */
    void rewind(int offset) {
        position = 0;
        reserve(offset);
        position = offset;
    }

    void key(Key key) {
        reserve(key.encodedLength());
        position = key.copyEncodedTo(buffer, position);
    }

    /** A single byte. */
    void head(int head) {
        reserve(1);
        buffer[position++] = (byte) head;
    }

    void integer(long value) {
        reserve(9);
        if (value >= -32 && value < 128) {
            buffer[position++] = (byte) value;
        } else if (value >= 0) {
            unsigned(value);
        } else {
            negative(value);
        }
    }

    private void unsigned(long value) {
        if (value <= 0xff) {
            sizedInteger(UNSIGNED, 0, value);
        } else if (value <= 0xffff) {
            sizedInteger(UNSIGNED, 1, value);
        } else {
            sizedInteger(UNSIGNED, value <= 0xffff_ffffL ? 2 : BITS_64, value);
        }
    }

    private void negative(long value) {
        if (value >= Byte.MIN_VALUE) {
            sizedInteger(SIGNED, 0, value);
        } else if (value >= Short.MIN_VALUE) {
            sizedInteger(SIGNED, 1, value);
        } else {
            sizedInteger(SIGNED, value >= Integer.MIN_VALUE ? 2 : BITS_64, value);
        }
    }

    /** A head of the family that begins at {@code family}, and the number in 2 to the power of {@code size} bytes. */
    private void sizedInteger(int family, int size, long value) {
        buffer[position] = (byte) (family + size);
        switch (size) {
            case 0 -> buffer[position + 1] = (byte) value;
            case 1 -> Format.putInt16(buffer, position + 1, (int) value);
            case 2 -> Format.putInt32(buffer, position + 1, (int) value);
            default -> Format.putInt64(buffer, position + 1, value);
        }
        position += 1 + (1 << size);
    }

    void float64(double value) {
        reserve(9);
        buffer[position] = (byte) FLOAT64;
        Format.putInt64(buffer, position + 1, Double.doubleToRawLongBits(value));
        position += 9;
    }

    void decimal(BigDecimal value) {
        if (isToldByItsFloat(value)) {
            double nearest = value.doubleValue();
            long whole = (long) nearest;
            if (whole == nearest) {
                integer(whole);
            } else {
                float64(nearest);
            }
            return;
        }
        // What longValue() alone would do, without a detour through BigInteger for numbers of the usual size.
        boolean isSmall = Math.abs(value.scale()) <= SMALL_SCALE;
        long whole = (isSmall ? value.setScale(0, RoundingMode.DOWN) : value).longValue();
        if (value.compareTo(BigDecimal.valueOf(whole)) == 0) {
            integer(whole);
        } else if (isUint64(value)) {
            reserve(9);
            sizedInteger(UNSIGNED, BITS_64, whole);
        } else if (Double.isFinite(value.doubleValue())) {
            float64(value.doubleValue());
        } else {
            throw new IllegalArgumentException("beyond the largest float: " + value);
        }
    }

    /**
     * Whether no other decimal of 15 digits has the same nearest float, so that this shows whether the decimal is whole;
     * and whether that float is found without a detour through text.
     */
    private static boolean isToldByItsFloat(BigDecimal value) {
        int digits = value.precision();
        boolean isOfUsualSize = digits <= DOUBLE_DIGITS && Math.abs(value.scale()) <= EXACT_POWERS;
        return isOfUsualSize && digits - value.scale() <= DOUBLE_DIGITS;
    }

    private static boolean isUint64(BigDecimal value) {
        return value.signum() > 0
                && value.compareTo(END_OF_UINT64) < 0
                && value.compareTo(LONG_MAX) > 0
                && value.stripTrailingZeros().scale() <= 0;
    }

    void text(String value) {
        textHead(Utf8.encodedLength(value));
        position = Utf8.encode(value, buffer, position);
    }

    void utf8(byte[] source, int offset, int length) {
        textHead(length);
        bytes(source, offset, length);
    }

    void binary(byte[] value) {
        sizedHead(BINARY, value.length);
        bytes(value, 0, value.length);
    }

    void arrayHead(int count) {
        reserve(5);
        if (count < 16) {
            buffer[position++] = (byte) (0x90 | count);
        } else {
            position += putCount(position, ARRAY, count);
        }
    }

    /** Fills in the count of the map whose fields begin behind the one byte at {@code at}; moves them if need be. */
    void mapHead(int at, int count) {
        if (count < 16) {
            buffer[at] = (byte) (0x80 | count);
            return;
        }
        int width = count <= 0xffff ? 2 : 4;
        reserve(width);
        System.arraycopy(buffer, at + 1, buffer, at + 1 + width, position - at - 1);
        position += width;
        putCount(at, MAP, count);
    }

    /** The head of a string, and room for its content. */
    private void textHead(int length) {
        if (length < 32) {
            reserve(1 + length);
            buffer[position++] = (byte) (0xa0 | length);
        } else {
            sizedHead(STRING, length);
        }
    }

    /** A head with a length of 1, 2 or 4 bytes, and room for the content. */
    private void sizedHead(int family, int length) {
        reserve(5 + length);
        sizedInteger(family, length <= 0xff ? 0 : length <= 0xffff ? 1 : 2, length);
    }

    /** Writes a head with a count of 2 or 4 bytes and returns their length. */
    private int putCount(int at, int family, int count) {
        if (count <= 0xffff) {
            buffer[at] = (byte) family;
            Format.putInt16(buffer, at + 1, count);
            return 3;
        }
        buffer[at] = (byte) (family + 1);
        Format.putInt32(buffer, at + 1, count);
        return 5;
    }

    void bytes(byte[] source, int offset, int length) {
        reserve(length);
        if (length <= SHORT_COPY && offset + SHORT_COPY <= source.length && position + SHORT_COPY <= buffer.length) {
            // Some loads and stores beat a call for so few bytes. What is behind them comes later.
            for (int i = 0; i < length; i += Long.BYTES) {
                Format.putInt64(buffer, position + i, Format.int64(source, offset + i));
            }
        } else {
            System.arraycopy(source, offset, buffer, position, length);
        }
        position += length;
    }

    private void reserve(int length) {
        int needed = Math.addExact(position, length);
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, 2 * buffer.length));
        }
    }
}
