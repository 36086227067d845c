package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that an older build recorded: the demo of commit 2194372, before there were futures that roll, rates, limits
 * and alerts. Two runs with a {@code kill -9} between them, and a snapshot.
 */
class OldJournalTest {
    @TempDir
    Path data;

    /** The files lie in the archive without the zeros at their ends; a comment gives their lengths. */
    @BeforeEach
    void unpack() throws Exception {
        Path archive = Path.of(
                OldJournalTest.class.getResource("journal-before-limits.zip").toURI());
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                unpack(zip, entry);
            }
        }
    }

    private void unpack(ZipFile zip, ZipEntry entry) throws IOException {
        Path file = data.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, file);
        }
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Long.parseLong(entry.getComment()));
        }
    }

    @Test
    void isReplayedIdentically() {
        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.out())
                .contains("4,679 in 2 runs")
                .contains("snapshots  1 compared byte for byte")
                .endsWith("identical" + System.lineSeparator());
        assertThat(verify.err()).isEmpty();
        assertThat(verify.exitCode()).isZero();
    }
}
