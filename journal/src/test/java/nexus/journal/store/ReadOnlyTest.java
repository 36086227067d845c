package nexus.journal.store;

import static nexus.journal.store.Journals.START_NANOS;
import static nexus.journal.store.Journals.append;
import static nexus.journal.store.Journals.open;
import static nexus.journal.store.Journals.readOn;
import static nexus.journal.store.Journals.writeRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOnlyTest {
    @TempDir
    Path data;

    /** What a file is like: size, time of the last change, checksum of the content. */
    private record State(long bytes, FileTime changed, long checksum) {}

    @Test
    void readingChangesNothing() throws IOException {
        writeRun(data, "a", 1, 0, 2, 600);
        try (JournalWriter writer = open(data, "b", 1_201)) {
            append(writer, START_NANOS);
            Map<Path, State> before = states();
            readEveryWay();
            assertThat(states()).isEqualTo(before);
        }
        Map<Path, State> closed = states();
        readEveryWay();
        assertThat(states()).isEqualTo(closed);
    }

    private void readEveryWay() {
        try (JournalReader reader = JournalReader.open(data)) {
            assertThat(readOn(reader)).hasSize(1_201);
            JournalRecord view = new JournalRecord();
            assertThat(reader.previous(view)).isTrue();
            assertThat(reader.seek(700)).isTrue();
            assertThat(reader.seekTime(START_NANOS + 5)).isTrue();
            assertThat(reader.lastSequence()).isEqualTo(1_201);
            assertThat(reader.tornTail()).isEmpty();
            reader.toEnd();
        }
    }

    private Map<Path, State> states() throws IOException {
        Map<Path, State> states = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            all.forEach(path -> states.put(path, state(path)));
        }
        return states;
    }

    private static State state(Path path) {
        try {
            CRC32 checksum = new CRC32();
            if (Files.isRegularFile(path)) {
                checksum.update(Files.readAllBytes(path));
            }
            return new State(Files.size(path), Files.getLastModifiedTime(path), checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files are Chronicle Queue's: its own reader finds the same excerpts. */
    @Test
    void chroniclesOwnReaderSeesTheSame() throws IOException {
        writeRun(data, "a", 1, 0, 3, 300);
        Path run = RunFolder.path(data, 1, "a");
        try (ChronicleQueue queue =
                        SingleChronicleQueueBuilder.binary(run.toFile()).build();
                ExcerptTailer tailer = queue.createTailer()) {
            for (long sequence = 1; sequence <= 900; sequence++) {
                try (DocumentContext document = tailer.readingDocument()) {
                    assertThat(document.isPresent()).isTrue();
                    byte[] bytes = document.wire().bytes().toByteArray();
                    assertThat(new RecordFormat().check(bytes, bytes.length)).isNull();
                    assertThat(RecordFormat.sequence(bytes)).isEqualTo(sequence);
                }
            }
        }
    }
}
