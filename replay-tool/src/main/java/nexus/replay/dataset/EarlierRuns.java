package nexus.replay.dataset;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nexus.replay.json.JsonReader;
import nexus.replay.table.Manifest;
import nexus.replay.table.ManifestFile;

/**
 * What a folder holds already, by its manifest.
 *
 * @param journalId of the journal that it is of
 * @param symbols as they were asked for
 * @param openSinceNanos when the oldest order was made whose outcome was still to come
 */
record EarlierRuns(
        String journalId,
        String symbols,
        long firstSequence,
        long lastSequence,
        long firstTimeNanos,
        long lastTimeNanos,
        long openSinceNanos,
        List<ManifestFile> files) {
    static final String KIND = "dataset";
    static final String SYMBOLS = "symbols";
    static final String OPEN_SINCE = "open_since_ns";

    EarlierRuns {
        files = List.copyOf(files);
    }

    /**
     * Reads the manifest of a folder; null if there is none.
     *
     * @throws IllegalArgumentException if it is not one of learning data; in words
     */
    static EarlierRuns in(Path folder) throws IOException {
        Path path = folder.resolve(Manifest.NAME);
        if (!Files.exists(path)) {
            return null;
        }
        Map<?, ?> manifest = map(JsonReader.read(Files.readString(path, StandardCharsets.UTF_8)));
        if (!KIND.equals(manifest.get("kind"))) {
            throw new IllegalArgumentException("it is of kind " + manifest.get("kind"));
        }
        Map<?, ?> settings = map(manifest.get("settings"));
        Map<?, ?> covered = map(manifest.get("covered"));
        List<ManifestFile> files = new ArrayList<>();
        if (manifest.get("files") instanceof List<?> list) {
            list.forEach(file -> files.add(file(map(file))));
        }
        return new EarlierRuns(
                text(manifest.get("journal_id")),
                text(settings.get(SYMBOLS)),
                number(covered.get("first_seq")),
                number(covered.get("last_seq")),
                number(covered.get("first_time_ns")),
                number(covered.get("last_time_ns")),
                Long.parseLong(text(settings.get(OPEN_SINCE))),
                files);
    }

    private static ManifestFile file(Map<?, ?> file) {
        return new ManifestFile(
                text(file.get("path")),
                text(file.get("schema")),
                Math.toIntExact(number(file.get("schema_version"))),
                number(file.get("rows")),
                number(file.get("first_seq")),
                number(file.get("last_seq")),
                number(file.get("bytes")),
                text(file.get("sha256")));
    }

    /** The first of its files that is missing, or has another length; null if all are there. */
    String missing(Path folder) throws IOException {
        for (ManifestFile file : files) {
            Path path = folder.resolve(file.path());
            if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
                return file.path();
            }
        }
        return null;
    }

    private static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("a part of it is missing");
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a text in it is missing");
    }

    private static long number(Object value) {
        if (value instanceof BigDecimal number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("a number in it is missing");
    }
}
