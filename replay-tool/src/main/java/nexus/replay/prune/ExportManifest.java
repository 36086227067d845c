package nexus.replay.prune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nexus.journal.prune.PruneAct.NamedFile;
import nexus.journal.store.Sha256;
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
        Manifest manifest = Manifest.read(path);
        Map<String, String> settings = manifest.settings();
        if (!LOSSLESS.contains(String.valueOf(settings.get("what")))) {
            throw new IllegalArgumentException(
                    "it is an export of " + settings.get("what") + ", from which records cannot be rebuilt");
        }
        if (!LOSSLESS_FORMATS.contains(String.valueOf(settings.get("format")))) {
            throw new IllegalArgumentException("it is an export as " + settings.get("format")
                    + ", from which records cannot be rebuilt: export them as jsonl or parquet");
        }
        for (String selection : List.of("symbols", "platforms")) {
            String selected = settings.get(selection);
            if (selected != null && !selected.isEmpty()) {
                throw new IllegalArgumentException("it is of some " + selection + " only: " + selected);
            }
        }
        Manifest.Covered covered = manifest.covered();
        if (covered.problem() != null) {
            throw new IllegalArgumentException("it is incomplete: " + covered.problem());
        }
        if (manifest.files().stream().noneMatch(file -> RECORDS.equals(file.schema()))) {
            throw new IllegalArgumentException("none of its files holds the records as they are");
        }
        List<NamedFile> files = manifest.files().stream()
                .map(file -> new NamedFile(file.path(), file.bytes(), file.sha256()))
                .toList();
        return new ExportManifest(path, manifest.journalId(), covered.firstSequence(), covered.lastSequence(), files);
    }

    /** What of it is missing or no longer what was written, in words; empty if all is there. */
    String problem() throws IOException {
        for (NamedFile file : files) {
            Path folder = path.toAbsolutePath().normalize().getParent();
            Path there = folder.resolve(file.name()).normalize();
            if (!there.startsWith(folder)) {
                return file.name() + " lies outside of its folder";
            }
            if (!Files.isRegularFile(there)) {
                return file.name() + " is not there";
            }
            if (Files.size(there) != file.bytes() || !Sha256.of(there).equals(file.sha256())) {
                return file.name() + " is not what was exported: SHA-256 differs";
            }
        }
        return "";
    }

    /** The manifest itself, by its content. */
    NamedFile named() throws IOException {
        return new NamedFile(path.toAbsolutePath().normalize().toString(), Files.size(path), Sha256.of(path));
    }
}
