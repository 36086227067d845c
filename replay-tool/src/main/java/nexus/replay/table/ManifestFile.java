package nexus.replay.table;

import java.nio.file.Path;

/**
 * A file as the manifest names it.
 *
 * @param path below the manifest's folder, with {@code /} on every system
 * @param schema name of the rows' schema
 * @param firstSequence of the rows' records, 0 if the file has no row
 * @param sha256 of all of its bytes, 64 digits in hexadecimal
 */
public record ManifestFile(
        String path,
        String schema,
        int schemaVersion,
        long rows,
        long firstSequence,
        long lastSequence,
        long bytes,
        String sha256) {

    /** The file as it was written, seen from the manifest's folder. */
    public static ManifestFile of(Path folder, WrittenFile file, Schema schema, long firstSequence, long lastSequence) {
        String path = folder.toAbsolutePath().relativize(file.path()).toString().replace('\\', '/');
        return new ManifestFile(
                path,
                schema.name(),
                schema.version(),
                file.rows(),
                firstSequence,
                lastSequence,
                file.bytes(),
                file.sha256());
    }
}
