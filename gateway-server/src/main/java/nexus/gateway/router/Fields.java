package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.List;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Code;
import nexus.journal.message.Key;

/** Reads the fields of one message and remembers the first that is missing or wrong. A nil counts as absent. */
final class Fields {
    private final MapReader message;
    private Refusal refusal;

    Fields(MapReader message) {
        this.message = message;
    }

    /** The first problem, or null. */
    Refusal refusal() {
        return refusal;
    }

    boolean has(Key key) {
        int field = message.find(key);
        return field != MapReader.ABSENT && message.type(field) != ValueType.NIL;
    }

    String requiredText(Key key) {
        if (!has(key)) {
            missing(key);
            return null;
        }
        return text(key);
    }

    /** A text, or null if absent. */
    String text(Key key) {
        if (!has(key)) {
            return null;
        }
        int field = message.find(key);
        if (message.type(field) != ValueType.STRING) {
            bad(key, "must be a text");
            return null;
        }
        return message.textValue(field);
    }

    /** An id: a text, or an integer as v0 clients may send, which becomes its digits. Null if absent. */
    String id(Key key) {
        if (has(key) && message.type(message.find(key)) == ValueType.INTEGER) {
            return Long.toString(message.longValue(message.find(key)));
        }
        String id = text(key);
        if (id != null && !Printable.isId(id)) {
            bad(key, "must be 1–64 bytes of printable text");
            return null;
        }
        return id;
    }

    String requiredId(Key key) {
        if (!has(key)) {
            missing(key);
            return null;
        }
        return id(key);
    }

    boolean isInteger(Key key) {
        return has(key) && message.type(message.find(key)) == ValueType.INTEGER;
    }

    BigDecimal requiredDecimal(Key key) {
        if (!has(key)) {
            missing(key);
            return null;
        }
        return decimal(key);
    }

    /** A decimal, or null if absent. */
    BigDecimal decimal(Key key) {
        if (!has(key)) {
            return null;
        }
        int field = message.find(key);
        if (!message.isNumber(field)) {
            bad(key, "must be a number");
            return null;
        }
        return Units.normal(message.decimalValue(field));
    }

    /** A decimal greater than 0, or null after a refusal. */
    BigDecimal requiredPositive(Key key) {
        BigDecimal value = requiredDecimal(key);
        if (value != null && value.signum() <= 0) {
            bad(key, "must be greater than 0, is " + value);
            return null;
        }
        return value;
    }

    /** The texts of an array, or null if absent. */
    List<String> texts(Key key) {
        if (!has(key)) {
            return null;
        }
        int field = message.find(key);
        if (message.type(field) != ValueType.ARRAY) {
            bad(key, "must be a list");
            return null;
        }
        return message.textValues(field);
    }

    /** An enum constant by its name, or null if absent. */
    <E extends Enum<E>> E constant(Key key, Class<E> type) {
        String name = text(key);
        if (name == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        bad(key, "is '" + Printable.of(name) + "', must be one of " + List.of(type.getEnumConstants()));
        return null;
    }

    void missing(Key key) {
        refuse(Code.MISSING_FIELD, key + " is required");
    }

    void bad(Key key, String rule) {
        refuse(Code.BAD_VALUE, key + " " + rule);
    }

    void refuse(Code code, String reason) {
        if (refusal == null) {
            refusal = new Refusal(code, reason);
        }
    }
}
