package nexus.journal.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import nexus.journal.message.Key;

/**
 * Looks at one MessagePack map in place. Reused: {@link #wrap} points it at the next message. Fields are addressed by
 * their index in the map, which {@link #find} gives for a key.
 *
 * <p>The buffer is borrowed: it must not change while the reader looks at it. A field index outside the map is an
 * {@link IndexOutOfBoundsException}, reading a field as a type that it is not an {@link IllegalStateException}: both are
 * the caller's errors, so ask {@link #find} and {@link #type} first.
 */
public final class MapReader {
    /** {@link #find}: the map has no such key. */
    public static final int ABSENT = -1;

    /** Deepest nesting of maps and arrays, the outermost map counted as 1. */
    public static final int MAX_DEPTH = 16;

    private final FieldTable ownFields = new FieldTable();
    private final FieldTable innerFields = new FieldTable();
    private final MessageScan scan = new MessageScan(ownFields, innerFields);
    /** The parent's inner ones where this reader looks at a map that the parent's scan has noted. */
    private FieldTable fields = ownFields;
    /** The field whose fields are in {@link #innerFields}, or {@link #ABSENT}. */
    private int innerField = ABSENT;

    private byte[] buffer = new byte[0];
    private int offset;

    /**
     * Checks the whole message and points this reader at it. Refused are: anything but a map, a non-string or doubled
     * key, invalid UTF-8 at any depth, nesting deeper than {@link #MAX_DEPTH}, NaN or infinity, trailing bytes, a
     * truncated message.
     *
     * @return null if the message is well formed, else what is wrong, in printable ASCII, with the byte offset from the
     *     message's beginning; the reader then has size 0
     */
    public String wrap(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        this.buffer = buffer;
        this.offset = offset;
        fields = ownFields;
        String fault = scan.scan(buffer, offset, length);
        innerField = scan.innerField();
        return fault;
    }

    /**
     * Points this reader at the map in a field of {@code parent}, which has been checked. Valid until the parent is
     * pointed at another message.
     */
    public void wrapMap(MapReader parent, int field) {
        int at = parent.valueOf(field, ValueType.MAP);
        if (parent.innerField == field) {
            buffer = parent.buffer;
            offset = at;
            innerField = ABSENT;
            fields = parent.innerFields;
        } else {
            wrapMade(parent.buffer, at);
        }
    }

    /**
     * Points this reader at a map that a {@link MapWriter} has made, or that has been checked: it is not checked again, so
     * any other bytes give anything.
     */
    public void wrapMade(byte[] buffer, int at) {
        this.buffer = buffer;
        offset = at;
        innerField = ABSENT;
        fields = ownFields;
        int position = Format.contentOffset(buffer, at);
        fields.clear();
        for (int left = Format.count(buffer, at); left > 0; left--) {
            int value = Format.end(buffer, position);
            fields.add(buffer, position, Format.contentOffset(buffer, position), value);
            position = Format.end(buffer, value);
        }
        fields.close(position);
    }

    /** How many fields the map has. */
    public int size() {
        return fields.size();
    }

    /** The index of a key, or {@link #ABSENT}. */
    public int find(Key key) {
        return fields.find(key, buffer);
    }

    /** The name of a field. */
    public String keyName(int field) {
        int text = fields.keyOffset(field);
        return new String(buffer, text, fields.valueOffset(field) - text, StandardCharsets.UTF_8);
    }

    /** Whether the field's name is {@code key}. */
    public boolean keyIs(int field, Key key) {
        return fields.isNamed(field, key, buffer);
    }

    public ValueType type(int field) {
        return ValueType.ofHead(buffer[fields.valueOffset(field)]);
    }

    /** Whether the field is an integer or a float. */
    public boolean isNumber(int field) {
        return Numeric.isNumber(buffer[fields.valueOffset(field)]);
    }

    /** Whether the field is a float of 32 bits: its decimal is shorter than that of the same value in 64. */
    public boolean isShortFloat(int field) {
        return Numeric.isShortFloat(buffer[fields.valueOffset(field)]);
    }

    /** The field as a double; integers are converted. */
    public double doubleValue(int field) {
        return Numeric.doubleValue(buffer, numberAt(field));
    }

    /** The field as a long; a float is truncated; what does not fit saturates. */
    public long longValue(int field) {
        return Numeric.longValue(buffer, numberAt(field));
    }

    /**
     * The field as an exact decimal: integers as they are, floats by the shortest decimal that reads back the same. The
     * scale follows the notation (a float of five is {@code 5.0}), so compare with {@code compareTo}.
     */
    public BigDecimal decimalValue(int field) {
        return Numeric.decimalValue(buffer, numberAt(field));
    }

    public boolean booleanValue(int field) {
        return buffer[valueOf(field, ValueType.BOOLEAN)] == (byte) 0xc3;
    }

    /** The field's text. */
    public String textValue(int field) {
        return text(valueOf(field, ValueType.STRING));
    }

    /** Whether the field is a string that equals these UTF-8 bytes. */
    public boolean textEquals(int field, byte[] utf8) {
        return type(field) == ValueType.STRING
                && Arrays.equals(buffer, textOffset(field), fields.valueEnd(field), utf8, 0, utf8.length);
    }

    /** The strings in an array field; other elements are left out. */
    public List<String> textValues(int field) {
        int position = valueOf(field, ValueType.ARRAY);
        int left = Format.count(buffer, position);
        List<String> texts = new ArrayList<>();
        for (position = Format.contentOffset(buffer, position); left > 0; left--) {
            if (ValueType.ofHead(buffer[position]) == ValueType.STRING) {
                texts.add(text(position));
            }
            position = Format.end(buffer, position);
        }
        return texts;
    }

    /**
     * The elements of an array field: strings as text, numbers as {@link #decimalValue} gives them, anything else as
     * null.
     */
    public List<Object> scalarValues(int field) {
        int position = valueOf(field, ValueType.ARRAY);
        int left = Format.count(buffer, position);
        List<Object> values = new ArrayList<>();
        for (position = Format.contentOffset(buffer, position); left > 0; left--) {
            if (ValueType.ofHead(buffer[position]) == ValueType.STRING) {
                values.add(text(position));
            } else {
                values.add(Numeric.isNumber(buffer[position]) ? Numeric.decimalValue(buffer, position) : null);
            }
            position = Format.end(buffer, position);
        }
        return values;
    }

    /** Where the maps among the elements of an array field begin, for {@link #wrapMade}. */
    public List<Integer> mapOffsets(int field) {
        int position = valueOf(field, ValueType.ARRAY);
        int left = Format.count(buffer, position);
        List<Integer> offsets = new ArrayList<>();
        for (position = Format.contentOffset(buffer, position); left > 0; left--) {
            if (ValueType.ofHead(buffer[position]) == ValueType.MAP) {
                offsets.add(position);
            }
            position = Format.end(buffer, position);
        }
        return offsets;
    }

    /** The numbers in an array field, as {@link #decimalValue} gives them; other elements are left out. */
    public List<BigDecimal> decimalValues(int field) {
        int position = valueOf(field, ValueType.ARRAY);
        int left = Format.count(buffer, position);
        List<BigDecimal> decimals = new ArrayList<>();
        for (position = Format.contentOffset(buffer, position); left > 0; left--) {
            if (Numeric.isNumber(buffer[position])) {
                decimals.add(Numeric.decimalValue(buffer, position));
            }
            position = Format.end(buffer, position);
        }
        return decimals;
    }

    /**
     * Points another reader at each map in an array field, one after the other; other elements are left out. Such a map is
     * valid as long as this message is.
     *
     * @param visit is run for each
     */
    public void forEachMap(int field, MapReader element, Runnable visit) {
        int position = valueOf(field, ValueType.ARRAY);
        int left = Format.count(buffer, position);
        for (position = Format.contentOffset(buffer, position); left > 0; left--) {
            if (ValueType.ofHead(buffer[position]) == ValueType.MAP) {
                element.wrapMade(buffer, position);
                visit.run();
            }
            position = Format.end(buffer, position);
        }
    }

    /** The array that holds the message. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the map begins in {@link #buffer}. */
    public int offset() {
        return offset;
    }

    /** Where the field's text begins, behind its MessagePack header. */
    public int textOffset(int field) {
        return Format.contentOffset(buffer, valueOf(field, ValueType.STRING));
    }

    /** Length of the field's text in bytes. */
    public int textLength(int field) {
        return fields.valueEnd(field) - textOffset(field);
    }

    /** Where the field's key begins, its MessagePack header included: a field can be copied as one range. */
    public int fieldOffset(int field) {
        return fields.fieldOffset(field);
    }

    /** Where the field's value begins, its MessagePack header included. */
    public int valueOffset(int field) {
        return fields.valueOffset(field);
    }

    /** The offset behind the field's value. */
    public int valueEnd(int field) {
        return fields.valueEnd(field);
    }

    private String text(int at) {
        int text = Format.contentOffset(buffer, at);
        return new String(buffer, text, Format.end(buffer, at) - text, StandardCharsets.UTF_8);
    }

    private int valueOf(int field, ValueType expected) {
        int at = fields.valueOffset(field);
        if (ValueType.ofHead(buffer[at]) != expected) {
            throw wrongType(field, expected.name());
        }
        return at;
    }

    private int numberAt(int field) {
        int at = fields.valueOffset(field);
        if (!Numeric.isNumber(buffer[at])) {
            throw wrongType(field, "a number");
        }
        return at;
    }

    private IllegalStateException wrongType(int field, String expected) {
        return new IllegalStateException(
                "field \"" + keyName(field) + "\" is " + type(field) + ", read as " + expected);
    }
}
