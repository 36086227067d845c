package nexus.journal.store;

import static nexus.journal.store.Journals.DAY_NANOS;
import static nexus.journal.store.Journals.START_NANOS;
import static nexus.journal.store.Journals.append;
import static nexus.journal.store.Journals.entry;
import static nexus.journal.store.Journals.open;
import static nexus.journal.store.Journals.readAll;
import static nexus.journal.store.Journals.readOn;
import static nexus.journal.store.Journals.sequences;
import static nexus.journal.store.Journals.writeRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path data;

    private final JournalRecord view = new JournalRecord();

    @Test
    void everyFieldComesBack() throws IOException {
        List<Journals.Entry> written = new ArrayList<>();
        try (JournalWriter writer = open(data, "run", 1)) {
            for (RecordKind kind : RecordKind.values()) {
                long time = START_NANOS + kind.id();
                writer.append(kind, 0xffff, -kind.id(), kind.id(), time, new byte[] {'x', 'y', 'z'}, 1, 2);
                written.add(new Journals.Entry(written.size() + 1L, time, kind, 0xffff, -kind.id(), kind.id(), "yz"));
            }
            assertThat(writer.nextSequence()).isEqualTo(RecordKind.values().length + 1L);
        }
        assertThat(readAll(data)).isEqualTo(written);
    }

    @Test
    void aLanguageWithOtherDigitsChangesNoName() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            SnapshotStore snapshots = SnapshotStore.open(data);
            snapshots.write(7, 1, new byte[] {1}, 1);
            try (JournalWriter writer = open(data, "run", 1)) {
                assertThat(writer.folder()).hasFileName("00000000000000000001-run");
            }
            assertThat(data.resolve("snapshots")).isDirectoryContaining("glob:**00000000000000000007.snapshot");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void emptyAndLargePayloadsComeBack() throws IOException {
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        try (JournalWriter writer = open(data, "run", 1)) {
            for (int i = 0; i < 40; i++) {
                writer.append(RecordKind.NEXUS_IN, 0, 0, 0, START_NANOS, large, 0, i % 2 == 0 ? 0 : large.length);
            }
            byte[] tooLarge = new byte[(2 << 20) + 1];
            assertThatThrownBy(() ->
                            writer.append(RecordKind.NEXUS_IN, 0, 0, 0, START_NANOS, tooLarge, 0, tooLarge.length))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("limit is 2097152");
        }
        try (JournalReader reader = JournalReader.open(data)) {
            for (int i = 0; i < 40; i++) {
                assertThat(reader.next(view)).isTrue();
                assertThat(view.copyPayload()).isEqualTo(i % 2 == 0 ? new byte[0] : large);
            }
            assertThat(reader.next(view)).isFalse();
            assertThat(reader.tornTail()).isEmpty();
        }
    }

    @Test
    void runsAndDaysReadAsOneForwardAndBack() throws IOException {
        writeThreeRuns();
        try (JournalReader reader = JournalReader.open(data)) {
            assertThat(reader.firstSequence()).isEqualTo(1);
            assertThat(reader.lastSequence()).isEqualTo(4_200);
            List<Journals.Entry> forward = readOn(reader);
            assertThat(sequences(forward)).isEqualTo(range(1, 4_200));
            assertThat(forward.get(1_000)).isEqualTo(entry(1_001, START_NANOS + DAY_NANOS));
            List<Journals.Entry> back = new ArrayList<>();
            while (reader.previous(view)) {
                back.add(Journals.Entry.of(view));
            }
            Collections.reverse(back);
            assertThat(back).isEqualTo(forward);
            assertThat(reader.next(view)).isTrue();
            assertThat(view.sequence()).isEqualTo(1);
        }
    }

    /** Three days of 1,000 records, two of 500, one of 200. */
    private void writeThreeRuns() throws IOException {
        writeRun(data, "a", 1, 0, 3, 1_000);
        writeRun(data, "b", 3_001, 2, 2, 500);
        writeRun(data, "c", 4_001, 5, 1, 200);
        assertThat(Journals.dayFiles(data)).hasSize(6);
    }

    @Test
    void seekFindsEverySequence() throws IOException {
        writeThreeRuns();
        List<Long> all = new ArrayList<>(range(1, 4_200));
        Collections.shuffle(all, new Random(7));
        try (JournalReader reader = JournalReader.open(data)) {
            for (long sequence : all) {
                assertThat(reader.seek(sequence)).isTrue();
                assertThat(reader.next(view)).isTrue();
                assertThat(view.sequence()).isEqualTo(sequence);
                assertThat(reader.next(view)).isEqualTo(sequence < 4_200);
            }
            assertThat(reader.seek(0)).isFalse();
            assertThat(reader.seek(4_202)).isFalse();
            reader.seek(17);
            assertThat(reader.seek(9_999)).isFalse();
            assertThat(reader.next(view)).isTrue();
            assertThat(view.sequence()).as("a failed seek leaves the cursor").isEqualTo(17);
        }
    }

    @Test
    void seekTimeFindsTheFirstAtOrAfter() throws IOException {
        writeThreeRuns();
        try (JournalReader reader = JournalReader.open(data)) {
            assertTime(reader, 0, 1);
            assertTime(reader, START_NANOS, 1);
            assertTime(reader, START_NANOS + 1, 2);
            assertTime(reader, START_NANOS + 777_000, 778);
            assertTime(reader, START_NANOS + 999_000, 1_000);
            assertTime(reader, START_NANOS + 999_001, 1_001);
            assertTime(reader, START_NANOS + 2 * DAY_NANOS, 2_001);
            assertTime(reader, START_NANOS + 4 * DAY_NANOS, 4_001);
            assertTime(reader, START_NANOS + 5 * DAY_NANOS + 199_000, 4_200);
            assertThat(reader.seekTime(START_NANOS + 5 * DAY_NANOS + 199_001)).isFalse();
        }
    }

    private void assertTime(JournalReader reader, long timeNanos, long sequence) {
        assertThat(reader.seekTime(timeNanos)).isTrue();
        assertThat(reader.next(view)).isTrue();
        assertThat(view.sequence()).isEqualTo(sequence);
    }

    @Test
    void readerFollowsALiveWriterOverDaysAndRuns() throws IOException {
        try (JournalReader reader = JournalReader.open(data)) {
            assertThat(reader.next(view)).isFalse();
            assertThat(reader.lastSequence()).isZero();
            long sequence = 0;
            for (int run = 0; run < 3; run++) {
                try (JournalWriter writer = open(data, "run" + run, sequence + 1)) {
                    assertThat(reader.next(view)).isFalse();
                    for (int i = 0; i < 700; i++) {
                        append(writer, START_NANOS + run * DAY_NANOS + (i / 300) * DAY_NANOS);
                        sequence++;
                        if (i % 3 == 0) {
                            assertThat(sequences(readOn(reader))).endsWith(sequence);
                        }
                    }
                }
            }
            readOn(reader);
            assertThat(reader.lastSequence()).isEqualTo(2_100);
            assertThat(reader.previous(view)).isTrue();
            assertThat(view.sequence()).isEqualTo(2_100);
        }
    }

    @Test
    void toEndSeesOnlyWhatComesLater() throws IOException {
        try (JournalWriter writer = open(data, "run", 1);
                JournalReader reader = JournalReader.open(data)) {
            for (int i = 0; i < 1_000; i++) {
                append(writer, START_NANOS);
            }
            reader.toEnd();
            assertThat(reader.next(view)).isFalse();
            append(writer, START_NANOS);
            assertThat(sequences(readOn(reader))).containsExactly(1_001L);
            assertThat(reader.seek(1_002)).as("the sequence to come").isTrue();
            append(writer, START_NANOS);
            assertThat(sequences(readOn(reader))).containsExactly(1_002L);
            reader.toStart();
            assertThat(readOn(reader)).hasSize(1_002);
        }
    }

    @Test
    void runWithoutRecordsIsAsNone() throws IOException {
        open(data, "zz-empty", 1).close();
        writeRun(data, "a", 1, 0, 1, 10);
        open(data, "empty", 11).close();
        try (JournalReader reader = JournalReader.open(data)) {
            assertThat(readOn(reader)).hasSize(10);
            writeRun(data, "b", 11, 1, 1, 10);
            assertThat(readOn(reader)).hasSize(10);
            assertThat(reader.lastSequence()).isEqualTo(20);
        }
    }

    @Test
    void dayIsThatOfTheRecordsTime() throws IOException {
        long midnight = START_NANOS - START_NANOS % DAY_NANOS + DAY_NANOS;
        try (JournalWriter writer = open(data, "run", 1)) {
            append(writer, midnight - 1);
            append(writer, midnight);
        }
        assertThat(Journals.dayFiles(data).stream().map(p -> p.getFileName().toString()))
                .containsExactly("20261120F.cq4", "20261121F.cq4");
    }

    @Test
    void writerRefusesWhatTheFormatForbids() throws IOException {
        try (JournalWriter writer = open(data, "run", 1)) {
            append(writer, START_NANOS);
            assertThatThrownBy(() -> append(writer, START_NANOS - 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("of record 2 is before");
            assertThatThrownBy(() -> writer.append(RecordKind.RUN, 65_536, 0, 0, START_NANOS, new byte[0], 0, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.append(RecordKind.RUN, 0, 0, 0, START_NANOS, new byte[3], 2, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            append(writer, START_NANOS);
        }
        assertThat(readAll(data)).hasSize(2);
        assertThatThrownBy(() -> open(data, "run", 1)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> open(data, "../x", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open(data, "x", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closedWriterRefuses() throws IOException {
        JournalWriter writer = open(data, "run", 1);
        append(writer, START_NANOS);
        writer.close();
        writer.close();
        assertThatThrownBy(() -> append(writer, START_NANOS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(writer::sync).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void syncWorksOverBlocksAndDays() throws IOException {
        byte[] payload = new byte[1 << 20];
        try (JournalWriter writer = open(data, "run", 1)) {
            writer.sync();
            for (int i = 0; i < 60; i++) {
                writer.append(RecordKind.NOTE, 0, 0, 0, START_NANOS + i / 25 * DAY_NANOS, payload, 0, payload.length);
                if (i % 4 == 0) {
                    writer.sync();
                    writer.sync();
                }
            }
            writer.sync();
        }
        assertThat(sequences(readAll(data))).isEqualTo(range(1, 60));
    }

    @Test
    void folderMayHaveSpacesAndOtherLetters() throws IOException {
        Path odd = data.resolve("día ü 1").resolve("x y");
        writeRun(odd, "a", 1, 0, 2, 10);
        assertThat(readAll(odd)).hasSize(20);
        try (JournalReader reader = JournalReader.open(odd)) {
            assertThat(reader.lastSequence()).isEqualTo(20);
        }
    }

    @Test
    void missingFolderIsAnEmptyJournal() {
        try (JournalReader reader = JournalReader.open(data.resolve("nothing"))) {
            assertThat(reader.next(view)).isFalse();
            assertThat(reader.previous(view)).isFalse();
            assertThat(reader.firstSequence()).isZero();
            assertThat(reader.seek(1)).isFalse();
            assertThat(reader.seekTime(0)).isFalse();
            assertThat(reader.tornTail()).isEmpty();
        }
        assertThat(Files.exists(data.resolve("nothing"))).isFalse();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
