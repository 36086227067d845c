package nexus.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatchTest {
    @TempDir
    Path data;

    @Test
    void reasonSurvivesUntilCleared() throws IOException {
        try (Latch latch = Latch.open(data)) {
            assertThat(latch.previousReason()).isEmpty();
            latch.set("disk\n full  ü");
            assertThat(latch.previousReason()).as("of the process before").isEmpty();
        }
        try (Latch latch = Latch.open(data)) {
            assertThat(latch.previousReason()).contains("disk full ü");
            latch.clear();
        }
        try (Latch latch = Latch.open(data)) {
            assertThat(latch.previousReason()).isEmpty();
        }
    }

    @Test
    void fileNeverGrows() throws IOException {
        try (Latch latch = Latch.open(data)) {
            assertThat(Files.size(data.resolve(".latch"))).isEqualTo(4096);
            latch.set("ü".repeat(5_000));
            assertThat(Files.size(data.resolve(".latch"))).isEqualTo(4096);
        }
        try (Latch latch = Latch.open(data)) {
            assertThat(latch.previousReason())
                    .hasValueSatisfying(r -> assertThat(r).matches("ü{2000,}"));
        }
    }

    @Test
    void unreadableLatchCountsAsSet() throws IOException {
        Files.writeString(data.resolve(".latch"), "CLEA");
        try (Latch latch = Latch.open(data)) {
            assertThat(latch.previousReason())
                    .hasValueSatisfying(r -> assertThat(r).contains("neither clear nor latched"));
        }
    }
}
