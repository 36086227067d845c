package nexus.adapters.nexus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("place");
    }

    private Place open() throws IOException {
        return Place.open(file, 5, true);
    }

    @Test
    void knowsWhatWasTakenAndWhatWasBeingHandedOver() throws IOException {
        try (Place place = open()) {
            assertThat(place.seq()).isEqualTo(5);
            place.giving(700);
            place.taken(700);
            place.giving(701);
        }
        try (Place place = open()) {
            assertThat(place.seq()).isEqualTo(700);
            assertThat(place.isUncertain(701)).isTrue();
            assertThat(place.isUncertain(700)).isFalse();
            place.taken(701);
        }
        try (Place place = open()) {
            assertThat(place.seq()).isEqualTo(701);
            assertThat(place.isUncertain(701)).isFalse();
        }
    }

    @Test
    void aRecordThatIsTornAnywhereLeavesTheOneBefore() throws IOException {
        long seed = Long.getLong("adapters.seed", 20_261_123L);
        System.out.println("PlaceTest: -Dadapters.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Files.deleteIfExists(file);
            long last = 10L + random.nextInt(50);
            try (Place place = Place.open(file, 5, false)) {
                for (long seq = 10; seq <= last; seq++) {
                    place.giving(seq);
                    place.taken(seq);
                }
            }
            byte[] whole = Files.readAllBytes(file);
            String text = new String(whole, StandardCharsets.ISO_8859_1);
            int newest = text.substring(64).contains(" " + last + " -1 ") ? 64 : 0;
            whole[
                    newest
                            + random.nextInt(40)
                                    % text.substring(newest, newest + 64)
                                            .strip()
                                            .length()] ^= 0x01;
            Files.write(file, whole);
            try (Place place = open()) {
                assertThat(place.seq()).as("round %s", round).isEqualTo(last == 10 ? 5 : last - 1);
                assertThat(place.isUncertain(last)).isTrue();
            }
        }
    }

    @Test
    void isReadAsTheClientInPythonWritesIt() throws IOException {
        Files.writeString(
                file,
                String.format("%-63s%n%-63s%n", "4 512 768 2ac277c3", "3 512 -1 00000000"),
                StandardCharsets.ISO_8859_1);
        try (Place place = open()) {
            assertThat(place.seq()).isEqualTo(512);
            assertThat(place.isUncertain(768)).isTrue();
        }
    }

    @Test
    void refusesAFileThatHoldsNoPlace() throws IOException {
        Files.writeString(file, "soon");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("delete it to begin anew");
    }

    @Test
    void oneClientHasItAtATime() throws IOException {
        try (Place place = open()) {
            place.taken(7);
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
    }
}
