package nexus.gateway.bench;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.message.Key;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a report of {@code --json} says, as far as it is compared.
 *
 * @param title which report this is, for people
 * @param figures by their id, in the report's order
 */
public record StoredReport(String title, Map<String, StoredFigure> figures) {
    /** JSON is YAML 1.2. */
    private static final LoadSettings LOAD_SETTINGS =
            LoadSettings.builder().setCodePointLimit(1 << 26).build();

    /** A figure of an earlier report. */
    record StoredFigure(String what, String unit, double median, double min, double max) {}

    /**
     * Reads a report.
     *
     * @throws IOException if it cannot be read or is none: one line that says why, with the file's name
     */
    public static StoredReport read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": not UTF-8, so no report of gateway bench --json", e);
        }
        try {
            return report(file, new Load(LOAD_SETTINGS).loadFromString(text));
        } catch (YamlEngineException e) {
            throw new IOException(file + ": not JSON, so no report of gateway bench --json", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": no report of gateway bench --json: " + e.getMessage(), e);
        }
    }

    private static StoredReport report(Path file, Object root) {
        Map<?, ?> report = expect(Map.class, root, "the whole of it");
        int schema = field(report, JsonReport.SCHEMA_KEY, Integer.class);
        if (schema != JsonReport.SCHEMA) {
            throw new IllegalArgumentException("its schema is " + schema + ", this build reads " + JsonReport.SCHEMA);
        }
        Map<String, StoredFigure> figures = new LinkedHashMap<>();
        for (Object listed : field(report, JsonReport.FIGURES, List.class)) {
            Map<?, ?> figure = expect(Map.class, listed, "a figure");
            figures.put(
                    field(figure, JsonReport.ID, String.class),
                    new StoredFigure(
                            field(figure, JsonReport.WHAT, String.class),
                            field(figure, JsonReport.UNIT, String.class),
                            field(figure, JsonReport.MEDIAN, Number.class).doubleValue(),
                            field(figure, JsonReport.MIN, Number.class).doubleValue(),
                            field(figure, JsonReport.MAX, Number.class).doubleValue()));
        }
        String origin = field(report, JsonReport.GATEWAY, String.class) + ", "
                + field(report, JsonReport.STARTED, String.class);
        return new StoredReport(file + " (" + origin + ")", figures);
    }

    private static <T> T field(Map<?, ?> fields, Key key, Class<T> type) {
        return expect(type, fields.get(key.name()), key.name());
    }

    private static <T> T expect(Class<T> type, Object value, String what) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(what + " is " + (value == null ? "missing" : "something else"));
        }
        return type.cast(value);
    }
}
