package nexus.replay.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder that a backtest writes into: new or empty, and apart from any data that is being read. */
final class OutFolder {
    private static final long MIB = 1 << 20;
    /** What must be left on the disk, so that the journal never meets its end. */
    static final long MIN_FREE_BYTES = 256 * MIB;

    private final Path path;

    private OutFolder(Path path) {
        this.path = path;
    }

    /**
     * Looks whether the folder may be used; makes nothing yet.
     *
     * @param data the data folder that is read, or null
     * @throws BacktestException if not; says why
     */
    static OutFolder check(Path out, Path data) throws BacktestException {
        try {
            if (Files.exists(out) && !Files.isDirectory(out)) {
                throw new BacktestException("--out " + out + " is a file: name a new folder");
            }
            if (Files.isDirectory(out)) {
                try (Stream<Path> content = Files.list(out)) {
                    if (content.findAny().isPresent()) {
                        throw new BacktestException(
                                "--out " + out + " is not empty: name a new folder, or delete what is in it first");
                    }
                }
            }
            if (data != null && real(out).startsWith(real(data))) {
                throw new BacktestException("--out " + out + " lies in the data folder " + data
                        + ", which is only read: name a folder elsewhere");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at --out " + out + ": " + e, e);
        }
        return new OutFolder(out);
    }

    /** Without symbolic links, also for a folder that is not there yet. */
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path there = absolute;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(absolute));
    }

    /** Makes the folder. */
    void create() {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder --out " + path + ": " + e, e);
        }
        requireSpace();
    }

    /**
     * Returns if the disk has room for more.
     *
     * @throws UncheckedIOException if not
     */
    void requireSpace() {
        try {
            long free = Files.getFileStore(path).getUsableSpace();
            if (free < MIN_FREE_BYTES) {
                throw new IOException("its disk has " + free / MIB + " MiB left, and " + MIN_FREE_BYTES / MIB
                        + " MiB are kept free: make room, or name a folder on another disk");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into --out " + path + ": " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }
}
