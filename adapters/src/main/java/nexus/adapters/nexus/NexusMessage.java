package nexus.adapters.nexus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.codec.MapReader;

/**
 * A message of the gateway, with all that it holds.
 *
 * @param seq the gateway's number of it
 * @param again whether the process before this one may have handled it already: it was killed while it did
 * @param bytes as they came
 */
public record NexusMessage(String type, long seq, boolean again, byte[] bytes) {
    /**
     * Its fields in their order, read anew by each call: strings, {@code BigDecimal} for all numbers, booleans, maps, and
     * lists of strings, numbers and nulls, or of maps.
     */
    public Map<String, Object> fields() {
        MapReader reader = new MapReader();
        String problem = reader.wrap(bytes, 0, bytes.length);
        if (problem != null) {
            throw new IllegalStateException("a message that was read before: " + problem);
        }
        return fields(reader);
    }

    private static Map<String, Object> fields(MapReader reader) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int field = 0; field < reader.size(); field++) {
            fields.put(reader.keyName(field), value(reader, field));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static Object value(MapReader reader, int field) {
        return switch (reader.type(field)) {
            case STRING -> reader.textValue(field);
            case INTEGER, FLOAT -> reader.decimalValue(field);
            case BOOLEAN -> reader.booleanValue(field);
            case MAP -> {
                MapReader nested = new MapReader();
                nested.wrapMap(reader, field);
                yield fields(nested);
            }
            case ARRAY -> elements(reader, field);
            default -> null;
        };
    }

    private static List<Object> elements(MapReader reader, int field) {
        List<Object> elements = new ArrayList<>();
        MapReader element = new MapReader();
        reader.forEachMap(field, element, () -> elements.add(fields(element)));
        return Collections.unmodifiableList(elements.isEmpty() ? reader.scalarValues(field) : elements);
    }
}
