package nexus.bookmap;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/** One message from the gateway: what is absent and what is of the wrong type alike are null. */
final class ReceivedMessage {
    private final Map<String, Value> fields;

    private ReceivedMessage(Map<String, Value> fields) {
        this.fields = fields;
    }

    /** Reads a message; null if it is no map with string keys that has a type. */
    static ReceivedMessage parse(byte[] message) {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(message)) {
            Value value = unpacker.unpackValue();
            if (!value.isMapValue() || unpacker.hasNext()) {
                return null;
            }
            Map<String, Value> fields = new HashMap<>();
            for (Map.Entry<Value, Value> entry : value.asMapValue().entrySet()) {
                if (!entry.getKey().isStringValue()) {
                    return null;
                }
                fields.put(entry.getKey().asStringValue().asString(), entry.getValue());
            }
            ReceivedMessage received = new ReceivedMessage(fields);
            return received.type() == null ? null : received;
        } catch (IOException | MessagePackException e) {
            return null;
        }
    }

    String type() {
        return text("type");
    }

    /** A string. */
    String text(String key) {
        Value value = fields.get(key);
        return value != null && value.isStringValue() ? value.asStringValue().asString() : null;
    }

    /** A name that some write as a string and some as a whole number. */
    String name(String key) {
        Value value = fields.get(key);
        return value != null && value.isIntegerValue()
                ? value.asIntegerValue().asBigInteger().toString()
                : text(key);
    }

    /** The name under which an order is known: its {@code ref}, or its {@code order_id}; null if it has neither. */
    String ref() {
        String ref = name("ref");
        return ref != null ? ref : name("order_id");
    }

    /** A number; null also if it is not finite. */
    BigDecimal decimal(String key) {
        Value value = fields.get(key);
        if (value == null || !value.isNumberValue()) {
            return null;
        }
        if (value.isIntegerValue()) {
            return new BigDecimal(value.asIntegerValue().asBigInteger());
        }
        double number = value.asFloatValue().toDouble();
        return Double.isNaN(number) || Double.isInfinite(number) ? null : BigDecimal.valueOf(number);
    }
}
