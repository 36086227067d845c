package nexus.journal.codec;

import java.math.BigDecimal;
import java.util.List;
import nexus.journal.message.Key;

/**
 * Looks at one MessagePack map in place. Reused: {@link #wrap} points it at the next message. Fields are addressed by
 * their index in the map, which {@link #find} gives for a key.
 */
public final class MapReader {
    /** {@link #find}: the map has no such key. */
    public static final int ABSENT = -1;

    /** Deepest nesting of maps and arrays, the outermost map counted as 1. */
    public static final int MAX_DEPTH = 16;

    /**
     * Checks the whole message and points this reader at it. Refused are: anything but a map, a non-string or doubled
     * key, invalid UTF-8 at any depth, nesting deeper than {@link #MAX_DEPTH}, NaN or infinity, trailing bytes, a
     * truncated message.
     *
     * @return null if the message is well formed, else what is wrong, with the byte offset
     */
    public String wrap(byte[] buffer, int offset, int length) {
        throw new IllegalStateException("skeleton");
    }

    /** Points this reader at the map in a field of {@code parent}, which has been checked. */
    public void wrapMap(MapReader parent, int field) {
        throw new IllegalStateException("skeleton");
    }

    /** How many fields the map has. */
    public int size() {
        throw new IllegalStateException("skeleton");
    }

    /** The index of a key, or {@link #ABSENT}. */
    public int find(Key key) {
        throw new IllegalStateException("skeleton");
    }

    /** The name of a field. */
    public String keyName(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** Whether the field's name is {@code key}. */
    public boolean keyIs(int field, Key key) {
        throw new IllegalStateException("skeleton");
    }

    public ValueType type(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** Whether the field is an integer or a float. */
    public boolean isNumber(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** The field as a double; integers are converted. */
    public double doubleValue(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** The field as a long; a float is truncated; what does not fit saturates. */
    public long longValue(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** The field as an exact decimal: integers as they are, floats by the shortest decimal that reads back the same. */
    public BigDecimal decimalValue(int field) {
        throw new IllegalStateException("skeleton");
    }

    public boolean booleanValue(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** The field's text. */
    public String textValue(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** Whether the field is a string that equals these UTF-8 bytes. */
    public boolean textEquals(int field, byte[] utf8) {
        throw new IllegalStateException("skeleton");
    }

    /** The strings in an array field; other elements are left out. */
    public List<String> textValues(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** The numbers in an array field; other elements are left out. */
    public List<BigDecimal> decimalValues(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** The array that holds the message. */
    public byte[] buffer() {
        throw new IllegalStateException("skeleton");
    }

    /** Where the map begins in {@link #buffer}. */
    public int offset() {
        throw new IllegalStateException("skeleton");
    }

    /** Where the field's text begins, behind its MessagePack header. */
    public int textOffset(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** Length of the field's text in bytes. */
    public int textLength(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** Where the field's key begins, its MessagePack header included: a field can be copied as one range. */
    public int fieldOffset(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** Where the field's value begins, its MessagePack header included. */
    public int valueOffset(int field) {
        throw new IllegalStateException("skeleton");
    }

    /** The offset behind the field's value. */
    public int valueEnd(int field) {
        throw new IllegalStateException("skeleton");
    }
}
