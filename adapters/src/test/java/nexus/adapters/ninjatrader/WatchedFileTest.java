package nexus.adapters.ninjatrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they are found: empty, cut, locked, rewritten within the grain of their time. */
class WatchedFileTest {
    private static final long CONFIRM = WatchedFile.CONFIRM_NANOS;

    @TempDir
    Path folder;

    private Path path;
    private WatchedFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("Sim101_R1.txt");
        file = new WatchedFile(path);
    }

    @Test
    void aTextCountsOnceItReadsTheSameTwice() throws IOException {
        assertThat(file.news(0)).isNull();
        assertThat(file.isPresent()).isFalse();
        Files.writeString(path, "");
        assertThat(file.news(1)).isNull();
        Files.writeString(path, "FILLED;1;162");
        assertThat(file.news(2)).isNull();
        assertThat(file.isUnconfirmed()).isTrue();
        Files.writeString(path, "FILLED;1;16250.25");
        assertThat(file.news(2 + CONFIRM)).isNull();
        assertThat(file.news(1 + 2 * CONFIRM)).isNull();
        assertThat(file.news(2 + 2 * CONFIRM)).isEqualTo("FILLED;1;16250.25");
        assertThat(file.news(2 + 3 * CONFIRM)).isNull();
        assertThat(file.isUnconfirmed()).isFalse();
    }

    @Test
    void aWholeLineCountsAtOnce() throws IOException {
        Files.write(path, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'F', 'L', 'A', 'T', '\r', '\n'});
        assertThat(file.news(0)).isEqualTo("FLAT\r\n");
        assertThat(file.news(1)).isNull();
    }

    @Test
    void aChangeWithinTheGrainOfItsTimeIsSeen() throws IOException {
        Files.writeString(path, "PARTFILLED;1;100\n");
        assertThat(file.news(0)).isNotNull();
        var modified = Files.getLastModifiedTime(path);
        Files.writeString(path, "PARTFILLED;2;100\n");
        Files.setLastModifiedTime(path, modified);
        assertThat(file.news(1)).isEqualTo("PARTFILLED;2;100\n");
    }

    @Test
    void whatCannotBeReadIsReadAgain() throws IOException {
        // A folder stands for a file that is locked: both fail to be read.
        Files.createDirectory(path);
        assertThat(file.news(0)).isNull();
        Files.delete(path);
        Files.writeString(path, "WORKING;0;0\n");
        assertThat(file.news(1)).isEqualTo("WORKING;0;0\n");
    }

    @Test
    void aFileThatGoesAndComesBackIsReadAnew() throws IOException {
        Files.writeString(path, "WORKING;0;0\n");
        assertThat(file.news(0)).isNotNull();
        Files.delete(path);
        assertThat(file.news(1)).isNull();
        assertThat(file.isPresent()).isFalse();
        Files.writeString(path, "WORKING;0;0\n");
        assertThat(file.news(2)).isEqualTo("WORKING;0;0\n");
    }
}
