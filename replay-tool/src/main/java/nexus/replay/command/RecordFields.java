package nexus.replay.command;

import java.math.BigDecimal;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;

/** Looks into a record's message, whatever came: a field that is missing or of another type is null. */
public final class RecordFields {
    private final MapReader reader = new MapReader();
    private boolean isReadable;

    /** Looks at this record from now on, until its payload changes. */
    public RecordFields of(JournalRecord record) {
        isReadable = record.flags() == 0
                && reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null;
        return this;
    }

    /** Whether the payload is a message at all. */
    public boolean isReadable() {
        return isReadable;
    }

    /** The message's {@code type}; an empty text if it has none. */
    public String type() {
        String type = text(Keys.TYPE);
        return type == null ? "" : type;
    }

    public String text(Key key) {
        int field = field(key);
        return field == MapReader.ABSENT || reader.type(field) != ValueType.STRING ? null : reader.textValue(field);
    }

    /** An id: a text, or the digits of a number. */
    public String id(Key key) {
        BigDecimal number = decimal(key);
        return number == null ? text(key) : number.stripTrailingZeros().toPlainString();
    }

    public BigDecimal decimal(Key key) {
        int field = field(key);
        return field == MapReader.ABSENT || !reader.isNumber(field) ? null : reader.decimalValue(field);
    }

    /** A whole number; 0 if it is missing or of another type. */
    public long integer(Key key) {
        int field = field(key);
        return field == MapReader.ABSENT || !reader.isNumber(field) ? 0 : reader.longValue(field);
    }

    private int field(Key key) {
        return isReadable ? reader.find(key) : MapReader.ABSENT;
    }

    /** The message itself. */
    public MapReader message() {
        return reader;
    }
}
