package nexus.replay.table;

import java.nio.file.Path;

/**
 * A file that is whole and on the disk.
 *
 * @param rows how many it holds
 * @param sha256 of all of its bytes, 64 digits in hexadecimal
 */
public record WrittenFile(Path path, long rows, long bytes, String sha256) {}
