package nexus.replay.e2e;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the accounts that programs keep of what they did, as JSON lines. JSON is YAML 1.2, so YAML's reader will do. */
final class Ledgers {
    private Ledgers() {}

    /** One line: an event with its fields. */
    record Entry(Map<String, Object> fields) {
        String event() {
            return text("event");
        }

        /** A field as text, null if it is missing or null. */
        String text(String name) {
            Object value = fields.get(name);
            return value == null ? null : value.toString();
        }

        BigDecimal decimal(String name) {
            return new BigDecimal(text(name));
        }

        long integer(String name) {
            return Long.parseLong(text(name));
        }

        @Override
        public String toString() {
            return fields.toString();
        }
    }

    /** All whole lines so far; none if there is no file yet. The last line of a killed program may be cut: left out. */
    static List<Entry> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<Entry> entries = new ArrayList<>();
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> entries.add(parse(line)));
        return entries;
    }

    /** The whole lines that tell of one event. */
    static List<Entry> read(Path file, String event) throws IOException {
        return read(file).stream().filter(entry -> entry.event().equals(event)).toList();
    }

    /** One JSON object. */
    static Entry parse(String json) {
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(json))
                .forEach((name, value) -> fields.put(name.toString(), value));
        return new Entry(fields);
    }
}
