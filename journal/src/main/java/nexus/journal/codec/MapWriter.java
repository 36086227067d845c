package nexus.journal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import nexus.journal.message.Key;

/**
 * Builds one MessagePack message in a growing array. Reused: {@link #reset} begins the next message. Maps need no
 * count in advance: {@link #endMap} fills it in. Arrays end by themselves with their last element.
 *
 * <p>Every value has its smallest form; integers stay integers and floats have 64 bits. Writing out of order (a field
 * in an array, an element in a map, an end without a beginning) is an {@link IllegalStateException}, and so is nesting
 * deeper than {@link MapReader#MAX_DEPTH}. That no key is put twice is left to the caller.
 */
public final class MapWriter {
    private static final BigDecimal END_OF_UINT64 = new BigDecimal(BigInteger.ONE.shiftLeft(Long.SIZE));
    private static final int NIL = 0xc0;

    private byte[] buffer;
    private int begin;
    private int position;

    /** Of the containers begun and not ended, by depth from 1. Depth 0 is the message itself. */
    private final boolean[] isMap = new boolean[MapReader.MAX_DEPTH + 1];

    private final int[] headAt = new int[MapReader.MAX_DEPTH + 1];
    /** A map's fields so far; an array's elements to come. */
    private final int[] entries = new int[MapReader.MAX_DEPTH + 1];

    private int depth;

    /** @param initialCapacity in bytes; grows as needed */
    public MapWriter(int initialCapacity) {
        buffer = new byte[initialCapacity];
    }

    /** Forgets what was written and begins at {@code headroom} bytes, which are left free for a header. */
    public MapWriter reset(int headroom) {
        begin = headroom;
        position = headroom;
        depth = 0;
        reserve(0);
        return this;
    }

    /** {@code reset(0)}. */
    public MapWriter reset() {
        return reset(0);
    }

    /** Begins the outermost map, or a map as an array's element. */
    public MapWriter beginMap() {
        if (depth > 0) {
            element();
        } else if (position != begin) {
            throw new IllegalStateException("the message is complete: reset before the next");
        }
        enterMap();
        return this;
    }

    /** Begins a map as the value of {@code key}. */
    public MapWriter beginMap(Key key) {
        name(key);
        enterMap();
        return this;
    }

    /** Ends the innermost map and fills in how many fields it has. */
    public MapWriter endMap() {
        if (depth == 0) {
            throw new IllegalStateException("endMap without beginMap");
        }
        if (!isMap[depth]) {
            throw new IllegalStateException("endMap: the array still lacks " + entries[depth] + " elements");
        }
        int at = headAt[depth];
        int count = entries[depth];
        depth--;
        if (count < 16) {
            buffer[at] = (byte) (0x80 | count);
        } else {
            int width = count <= 0xffff ? 2 : 4;
            reserve(width);
            System.arraycopy(buffer, at + 1, buffer, at + 1 + width, position - at - 1);
            position += width;
            putCount(at, 0xde, count);
        }
        endFullArrays();
        return this;
    }

    /** Begins an array of exactly {@code count} elements as the value of {@code key}. */
    public MapWriter beginArray(Key key, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("array of " + count + " elements");
        }
        name(key);
        reserve(5);
        int at = position;
        if (count < 16) {
            buffer[at] = (byte) (0x90 | count);
            position = at + 1;
        } else {
            position = at + putCount(at, 0xdc, count);
        }
        enter(false, at, count);
        endFullArrays();
        return this;
    }

    /** An array's element. */
    public MapWriter add(String element) {
        element();
        text(element);
        endFullArrays();
        return this;
    }

    /** An array's element, in the form of {@link #put(Key, BigDecimal)}. */
    public MapWriter add(BigDecimal element) {
        element();
        decimal(element);
        endFullArrays();
        return this;
    }

    /** A string; half a surrogate pair becomes a question mark. */
    public MapWriter put(Key key, String value) {
        name(key);
        text(value);
        return this;
    }

    /**
     * A string given as UTF-8 bytes.
     *
     * @throws IllegalArgumentException if they are not UTF-8
     */
    public MapWriter putUtf8(Key key, byte[] utf8, int offset, int length) {
        int wrong = Utf8.firstFault(utf8, offset, offset + length);
        if (wrong >= 0) {
            throw new IllegalArgumentException(key + ": invalid UTF-8 at byte " + (wrong - offset));
        }
        name(key);
        textHead(length);
        bytes(utf8, offset, length);
        return this;
    }

    public MapWriter put(Key key, long value) {
        name(key);
        integer(value);
        return this;
    }

    /**
     * A float of 64 bits.
     *
     * @throws IllegalArgumentException for NaN and infinity
     */
    public MapWriter put(Key key, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(key + " is " + value);
        }
        name(key);
        float64(value);
        return this;
    }

    public MapWriter put(Key key, boolean value) {
        name(key);
        head(value ? 0xc3 : 0xc2);
        return this;
    }

    /**
     * An integer where the value is whole and fits 64 bits, signed or unsigned, else the nearest float of 64 bits.
     *
     * @throws IllegalArgumentException beyond the largest float
     */
    public MapWriter put(Key key, BigDecimal value) {
        name(key);
        decimal(value);
        return this;
    }

    public MapWriter putNil(Key key) {
        name(key);
        head(NIL);
        return this;
    }

    public MapWriter putBinary(Key key, byte[] value) {
        name(key);
        sizedHead(0xc4, value.length);
        bytes(value, 0, value.length);
        return this;
    }

    /** A value that is MessagePack already: exactly one, which is not checked. */
    public MapWriter putEncoded(Key key, byte[] encoded, int offset, int length) {
        name(key);
        bytes(encoded, offset, length);
        return this;
    }

    /** Copies a field, key and value, byte for byte. */
    public MapWriter copyField(MapReader from, int field) {
        field();
        int start = from.fieldOffset(field);
        bytes(from.buffer(), start, from.valueEnd(field) - start);
        return this;
    }

    /** The array that holds the message; borrowed until the next {@link #reset}, and replaced when it grows. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the message begins: the headroom. */
    public int offset() {
        return begin;
    }

    /**
     * Length of the message in bytes, without the headroom.
     *
     * @throws IllegalStateException if the outermost map has not been begun and ended
     */
    public int length() {
        if (depth > 0 || position == begin) {
            throw new IllegalStateException("the message is not complete: depth " + depth);
        }
        return position - begin;
    }

    /** A copy of the message, the caller's own. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(buffer, begin, begin + length());
    }

    private void enterMap() {
        reserve(1);
        enter(true, position, 0);
        position++;
    }

    private void enter(boolean map, int at, int count) {
        if (depth == MapReader.MAX_DEPTH) {
            throw new IllegalStateException("nesting deeper than " + MapReader.MAX_DEPTH);
        }
        depth++;
        isMap[depth] = map;
        headAt[depth] = at;
        entries[depth] = count;
    }

    private void endFullArrays() {
        while (depth > 0 && !isMap[depth] && entries[depth] == 0) {
            depth--;
        }
    }

    private void name(Key key) {
        field();
        reserve(key.encodedLength());
        position = key.copyEncodedTo(buffer, position);
    }

    private void field() {
        if (depth == 0 || !isMap[depth]) {
            throw new IllegalStateException(
                    depth == 0 ? "a field outside of a map" : "a field, but the array still lacks elements");
        }
        entries[depth]++;
    }

    private void element() {
        if (depth == 0 || isMap[depth]) {
            throw new IllegalStateException("an element outside of an array");
        }
        entries[depth]--;
    }

    private void head(int head) {
        reserve(1);
        buffer[position++] = (byte) head;
    }

    private void integer(long value) {
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
            sizedInteger(0xcc, 0, value);
        } else if (value <= 0xffff) {
            sizedInteger(0xcc, 1, value);
        } else {
            sizedInteger(0xcc, value <= 0xffff_ffffL ? 2 : 3, value);
        }
    }

    private void negative(long value) {
        if (value >= Byte.MIN_VALUE) {
            sizedInteger(0xd0, 0, value);
        } else if (value >= Short.MIN_VALUE) {
            sizedInteger(0xd0, 1, value);
        } else {
            sizedInteger(0xd0, value >= Integer.MIN_VALUE ? 2 : 3, value);
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

    private void float64(double value) {
        reserve(9);
        buffer[position] = (byte) 0xcb;
        Format.putInt64(buffer, position + 1, Double.doubleToRawLongBits(value));
        position += 9;
    }

    private void decimal(BigDecimal value) {
        long whole = value.longValue();
        if (value.compareTo(BigDecimal.valueOf(whole)) == 0) {
            integer(whole);
        } else if (isUint64(value)) {
            reserve(9);
            sizedInteger(0xcc, 3, whole);
        } else if (Double.isFinite(value.doubleValue())) {
            float64(value.doubleValue());
        } else {
            throw new IllegalArgumentException("beyond the largest float: " + value);
        }
    }

    private static boolean isUint64(BigDecimal value) {
        return value.signum() > 0
                && value.compareTo(END_OF_UINT64) < 0
                && value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                && value.stripTrailingZeros().scale() <= 0;
    }

    private void text(String value) {
        int chars = value.length();
        textHead(utf8Length(value));
        byte[] target = buffer;
        int at = position;
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                target[at++] = (byte) c;
            } else {
                int point = scalarValue(value, i);
                at = putMultibyte(target, at, point);
                i += point > 0xffff ? 1 : 0;
            }
        }
        position = at;
    }

    private static int utf8Length(String value) {
        int length = value.length();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                int point = scalarValue(value, i);
                length += point < 0x80 ? 0 : point < 0x800 ? 1 : 2;
                i += point > 0xffff ? 1 : 0;
            }
        }
        return length;
    }

    /** The code point at {@code index}, a question mark for half a surrogate pair. */
    private static int scalarValue(String value, int index) {
        int point = value.codePointAt(index);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '?' : point;
    }

    private static int putMultibyte(byte[] target, int at, int point) {
        int next = at;
        if (point < 0x80) {
            target[next++] = (byte) point;
        } else if (point < 0x800) {
            target[next++] = (byte) (0xc0 | (point >> 6));
            target[next++] = (byte) (0x80 | (point & 0x3f));
        } else {
            if (point < 0x10000) {
                target[next++] = (byte) (0xe0 | (point >> 12));
            } else {
                target[next++] = (byte) (0xf0 | (point >> 18));
                target[next++] = (byte) (0x80 | ((point >> 12) & 0x3f));
            }
            target[next++] = (byte) (0x80 | ((point >> 6) & 0x3f));
            target[next++] = (byte) (0x80 | (point & 0x3f));
        }
        return next;
    }

    /** The head of a string, and room for its content. */
    private void textHead(int length) {
        if (length < 32) {
            reserve(1 + length);
            buffer[position++] = (byte) (0xa0 | length);
        } else {
            sizedHead(0xd9, length);
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

    private void bytes(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, buffer, position, length);
        position += length;
    }

    private void reserve(int length) {
        int needed = Math.addExact(position, length);
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, 2 * buffer.length));
        }
    }
}
