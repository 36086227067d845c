package nexus.replay.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nexus.replay.json.JsonReader;

/** Reads what {@link Manifest#json} wrote. */
final class ManifestReader {
    private ManifestReader() {}

    static Manifest read(String text) {
        Map<?, ?> manifest = map(JsonReader.read(text), "the whole");
        Map<?, ?> covered = map(manifest.get("covered"), "covered");
        Map<String, String> settings = new LinkedHashMap<>();
        map(manifest.get("settings"), "settings")
                .forEach((name, value) -> settings.put(name.toString(), String.valueOf(value)));
        return new Manifest(
                text(manifest, "kind"),
                settings,
                text(manifest, "journal_id"),
                new Manifest.Covered(
                        number(covered, "first_seq"),
                        number(covered, "last_seq"),
                        number(covered, "first_time_ns"),
                        number(covered, "last_time_ns"),
                        covered.get("problem") == null ? null : text(covered, "problem")),
                all(manifest, "files", ManifestReader::file),
                all(manifest, "seals", ManifestReader::seal),
                list(manifest, "notices").stream().map(String::valueOf).toList());
    }

    private static ManifestFile file(Map<?, ?> file) {
        return new ManifestFile(
                text(file, "path"),
                text(file, "schema"),
                Math.toIntExact(number(file, "schema_version")),
                number(file, "rows"),
                number(file, "first_seq"),
                number(file, "last_seq"),
                number(file, "bytes"),
                text(file, "sha256"));
    }

    private static Manifest.Seal seal(Map<?, ?> seal) {
        return new Manifest.Seal(
                text(seal, "name"), number(seal, "first_seq"), number(seal, "last_seq"), text(seal, "root"));
    }

    private static <T> List<T> all(Map<?, ?> map, String name, Function<Map<?, ?>, T> read) {
        List<T> all = new ArrayList<>();
        list(map, name).forEach(one -> all.add(read.apply(map(one, name))));
        return all;
    }

    private static List<?> list(Map<?, ?> map, String name) {
        if (map.get(name) instanceof List<?> list) {
            return list;
        }
        throw fault(name, "a list");
    }

    private static Map<?, ?> map(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw fault(name, "an object");
    }

    private static String text(Map<?, ?> map, String name) {
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw fault(name, "a text");
    }

    private static long number(Map<?, ?> map, String name) {
        if (map.get(name) instanceof BigDecimal number
                && number.stripTrailingZeros().scale() <= 0) {
            return number.longValueExact();
        }
        throw fault(name, "a whole number");
    }

    private static IllegalArgumentException fault(String name, String what) {
        return new IllegalArgumentException("it is no manifest: " + name + " is not " + what);
    }
}
