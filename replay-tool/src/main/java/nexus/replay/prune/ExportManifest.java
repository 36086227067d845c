package nexus.replay.prune;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nexus.journal.prune.PruneAct.NamedFile;
import nexus.journal.prune.PruneActs;
import nexus.replay.json.JsonReader;
import nexus.replay.table.Manifest;

/**
 * What a manifest says was exported. Only what the journal's records can be rebuilt from counts: an export of kind
 * {@code records} or {@code all}, of all symbols, read without a problem.
 *
 * @param first the first record that it covers
 * @param last the last
 */
record ExportManifest(Path path, String journalId, long first, long last, List<NamedFile> files) {
    private static final Set<String> LOSSLESS = Set.of("records", "all");
    /** What is in CSV is written for spreadsheets. */
    private static final Set<String> LOSSLESS_FORMATS = Set.of("jsonl", "parquet");

    private static final String RECORDS = "records";

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is no manifest, or of an export that is not lossless; in words
     */
    static ExportManifest read(Path path) throws IOException {
        Map<?, ?> manifest = map(JsonReader.read(Files.readString(path, StandardCharsets.UTF_8)));
        Map<?, ?> settings = map(manifest.get("settings"));
        Map<?, ?> covered = map(manifest.get("covered"));
        if (!LOSSLESS.contains(String.valueOf(settings.get("what")))) {
            throw new IllegalArgumentException(
                    "it is an export of " + settings.get("what") + ", from which records cannot be rebuilt");
        }
        if (!LOSSLESS_FORMATS.contains(String.valueOf(settings.get("format")))) {
            throw new IllegalArgumentException("it is an export as " + settings.get("format")
                    + ", from which records cannot be rebuilt: export them as jsonl or parquet");
        }
        for (String selection : List.of("symbols", "platforms")) {
            Object selected = settings.get(selection);
            if (selected != null && !selected.toString().isEmpty()) {
                throw new IllegalArgumentException("it is of some " + selection + " only: " + selected);
            }
        }
        if (!Boolean.TRUE.equals(covered.get("complete"))) {
            throw new IllegalArgumentException("it is incomplete: " + covered.get("problem"));
        }
        List<NamedFile> files = new ArrayList<>();
        boolean hasRecords = false;
        if (!(manifest.get("files") instanceof List<?> list)) {
            throw new IllegalArgumentException("it names no files");
        }
        for (Object each : list) {
            Map<?, ?> file = map(each);
            hasRecords |= RECORDS.equals(file.get("schema"));
            files.add(new NamedFile(text(file.get("path")), number(file.get("bytes")), text(file.get("sha256"))));
        }
        if (!hasRecords) {
            throw new IllegalArgumentException("none of its files holds the records as they are");
        }
        return new ExportManifest(
                path,
                text(manifest.get("journal_id")),
                number(covered.get("first_seq")),
                number(covered.get("last_seq")),
                files);
    }

    private static Map<?, ?> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("it is no manifest of an export");
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("it is no manifest of an export");
    }

    private static long number(Object value) {
        try {
            if (value instanceof BigDecimal number) {
                return number.longValueExact();
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("it is no manifest of an export", e);
        }
        throw new IllegalArgumentException("it is no manifest of an export");
    }

    /** What of it is missing or no longer what was written, in words; empty if all is there. */
    String problem() throws IOException {
        for (NamedFile file : files) {
            Path there = path.resolveSibling(file.name()).normalize();
            if (!there.startsWith(path.toAbsolutePath().getParent())
                    && !there.toAbsolutePath().startsWith(path.toAbsolutePath().getParent())) {
                return file.name() + " lies outside of its folder";
            }
            if (!Files.isRegularFile(there)) {
                return file.name() + " is not there";
            }
            if (Files.size(there) != file.bytes() || !PruneActs.sha256(there).equals(file.sha256())) {
                return file.name() + " is not what was exported: SHA-256 differs";
            }
        }
        return "";
    }

    /** The manifest itself, by its content. */
    NamedFile named() throws IOException {
        return new NamedFile(path.toAbsolutePath().normalize().toString(), Files.size(path), PruneActs.sha256(path));
    }

    /** The manifest's usual name. */
    static String fileName() {
        return Manifest.NAME;
    }
}
