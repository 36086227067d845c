package nexus.journal.store;

import static nexus.journal.store.Journals.DAY_NANOS;
import static nexus.journal.store.Journals.START_NANOS;
import static nexus.journal.store.Journals.dayFiles;
import static nexus.journal.store.Journals.readAll;
import static nexus.journal.store.Journals.readOn;
import static nexus.journal.store.Journals.sequences;
import static nexus.journal.store.Journals.writeRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import nexus.journal.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    private static final int FLIPS = 1_000;

    @TempDir
    Path data;

    private final JournalRecord view = new JournalRecord();

    @Test
    void flippedBitIsFoundOrHarmless() throws IOException {
        Random random = Seeded.random();
        writeRun(data, "a", 1, 0, 2, 600);
        List<Journals.Entry> written = readAll(data);
        List<Path> files = dayFiles(data);
        int found = 0;
        for (int i = 0; i < FLIPS; i++) {
            Path file = files.get(random.nextInt(files.size()));
            // Half of them in the records, which end about there, half anywhere before: Chronicle's own frames.
            long offset = random.nextBoolean() ? 65_700 + random.nextInt(90_000) : random.nextInt(66_000);
            int bit = random.nextInt(8);
            flip(file, offset, bit);
            found += readsRightOrSaysWhy(
                    written, "seed " + Seeded.seed() + ", " + file + " offset " + offset + " bit " + bit);
            flip(file, offset, bit);
        }
        assertThat(found).as("flips in records are found").isGreaterThan(FLIPS / 4);
        assertThat(readAll(data)).isEqualTo(written);
    }

    /** Bits 59 to 62 of a position name places beyond any file; cut to an int they were a stretch of this one, or none. */
    @Test
    void everyBitOfAnIndexEntryMayLie() throws IOException {
        writeRun(data, "a", 1, 0, 1, 600);
        List<Journals.Entry> written = readAll(data);
        Path file = dayFiles(data).get(0);
        byte[] bytes = Files.readAllBytes(file);
        long position = positionOf(257);
        int entry = 0;
        while (ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(entry) != position) {
            entry += Long.BYTES;
        }
        for (int bit = 0; bit < Long.SIZE; bit++) {
            flip(file, entry + bit / 8, bit % 8);
            readsRightOrSaysWhy(written, "bit " + bit + " of the entry of record 257");
            flip(file, entry + bit / 8, bit % 8);
        }
        assertThat(readAll(data)).isEqualTo(written);
    }

    /** Reads all there is over every damage; nothing may come that was not written. 1 if damage was named, else 0. */
    private int readsRightOrSaysWhy(List<Journals.Entry> written, String what) {
        boolean named = false;
        int read = 0;
        try (JournalReader reader = JournalReader.open(data)) {
            long sequence = 1;
            while (sequence <= written.size()) {
                try {
                    while (reader.next(view)) {
                        assertThat(Journals.Entry.of(view)).as(what).isEqualTo(written.get((int) view.sequence() - 1));
                        sequence = view.sequence() + 1;
                        read++;
                    }
                    break;
                } catch (JournalDamageException e) {
                    named = true;
                    sequence = e.sequence() + 1;
                    while (sequence <= written.size() && !reader.seek(sequence)) {
                        sequence++;
                    }
                }
            }
            named |= reader.tornTail().isPresent();
        }
        assertThat(read == written.size() || named)
                .as("read " + read + ": " + what)
                .isTrue();
        assertThat(read).as("the rest can be read, " + what).isGreaterThanOrEqualTo(written.size() - 1);
        return named ? 1 : 0;
    }

    @Test
    void damageNamesThePlaceAndCanBePassed() throws IOException {
        writeRun(data, "a", 1, 0, 1, 1_000);
        Path file = dayFiles(data).get(0);
        long position = positionOf(500);
        flip(file, position + 4 + RecordFormat.HEADER_BYTES + 3, 0);
        try (JournalReader reader = JournalReader.open(data)) {
            for (int i = 1; i < 500; i++) {
                assertThat(reader.next(view)).isTrue();
            }
            JournalDamageException damage = catchThrowableOfType(JournalDamageException.class, () -> reader.next(view));
            assertThat(damage)
                    .hasMessageMatching("record 500: CRC [0-9a-f]{8}, expected [0-9a-f]{8}, file .*20261120F.cq4, "
                            + "offset " + position);
            assertThat(damage.sequence()).isEqualTo(500);
            assertThat(damage.file()).isEqualTo(file);
            assertThat(damage.position()).isEqualTo(position);
            assertThatThrownBy(() -> reader.next(view)).as("again").isInstanceOf(JournalDamageException.class);
            assertThat(reader.seek(500)).isFalse();
            assertThat(reader.seek(501)).isTrue();
            assertThat(readOn(reader)).hasSize(500);
            reader.seek(501);
            assertThatThrownBy(() -> reader.previous(view)).isInstanceOf(JournalDamageException.class);
            assertThat(reader.next(view)).isTrue();
            assertThat(view.sequence()).isEqualTo(501);
            assertThat(reader.lastSequence()).isEqualTo(1_000);
        }
    }

    @Test
    void missingDayFileIsNamed() throws IOException {
        writeRun(data, "a", 1, 0, 3, 100);
        Files.delete(dayFiles(data).get(1));
        try (JournalReader reader = JournalReader.open(data)) {
            for (int i = 0; i < 100; i++) {
                assertThat(reader.next(view)).isTrue();
            }
            assertThatThrownBy(() -> reader.next(view))
                    .isInstanceOf(JournalDamageException.class)
                    .hasMessageContaining("record 101: record 201 in its place")
                    .hasMessageContaining("20261122F.cq4");
            assertThat(reader.seek(150)).isFalse();
            assertThat(reader.seek(201)).isTrue();
            assertThat(readOn(reader)).hasSize(100);
        }
    }

    @Test
    void missingFirstDayFileIsNamed() throws IOException {
        writeRun(data, "a", 1, 0, 2, 100);
        Files.delete(dayFiles(data).get(0));
        assertThatThrownBy(() -> readAll(data))
                .isInstanceOf(JournalDamageException.class)
                .hasMessageContaining("record 1: record 101 in its place");
    }

    @Test
    void truncatedFileLosesOnlyWhatIsGone() throws IOException {
        writeRun(data, "a", 1, 0, 1, 1_000);
        truncate(dayFiles(data).get(0), positionOf(700) + 20);
        try (JournalReader reader = JournalReader.open(data)) {
            assertThatThrownBy(() -> readOn(reader))
                    .isInstanceOf(JournalDamageException.class)
                    .hasMessageContaining("record 700: frame of");
            assertThat(reader.lastSequence()).isEqualTo(699);
            assertThat(reader.tornTail()).hasValueSatisfying(t -> assertThat(t).startsWith("behind record 699: "));
        }
    }

    @Test
    void nextRunContinuesBehindATornOne() throws IOException {
        writeRun(data, "a", 1, 0, 1, 1_000);
        truncate(dayFiles(data).get(0), positionOf(700) + 20);
        writeRun(data, "b", 700, 0, 1, 50);
        assertThat(sequences(readAll(data)))
                .isEqualTo(LongStream.rangeClosed(1, 749).boxed().toList());
    }

    @Test
    void gapAndOverlapOfRunsAreNamed() throws IOException {
        writeRun(data, "a", 1, 0, 1, 10);
        writeRun(data, "b", 12, 1, 1, 10);
        assertThatThrownBy(() -> readAll(data))
                .isInstanceOf(JournalDamageException.class)
                .hasMessageContaining("record 11: missing, the next run begins with record 12");
        writeRun(data, "c", 20, 2, 1, 10);
        try (JournalReader reader = JournalReader.open(data)) {
            reader.seek(12);
            assertThatThrownBy(() -> readOn(reader))
                    .isInstanceOf(JournalDamageException.class)
                    .hasMessageContaining("record 20: in two runs");
            assertThat(reader.seek(20)).isTrue();
            assertThat(sequences(readOn(reader))).startsWith(20L).endsWith(29L);
        }
    }

    @Test
    void holeInTheLastFileIsNamed() throws IOException {
        writeRun(data, "a", 1, 0, 1, 1_000);
        long from = positionOf(300);
        zero(dayFiles(data).get(0), from, (int) (positionOf(400) - from));
        try (JournalReader reader = JournalReader.open(data)) {
            assertThatThrownBy(() -> readOn(reader))
                    .isInstanceOf(JournalDamageException.class)
                    .hasMessageContaining("record 300: missing, yet the index knows of records behind it");
            assertThat(reader.lastSequence()).isEqualTo(1_000);
        }
    }

    @Test
    void lostIndexOnlyCostsTime() throws IOException {
        writeRun(data, "a", 1, 0, 1, 1_000);
        zero(dayFiles(data).get(0), 33_100, 32_000);
        zero(dayFiles(data).get(0), 240, 32_000);
        try (JournalReader reader = JournalReader.open(data)) {
            assertThat(reader.lastSequence()).isEqualTo(1_000);
            assertThat(reader.seek(777)).isTrue();
            assertThat(reader.next(view)).isTrue();
            assertThat(view.sequence()).isEqualTo(777);
            assertThat(reader.seekTime(START_NANOS + 555_000)).isTrue();
            assertThat(reader.next(view)).isTrue();
            assertThat(view.sequence()).isEqualTo(556);
            assertThat(reader.seekTime(START_NANOS + DAY_NANOS)).isFalse();
        }
    }

    @Test
    void seekingLeadsToBothSidesOfEveryDamage() throws IOException {
        writeRun(data, "a", 1, 0, 3, 1_000);
        writeRun(data, "b", 3_001, 3, 1, 1_000);
        writeRun(data, "c", 5_001, 4, 1, 1_000);
        Path first = dayFiles(data).get(0);
        long hole = positionOf(300);
        zero(first, hole, (int) (positionOf(900) - hole));
        flip(first, positionOf(950) + 50, 3);
        Files.delete(dayFiles(data).get(1));
        try (JournalReader reader = JournalReader.open(data)) {
            // Wanted, readable before it, readable from it on.
            assertSides(reader, 1, 0, 1);
            assertSides(reader, 299, 298, 299);
            assertSides(reader, 300, 299, 900);
            assertSides(reader, 555, 299, 900);
            assertSides(reader, 899, 299, 900);
            assertSides(reader, 900, 299, 900);
            assertSides(reader, 949, 948, 949);
            assertSides(reader, 950, 949, 951);
            assertSides(reader, 1_000, 999, 1_000);
            assertSides(reader, 1_001, 1_000, 2_001);
            assertSides(reader, 1_500, 1_000, 2_001);
            assertSides(reader, 4_001, 4_000, 5_001);
            assertSides(reader, 4_500, 4_000, 5_001);
            assertSides(reader, 6_000, 5_999, 6_000);
            assertThat(reader.seekAtLeast(6_001)).isFalse();
            for (long timeAt = 300; timeAt < 900; timeAt += 100) {
                assertThat(reader.seekTime(START_NANOS + timeAt * 1_000)).isTrue();
                assertThat(reader.nextSequence()).isEqualTo(900);
            }
        }
    }

    private void assertSides(JournalReader reader, long sequence, long before, long atLeast) {
        reader.seekBefore(sequence);
        assertThat(reader.nextSequence())
                .as("behind the last before " + sequence)
                .isEqualTo(before == 0 ? 0 : before + 1);
        if (atLeast == sequence && before == sequence - 1) {
            assertThat(reader.next(view)).isTrue();
            assertThat(view.sequence()).isEqualTo(sequence);
        } else {
            assertThatThrownBy(() -> reader.next(view))
                    .isInstanceOf(JournalDamageException.class)
                    .hasMessageStartingWith("record " + (before + 1) + ": ");
        }
        assertThat(reader.seekAtLeast(sequence)).isTrue();
        assertThat(reader.next(view)).isTrue();
        assertThat(view.sequence()).as("first from " + sequence).isEqualTo(atLeast);
    }

    @Test
    void journalIsReadableBehindAFirstFileWithoutItsBeginning() throws IOException {
        writeRun(data, "a", 1, 0, 2, 1_000);
        zero(dayFiles(data).get(0), positionOf(1), (int) (positionOf(100) - positionOf(1)));
        try (JournalReader reader = JournalReader.open(data)) {
            assertThat(reader.seekAtLeast(1)).isTrue();
            assertThat(sequences(readOn(reader))).startsWith(100L).endsWith(2_000L);
        }
    }

    private long positionOf(long sequence) throws IOException {
        try (Day day = Day.open(dayFiles(data).get(0))) {
            return day.find(sequence);
        }
    }

    private static void flip(Path file, long offset, int bit) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(offset);
            int was = raw.read();
            raw.seek(offset);
            raw.write(was ^ (1 << bit));
        }
    }

    private static void zero(Path file, long offset, int bytes) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(offset);
            raw.write(new byte[bytes]);
        }
    }

    private static void truncate(Path file, long bytes) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(bytes);
        }
    }
}
