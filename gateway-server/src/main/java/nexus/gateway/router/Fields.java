package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.List;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Code;
import nexus.journal.message.Key;

/** Reads the fields of one message and remembers the first that is missing or wrong. A nil counts as absent. */
final class Fields {
    private static final BigDecimal LIMIT = new BigDecimal("1E+18");

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

    /** An id: a text, or a whole number as v0 clients may send, which becomes its digits. Null if absent. */
    String id(Key key) {
        String id = foreignId(key);
        if (id != null && !Printable.isId(id)) {
            bad(key, "must be 1–64 bytes of printable text");
            return null;
        }
        return id;
    }

    /** As {@link #id}, but a text may be any: it may name what is not ours. */
    String foreignId(Key key) {
        return isWhole(key)
                ? message.decimalValue(message.find(key)).toBigInteger().toString()
                : text(key);
    }

    String requiredId(Key key) {
        if (!has(key)) {
            missing(key);
            return null;
        }
        return id(key);
    }

    /** Whether the field is a whole number, in whatever form MessagePack has it. */
    boolean isWhole(Key key) {
        return has(key)
                && message.isNumber(message.find(key))
                && Units.normal(message.decimalValue(message.find(key))).scale() <= 0;
    }

    BigDecimal requiredDecimal(Key key) {
        if (!has(key)) {
            missing(key);
            return null;
        }
        return decimal(key);
    }

    /** Whether a number can be counted with: sums and products of such stay within what a float can hold. */
    static boolean isSensible(BigDecimal value) {
        return value.abs().compareTo(LIMIT) <= 0;
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
        BigDecimal value = Units.normal(message.decimalValue(field));
        if (!isSensible(value)) {
            bad(key, "must lie within ±" + LIMIT);
            return null;
        }
        return value;
    }

    /** A decimal greater than 0, or null after a refusal. */
    BigDecimal requiredPositive(Key key) {
        BigDecimal value = requiredDecimal(key);
        if (value != null && value.signum() <= 0) {
            bad(key, "must be greater than 0");
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
        bad(key, "must be one of " + List.of(type.getEnumConstants()));
        return null;
    }

    void missing(Key key) {
        refuse(Code.MISSING_FIELD, key + " is required");
    }

    /** Refuses the value of a field that is there. */
    void bad(Key key, String rule) {
        refuse(Code.BAD_VALUE, key + " is " + Printable.of(message, message.find(key)) + ", " + rule);
    }

    void refuse(Code code, String reason) {
        if (refusal == null) {
            refusal = new Refusal(code, reason);
        }
    }
}
