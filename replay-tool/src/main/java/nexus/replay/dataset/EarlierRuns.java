package nexus.replay.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Manifest manifest = Manifest.read(path);
        String openSince = manifest.settings().get(OPEN_SINCE);
        if (!KIND.equals(manifest.kind()) || openSince == null || !openSince.matches("\\d{1,19}")) {
            throw new IllegalArgumentException("it is of kind " + manifest.kind());
        }
        Manifest.Covered covered = manifest.covered();
        return new EarlierRuns(
                manifest.journalId(),
                manifest.settings().getOrDefault(SYMBOLS, ""),
                covered.firstSequence(),
                covered.lastSequence(),
                covered.firstTimeNanos(),
                Long.parseLong(openSince),
                manifest.files());
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
}
