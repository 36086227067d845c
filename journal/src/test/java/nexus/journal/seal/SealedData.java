package nexus.journal.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Settings;

/** A data folder with a journal and seals, for tests: written, sealed, and verified. */
final class SealedData {
    static final String JOURNAL_ID = "TESTJRNL";
    static final long DAY_NANOS = 86_400_000_000_000L;
    /** 2026-11-20T10:00Z. */
    static final long START_NANOS = Instant.parse("2026-11-20T10:00:00Z").getEpochSecond() * 1_000_000_000L;

    final Path folder;
    final SealKey key;
    private long wallNanos = START_NANOS;

    /** A record as a value; its sequence is its place. */
    record Entry(RecordKind kind, int flags, int source, long cause, long timeNanos, byte[] payload) {}

    SealedData(Path folder) throws IOException {
        this.folder = folder;
        this.key = SealKey.make(folder.resolve(SealKey.FILE_NAME));
    }

    Path seals() {
        return SealFolder.of(folder);
    }

    /** A new run; its first record is a RUN, as in a gateway's journal. */
    JournalWriter run(String runId, long firstSequence, long timeNanos) throws IOException {
        JournalWriter writer = JournalWriter.open(folder, runId, firstSequence, () -> timeNanos, Settings.small());
        MapWriter facts = new MapWriter(256)
                .beginMap()
                .put(Keys.JOURNAL_ID, JOURNAL_ID)
                .put(Keys.RUN_ID, runId)
                .endMap();
        writer.append(RecordKind.RUN, 0, 0, 0, timeNanos, facts.buffer(), facts.offset(), facts.length());
        return writer;
    }

    /** Appends records whose payload says which they are. */
    static void append(JournalWriter writer, int count, long timeNanos) {
        for (int i = 0; i < count; i++) {
            long sequence = writer.nextSequence();
            byte[] payload =
                    ("record " + sequence + " ".repeat((int) (sequence % 50))).getBytes(StandardCharsets.UTF_8);
            writer.append(
                    RecordKind.PLATFORM_IN,
                    (int) (sequence % 3),
                    (int) (sequence % 5) - 2,
                    0,
                    timeNanos,
                    payload,
                    0,
                    payload.length);
        }
    }

    /** A whole run: a RUN record and so many more on each of the days. */
    void writeRun(String runId, long firstSequence, int days, int perDay) throws IOException {
        try (JournalWriter writer = run(runId, firstSequence, START_NANOS)) {
            for (int day = 0; day < days; day++) {
                append(writer, perDay, START_NANOS + day * DAY_NANOS);
            }
        }
    }

    JournalSealer sealer(long maxPending) throws IOException {
        return JournalSealer.open(folder, key, maxPending, this::now);
    }

    /** Seals all there is, with a seal after so many records. */
    void seal(long maxPending) throws IOException {
        try (JournalSealer sealer = sealer(maxPending)) {
            int read;
            do {
                read = sealer.read(100);
            } while (read > 0);
            sealer.seal();
        }
    }

    private long now() {
        wallNanos += 1_000_000_000L;
        return wallNanos;
    }

    List<SealFinding> verify() throws IOException {
        return verify(seals());
    }

    List<SealFinding> verify(Path seals) throws IOException {
        List<SealFinding> findings = new ArrayList<>();
        SealVerification.of(folder, seals, List.of(key.publicKey()), findings::add, sequence -> {});
        return findings;
    }

    SealCounts counts() throws IOException {
        return SealVerification.of(
                folder,
                seals(),
                List.of(),
                finding -> {
                    throw new AssertionError(finding.toString());
                },
                sequence -> {});
    }

    List<ChainEntry> chain() throws IOException {
        List<ChainEntry> entries = new ArrayList<>();
        try (ChainCheck check = ChainCheck.open(seals(), List.of(), finding -> {})) {
            for (ChainEntry entry = check.next(); entry != null; entry = check.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** All records, as they are. */
    List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        JournalRecord view = new JournalRecord();
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next(view)) {
                entries.add(new Entry(
                        view.kind(), view.flags(), view.source(), view.cause(), view.timeNanos(), view.copyPayload()));
            }
        }
        return entries;
    }

    /** Writes a run anew, as somebody would who owns the disk: sound in itself, with right checksums. */
    void forge(String runId, long firstSequence, List<Entry> entries) throws IOException {
        Folders.delete(folder.resolve("journal").resolve(String.format("%020d-%s", firstSequence, runId)));
        try (JournalWriter writer =
                JournalWriter.open(folder, runId, firstSequence, () -> START_NANOS, Settings.small())) {
            for (Entry e : entries) {
                writer.append(
                        e.kind(), e.flags(), e.source(), e.cause(), e.timeNanos(), e.payload(), 0, e.payload().length);
            }
        }
    }
}
