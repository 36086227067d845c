package nexus.adapters.link;

import java.math.BigDecimal;
import java.util.List;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/**
 * The fields of one message by key, absent and wrongly typed alike given as null: what a client needs that asks for
 * little and ignores the rest. Reused; used by one thread.
 */
public final class MessageFields {
    private final MapReader reader = new MapReader();
    private final MapReader nested = new MapReader();

    /** Points at the next message; null if it is well formed and has a type, else what is wrong. */
    public String wrap(byte[] message) {
        String problem = reader.wrap(message, 0, message.length);
        if (problem != null) {
            return problem;
        }
        return type() == null ? "no type" : null;
    }

    /** The message's type. */
    public String type() {
        return text(Keys.TYPE);
    }

    /** A string. */
    public String text(Key key) {
        return text(reader, key);
    }

    /** A name that some write as a string and some as a whole number, as v0's order ids of milliseconds. */
    public String name(Key key) {
        int field = reader.find(key);
        return field != MapReader.ABSENT && reader.type(field) == ValueType.INTEGER
                ? reader.decimalValue(field).toPlainString()
                : text(key);
    }

    /** A string in the map under {@code data}. */
    public String dataText(Key key) {
        return enterData() ? text(nested, key) : null;
    }

    /** A number. */
    public BigDecimal decimal(Key key) {
        return decimal(reader, key);
    }

    /** A number in the map under {@code data}. */
    public BigDecimal dataDecimal(Key key) {
        return enterData() ? decimal(nested, key) : null;
    }

    /** A whole number, or {@code otherwise}. */
    public long whole(Key key, long otherwise) {
        int field = reader.find(key);
        return field != MapReader.ABSENT && reader.isNumber(field) ? reader.longValue(field) : otherwise;
    }

    /** Whether the field is there and true. */
    public boolean isTrue(Key key) {
        int field = reader.find(key);
        return field != MapReader.ABSENT && reader.type(field) == ValueType.BOOLEAN && reader.booleanValue(field);
    }

    /** The strings of an array; empty if there is no such array. */
    public List<String> texts(Key key) {
        int field = reader.find(key);
        return field != MapReader.ABSENT && reader.type(field) == ValueType.ARRAY
                ? reader.textValues(field)
                : List.of();
    }

    private boolean enterData() {
        int field = reader.find(Keys.DATA);
        if (field == MapReader.ABSENT || reader.type(field) != ValueType.MAP) {
            return false;
        }
        nested.wrapMap(reader, field);
        return true;
    }

    private static String text(MapReader from, Key key) {
        int field = from.find(key);
        return field != MapReader.ABSENT && from.type(field) == ValueType.STRING ? from.textValue(field) : null;
    }

    private static BigDecimal decimal(MapReader from, Key key) {
        int field = from.find(key);
        return field != MapReader.ABSENT && from.isNumber(field) ? from.decimalValue(field) : null;
    }
}
