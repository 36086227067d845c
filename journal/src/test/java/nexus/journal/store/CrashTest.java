package nexus.journal.store;

import static nexus.journal.store.Journals.readAll;
import static nexus.journal.store.Journals.sequences;
import static nexus.journal.store.Journals.writeRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CrashTest {
    @TempDir
    Path temporary;

    private Path data;
    private Path home;
    private final JournalRecord view = new JournalRecord();

    @BeforeEach
    void makeFolders() throws IOException {
        data = temporary.resolve("data");
        home = Files.createDirectory(temporary.resolve("home"));
    }

    @Test
    void killedBetweenAppendsLosesNothing() throws Exception {
        Process writer = start("0", "-1");
        long followed = 0;
        try (JournalReader reader = JournalReader.open(data)) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (followed < 120_000 && System.nanoTime() < deadline) {
                if (reader.next(view)) {
                    followed++;
                    assertThat(Journals.Entry.of(view)).isEqualTo(Journals.entry(followed, view.timeNanos()));
                }
            }
            assertThat(followed)
                    .as("followed through rolls, in another process")
                    .isEqualTo(120_000);
            assertThat(Journals.dayFiles(data)).hasSizeGreaterThan(2);
            writer.destroyForcibly().waitFor();
            assertThat(reader.lastSequence()).isGreaterThanOrEqualTo(Math.max(lastSaid(), followed));
        }
        assertNextRunContinues();
    }

    @Test
    void haltedInsideAnAppendLeavesATornTail() throws Exception {
        Process writer = start("500", "8");
        assertThat(writer.waitFor()).isEqualTo(8);
        try (JournalReader reader = JournalReader.open(data)) {
            assertThat(reader.lastSequence()).isEqualTo(500);
            assertThat(reader.tornTail())
                    .hasValueSatisfying(t -> assertThat(t)
                            .startsWith("behind record 500: an append that did not end")
                            .contains("20261120F.cq4"));
        }
        assertThat(readAll(data)).hasSize(500);
        assertNextRunContinues();
    }

    @Test
    void haltedBeforeTheFirstByteOfAnAppendLeavesNothing() throws Exception {
        Process writer = start("500", "0");
        assertThat(writer.waitFor()).isEqualTo(8);
        try (JournalReader reader = JournalReader.open(data)) {
            assertThat(reader.tornTail()).isEmpty();
            assertThat(reader.lastSequence()).isEqualTo(500);
        }
        assertNextRunContinues();
    }

    private void assertNextRunContinues() throws IOException {
        long last;
        try (JournalReader reader = JournalReader.open(data)) {
            last = reader.lastSequence();
        }
        writeRun(data, "b", last + 1, 9, 1, 20);
        List<Long> expected = LongStream.rangeClosed(1, last + 20).boxed().toList();
        assertThat(sequences(readAll(data))).isEqualTo(expected);
        try (JournalReader reader = JournalReader.open(data)) {
            reader.seek(last + 2);
            assertThat(reader.previous(view)).isTrue();
            assertThat(reader.previous(view)).as("back over the torn tail").isTrue();
            assertThat(view.sequence()).isEqualTo(last);
            assertThat(reader.tornTail()).isEmpty();
        }
    }

    /** Chronicle reports usage to the outside and leaves an id in the home folder, unless it is stopped. */
    @Test
    void nothingIsLeftInTheHomeFolder() throws Exception {
        Process writer = start("10", "-1");
        assertThat(writer.waitFor()).isEqualTo(7);
        try (Stream<Path> left = Files.walk(home)) {
            assertThat(left.map(p -> p.getFileName().toString()))
                    .noneMatch(name -> name.contains("chronicle") || name.contains("analytics"));
        }
        assertThat(ClassLoader.getSystemResource("net/openhft/chronicle/analytics/Analytics.class"))
                .as("the class that reports")
                .isNull();
    }

    private Process start(String records, String tornBytes) throws IOException {
        return ChildProcess.of(home, DyingWriter.class, data.toString(), "a", "1", records, tornBytes)
                .redirectOutput(temporary.resolve("said").toFile())
                .start();
    }

    private long lastSaid() throws IOException {
        List<String> said = Files.readAllLines(temporary.resolve("said"));
        // The last line may be torn.
        return Long.parseLong(said.get(said.size() - 2));
    }
}
