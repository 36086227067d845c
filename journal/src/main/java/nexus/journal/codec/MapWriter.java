package nexus.journal.codec;

import java.math.BigDecimal;
import java.util.Arrays;
import nexus.journal.message.Key;

/**
 * Builds one MessagePack message in a growing array. Reused: {@link #reset} begins the next message. Maps need no
 * count in advance: {@link #endMap} fills it in. Arrays end by themselves with their last element.
 *
 * <p>Every value has its smallest form; integers stay integers and floats have 64 bits. Writing out of order (a field
 * in an array, an element in a map, an end without a beginning) is an {@link IllegalStateException}, and so is nesting
 * deeper than {@link MapReader#MAX_DEPTH}; after an exception only {@link #reset} may follow. That no key is put twice is
 * left to the caller.
 */
public final class MapWriter {
    /** What stands for a map's head until its end. */
    private static final int NO_FIELDS = 0x80;

    private final ValueWriter values;
    private int begin;

    /** Of the containers begun and not ended, by depth from 1. Depth 0 is the message itself. */
    private final boolean[] isMap = new boolean[MapReader.MAX_DEPTH + 1];

    private final int[] headAt = new int[MapReader.MAX_DEPTH + 1];
    /** A map's fields so far; an array's elements to come. */
    private final int[] entries = new int[MapReader.MAX_DEPTH + 1];

    private int depth;

    /** @param initialCapacity in bytes; grows as needed */
    public MapWriter(int initialCapacity) {
        values = new ValueWriter(initialCapacity);
    }

    /** Forgets what was written and begins at {@code headroom} bytes, which are left free for a header. */
    public MapWriter reset(int headroom) {
        begin = headroom;
        depth = 0;
        values.rewind(headroom);
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
        } else if (values.position() != begin) {
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
        values.mapHead(headAt[depth], entries[depth]);
        depth--;
        endFullArrays();
        return this;
    }

    /** Begins an array of exactly {@code count} elements as the value of {@code key}. */
    public MapWriter beginArray(Key key, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("array of " + count + " elements");
        }
        name(key);
        enter(false, count);
        values.arrayHead(count);
        endFullArrays();
        return this;
    }

    /** An array's element. */
    public MapWriter add(String element) {
        element();
        values.text(element);
        endFullArrays();
        return this;
    }

    /**
     * Elements of an array that are encoded already.
     *
     * @param encoded so many whole values, one behind the other; not checked
     */
    public MapWriter addEncoded(byte[] encoded, int count) {
        for (int i = 0; i < count; i++) {
            element();
        }
        values.bytes(encoded, 0, encoded.length);
        endFullArrays();
        return this;
    }

    /** An array's element, in the form of {@link #put(Key, BigDecimal)}. */
    public MapWriter add(BigDecimal element) {
        element();
        values.decimal(element);
        endFullArrays();
        return this;
    }

    /** An array's element. */
    public MapWriter add(long element) {
        element();
        values.integer(element);
        endFullArrays();
        return this;
    }

    /** An array's element that is nil. */
    public MapWriter addNil() {
        element();
        values.head(ValueWriter.NIL);
        endFullArrays();
        return this;
    }

    /** A string; half a surrogate pair becomes a question mark. */
    public MapWriter put(Key key, String value) {
        name(key);
        values.text(value);
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
        values.utf8(utf8, offset, length);
        return this;
    }

    public MapWriter put(Key key, long value) {
        name(key);
        values.integer(value);
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
        values.float64(value);
        return this;
    }

    public MapWriter put(Key key, boolean value) {
        name(key);
        values.head(value ? ValueWriter.TRUE : ValueWriter.FALSE);
        return this;
    }

    /**
     * An integer where the value is whole and fits 64 bits, signed or unsigned, else the nearest float of 64 bits.
     *
     * @throws IllegalArgumentException beyond the largest float
     */
    public MapWriter put(Key key, BigDecimal value) {
        name(key);
        values.decimal(value);
        return this;
    }

    public MapWriter putNil(Key key) {
        name(key);
        values.head(ValueWriter.NIL);
        return this;
    }

    public MapWriter putBinary(Key key, byte[] value) {
        name(key);
        values.binary(value);
        return this;
    }

    /** A value that is MessagePack already: exactly one, which is not checked. */
    public MapWriter putEncoded(Key key, byte[] encoded, int offset, int length) {
        name(key);
        values.bytes(encoded, offset, length);
        return this;
    }

    /** Copies a field, key and value, byte for byte. */
    public MapWriter copyField(MapReader from, int field) {
        return copyFields(from, field, field + 1);
    }

    /** Copies the fields from {@code first} to before {@code end}, byte for byte. */
    public MapWriter copyFields(MapReader from, int first, int end) {
        if (first < end) {
            field();
            entries[depth] += end - first - 1;
            int start = from.fieldOffset(first);
            values.bytes(from.buffer(), start, from.valueEnd(end - 1) - start);
        }
        return this;
    }

    /** The array that holds the message; borrowed until the next {@link #reset}, and replaced when it grows. */
    public byte[] buffer() {
        return values.buffer();
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
        if (depth > 0 || values.position() == begin) {
            throw new IllegalStateException("the message is not complete: depth " + depth);
        }
        return values.position() - begin;
    }

    /** A copy of the message, the caller's own. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(values.buffer(), begin, begin + length());
    }

    private void enterMap() {
        enter(true, 0);
        values.head(NO_FIELDS);
    }

    private void enter(boolean map, int count) {
        if (depth == MapReader.MAX_DEPTH) {
            throw new IllegalStateException("nesting deeper than " + MapReader.MAX_DEPTH);
        }
        depth++;
        isMap[depth] = map;
        headAt[depth] = values.position();
        entries[depth] = count;
    }

    private void endFullArrays() {
        while (depth > 0 && !isMap[depth] && entries[depth] == 0) {
            depth--;
        }
    }

    private void name(Key key) {
        field();
        values.key(key);
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
}
