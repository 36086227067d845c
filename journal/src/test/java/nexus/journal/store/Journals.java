package nexus.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import nexus.journal.message.RecordKind;

/** Journals for tests: what is written and read here has a payload that follows from its sequence. */
final class Journals {
    static final long DAY_NANOS = 86_400_000_000_000L;
    /** 2026-11-20T10:00Z. */
    static final long START_NANOS = Instant.parse("2026-11-20T10:00:00Z").getEpochSecond() * 1_000_000_000L;

    private static final long DEADLINE_NANOS = 30_000_000_000L;

    private Journals() {}

    /** A record as a value. */
    record Entry(long sequence, long timeNanos, RecordKind kind, int flags, int source, long cause, String payload) {
        static Entry of(JournalRecord view) {
            return new Entry(
                    view.sequence(),
                    view.timeNanos(),
                    view.kind(),
                    view.flags(),
                    view.source(),
                    view.cause(),
                    new String(view.copyPayload(), StandardCharsets.ISO_8859_1));
        }
    }

    static JournalWriter open(Path dataFolder, String runId, long firstSequence) throws IOException {
        return JournalWriter.open(dataFolder, runId, firstSequence, () -> START_NANOS, Settings.small());
    }

    /** What {@link #append} writes as this record. */
    static Entry entry(long sequence, long timeNanos) {
        return new Entry(
                sequence,
                timeNanos,
                RecordKind.PLATFORM_IN,
                (int) (sequence % 4),
                (int) (sequence % 7) - 3,
                sequence / 2,
                "record " + sequence + " ".repeat((int) (sequence % 90)));
    }

    static void append(JournalWriter writer, long timeNanos) {
        Entry entry = entry(writer.nextSequence(), timeNanos);
        byte[] payload = entry.payload().getBytes(StandardCharsets.ISO_8859_1);
        long sequence = writer.append(
                entry.kind(), entry.flags(), entry.source(), entry.cause(), timeNanos, payload, 0, payload.length);
        assertThat(sequence).isEqualTo(entry.sequence());
    }

    /** Writes a run of {@code perDay} records on each of {@code days} days; record times are a microsecond apart. */
    static void writeRun(Path dataFolder, String runId, long firstSequence, int firstDay, int days, int perDay)
            throws IOException {
        try (JournalWriter writer = open(dataFolder, runId, firstSequence)) {
            for (int day = firstDay; day < firstDay + days; day++) {
                for (int i = 0; i < perDay; i++) {
                    append(writer, START_NANOS + day * DAY_NANOS + i * 1_000L);
                }
            }
        }
    }

    static List<Entry> readAll(Path dataFolder) {
        try (JournalReader reader = JournalReader.open(dataFolder)) {
            return readOn(reader);
        }
    }

    static List<Entry> readOn(JournalReader reader) {
        List<Entry> entries = new ArrayList<>();
        JournalRecord view = new JournalRecord();
        while (reader.next(view)) {
            entries.add(Entry.of(view));
        }
        return entries;
    }

    static List<Long> sequences(List<Entry> entries) {
        return entries.stream().map(Entry::sequence).toList();
    }

    static List<Path> dayFiles(Path dataFolder) throws IOException {
        try (Stream<Path> all = Files.walk(dataFolder)) {
            return all.filter(p -> p.toString().endsWith(".cq4")).sorted().toList();
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline: " + what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
