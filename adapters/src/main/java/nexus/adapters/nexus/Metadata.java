package nexus.adapters.nexus;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;

/** A signal's metadata as bytes. */
final class Metadata {
    private static final byte[] TRUE = {(byte) 0xc3};
    private static final byte[] FALSE = {(byte) 0xc2};

    private Metadata() {}

    /**
     * Writes a map as the value of a key.
     *
     * @throws IllegalArgumentException if it holds something else than strings, numbers, booleans, nulls, maps with
     *     string keys, and lists of these that are not in lists themselves
     */
    static void write(MapWriter to, Key key, Map<?, ?> map) {
        to.beginMap(key);
        fields(to, map);
        to.endMap();
    }

    private static void fields(MapWriter to, Map<?, ?> map) {
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException("metadata: key " + name + ": want a string");
            }
            field(to, Key.of(text), value);
        });
    }

    private static void field(MapWriter to, Key key, Object value) {
        if (value == null) {
            to.putNil(key);
        } else if (value instanceof String text) {
            to.put(key, text);
        } else if (value instanceof Boolean flag) {
            to.put(key, flag);
        } else if (value instanceof Number number) {
            to.put(key, decimal(number));
        } else if (value instanceof Map<?, ?> map) {
            write(to, key, map);
        } else if (value instanceof List<?> list) {
            to.beginArray(key, list.size());
            list.forEach(element -> element(to, element));
        } else {
            throw new IllegalArgumentException("metadata: " + key.name() + " is a " + value.getClass());
        }
    }

    private static void element(MapWriter to, Object value) {
        if (value == null) {
            to.addNil();
        } else if (value instanceof String text) {
            to.add(text);
        } else if (value instanceof Boolean flag) {
            to.addEncoded(flag ? TRUE : FALSE, 1);
        } else if (value instanceof Number number) {
            to.add(decimal(number));
        } else if (value instanceof Map<?, ?> map) {
            to.beginMap();
            fields(to, map);
            to.endMap();
        } else {
            throw new IllegalArgumentException("metadata: a " + value.getClass() + " in a list");
        }
    }

    /** NaN and infinity are no decimals: IllegalArgumentException. */
    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
}
