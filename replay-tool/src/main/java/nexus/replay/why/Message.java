package nexus.replay.why;

import java.math.BigDecimal;
import java.util.List;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** The fields of one message, as far as they are there. */
final class Message {
    private final byte[] payload;
    private final MapReader reader = new MapReader();

    /** @param payload need not be well-formed: then it has no fields */
    Message(byte[] payload) {
        this.payload = payload;
        String unused = reader.wrap(payload, 0, payload.length);
        assert unused == null || reader.size() == 0;
    }

    /** The {@code type}, or an empty text. */
    String type() {
        String type = text(Keys.TYPE);
        return type == null ? "" : type;
    }

    boolean has(Key key) {
        int field = reader.find(key);
        return field != MapReader.ABSENT && reader.type(field) != ValueType.NIL;
    }

    /** A text, or a number's digits; null if absent or something else. */
    String text(Key key) {
        if (!has(key)) {
            return null;
        }
        int field = reader.find(key);
        if (reader.isNumber(field)) {
            return Ids.digits(reader.decimalValue(field));
        }
        return reader.type(field) == ValueType.STRING ? reader.textValue(field) : null;
    }

    /** A number, or null. */
    BigDecimal number(Key key) {
        int field = reader.find(key);
        return field != MapReader.ABSENT && reader.isNumber(field) ? reader.decimalValue(field) : null;
    }

    /** A whole number, 0 if absent. */
    long integer(Key key) {
        BigDecimal number = number(key);
        return number == null ? 0 : number.longValue();
    }

    boolean flag(Key key) {
        int field = reader.find(key);
        return field != MapReader.ABSENT && reader.type(field) == ValueType.BOOLEAN && reader.booleanValue(field);
    }

    /** The texts of a list; empty if absent. */
    List<String> texts(Key key) {
        int field = reader.find(key);
        return field != MapReader.ABSENT && reader.type(field) == ValueType.ARRAY
                ? reader.textValues(field)
                : List.of();
    }

    /** The numbers of a list; empty if absent. */
    List<BigDecimal> numbers(Key key) {
        int field = reader.find(key);
        return field != MapReader.ABSENT && reader.type(field) == ValueType.ARRAY
                ? reader.decimalValues(field)
                : List.of();
    }

    String json() {
        return JsonText.of(payload, 0, payload.length);
    }
}
