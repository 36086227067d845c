package nexus.journal.seal;

import java.nio.file.Path;

/**
 * A place in a chain.
 *
 * @param file of seals
 * @param bytes from its start
 */
public record SealPosition(Path file, long bytes) {}
