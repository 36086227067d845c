package nexus.adapters.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumePointTest {
    @TempDir
    private Path folder;

    @Test
    void survivesARestartAndNeverGoesBack() throws IOException {
        Path file = folder.resolve("resume");
        ResumePoint point = ResumePoint.open(file, 5);
        assertThat(point.seq()).isEqualTo(5);
        point.processed(700);
        point.processed(600);
        point.save();
        assertThat(ResumePoint.open(file, 5).seq()).isEqualTo(700);
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void isWrittenOnlyWhenItHasMoved() throws IOException {
        Path file = folder.resolve("resume");
        ResumePoint.open(file, 5).save();
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesAFileWithoutANumber() throws IOException {
        Path file = Files.writeString(folder.resolve("resume"), "soon");
        assertThatThrownBy(() -> ResumePoint.open(file, 5))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("delete it to begin anew");
    }
}
