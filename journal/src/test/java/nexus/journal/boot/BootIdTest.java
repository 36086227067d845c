package nexus.journal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootIdTest {
    @TempDir
    Path folder;

    @Test
    void idIsThatOfTheSystem() throws IOException {
        assertThat(BootId.read(Files.writeString(folder.resolve("id"), "abc-1\n")))
                .isEqualTo("abc-1");
        assertThat(BootId.isSame(BootId.current(), BootId.current())).isTrue();
        assertThat(BootId.isSame("abc-1", "abc-2")).isFalse();
    }

    @Test
    void systemsWithoutOneAreUnknownAndTheSame() throws IOException {
        assertThat(BootId.read(folder.resolve("missing"))).isEqualTo(BootId.UNKNOWN);
        assertThat(BootId.read(Files.createFile(folder.resolve("empty")))).isEqualTo(BootId.UNKNOWN);
        assertThat(BootId.isSame(BootId.UNKNOWN, BootId.UNKNOWN)).isTrue();
    }
}
