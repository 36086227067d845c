package nexus.replay.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.replay.json.JsonWriter;

/**
 * What a folder of tables holds, and of which records. Holds no time of writing and no machine's name: the same journal
 * and the same question give the same bytes.
 *
 * @param kind what wrote it, such as {@code export}
 * @param settings what was asked for, in this order: names and values
 * @param journalId of the journal, empty if it has none on record
 * @param covered the records that were read
 * @param files in this order
 * @param seals what proves the records, in this order
 * @param notices what a reader should know, in words
 */
public record Manifest(
        String kind,
        Map<String, String> settings,
        String journalId,
        Covered covered,
        List<ManifestFile> files,
        List<Seal> seals,
        List<String> notices) {
    /** The manifest's name in its folder. */
    public static final String NAME = "_manifest.json";

    private static final int VERSION = 1;

    /**
     * The records that were read, whether or not they gave a row.
     *
     * @param firstTimeNanos of the first record, nanoseconds since the epoch
     * @param problem null if every record of the range was read; else what was found in its place, in words
     */
    public record Covered(
            long firstSequence, long lastSequence, long firstTimeNanos, long lastTimeNanos, String problem) {}

    /**
     * A seal over some of the records.
     *
     * @param name of its file, and its number in the chain: {@code seals-20261123.jsonl#12}
     * @param root of its tree, in hexadecimal
     */
    public record Seal(String name, long firstSequence, long lastSequence, String root) {}

    public Manifest {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        files = List.copyOf(files);
        seals = List.copyOf(seals);
        notices = List.copyOf(notices);
    }

    /**
     * Reads a manifest's file.
     *
     * @throws IllegalArgumentException if it is none; in words
     */
    public static Manifest read(Path file) throws IOException {
        try {
            return ManifestReader.read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (ArithmeticException | CharacterCodingException e) {
            throw new IllegalArgumentException("it is no manifest: " + e.getMessage(), e);
        }
    }

    /** Writes it into the folder, in place of an older one: the last thing to be written. */
    public void write(Path folder) throws IOException {
        try (TargetFile target = TargetFile.of(folder.resolve(NAME))) {
            OutputStream out = target.stream();
            out.write(json().getBytes(StandardCharsets.UTF_8));
            target.commit(0);
        }
    }

    /** The manifest's text. */
    String json() {
        StringBuilder text = new StringBuilder(1 << 12);
        JsonWriter json = new JsonWriter(text);
        head(json);
        json.beginObject("covered")
                .put("first_seq", covered.firstSequence)
                .put("last_seq", covered.lastSequence)
                .put("first_time_ns", covered.firstTimeNanos)
                .put("last_time_ns", covered.lastTimeNanos)
                .put("complete", covered.problem == null)
                .put("problem", covered.problem)
                .endObject();
        json.put("rows", files.stream().mapToLong(ManifestFile::rows).sum());
        json.beginArray("files");
        files.forEach(file -> put(json, file));
        json.endArray().beginArray("seals");
        seals.forEach(seal -> put(json, seal));
        json.endArray().beginArray("notices");
        notices.forEach(json::add);
        json.endArray().endObject().endLine();
        return text.toString();
    }

    /**
     * Whether this text is a manifest of the same kind, of the same journal and with the same settings: what it holds may
     * be another part of it.
     */
    public boolean answersWhat(String other) {
        StringBuilder text = new StringBuilder(1 << 10);
        head(new JsonWriter(text));
        return other.startsWith(text.toString());
    }

    private void head(JsonWriter json) {
        json.beginObject().put("manifest_version", VERSION).put("kind", kind);
        json.beginObject("settings");
        settings.forEach(json::put);
        json.endObject().put("journal_id", journalId);
    }

    private static void put(JsonWriter json, ManifestFile file) {
        json.beginObject()
                .put("path", file.path())
                .put("schema", file.schema())
                .put("schema_version", file.schemaVersion())
                .put("rows", file.rows())
                .put("first_seq", file.firstSequence())
                .put("last_seq", file.lastSequence())
                .put("bytes", file.bytes())
                .put("sha256", file.sha256())
                .endObject();
    }

    private static void put(JsonWriter json, Seal seal) {
        json.beginObject()
                .put("name", seal.name)
                .put("first_seq", seal.firstSequence)
                .put("last_seq", seal.lastSequence)
                .put("root", seal.root)
                .endObject();
    }
}
