package nexus.gateway.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import nexus.gateway.duty.JournalAppender;
import nexus.journal.boot.BootId;
import nexus.journal.message.RecordKind;
import nexus.journal.store.Settings;

/** The journal, until the crash point comes. */
final class CrashingJournal implements JournalAppender {
    private static final long DAY_NANOS = TimeUnit.DAYS.toNanos(1);
    private static final byte[] HALF_A_RECORD = {1, 3, 0, 0, 9, 9, 9, 9};

    private final JournalAppender journal;
    private final Path dataFolder;
    private final CrashPoint point;
    private final boolean anotherBoot;
    private long lastDay;
    private int seen;

    /** @param anotherBoot whether to note another boot id than the machine's */
    CrashingJournal(JournalAppender journal, Path dataFolder, CrashPoint point, boolean anotherBoot) {
        this.journal = journal;
        this.dataFolder = dataFolder;
        this.point = point;
        this.anotherBoot = anotherBoot;
    }

    @Override
    public long append(
            RecordKind kind,
            int flags,
            int source,
            long cause,
            long timeNanos,
            byte[] payload,
            int offset,
            int length) {
        String type = CrashPoint.typeOf(payload, offset, length);
        boolean here = isHere(type, timeNanos);
        if (here && point.phase() == CrashPoint.Phase.BEFORE) {
            CrashPoint.die();
        }
        if (here && point.phase() == CrashPoint.Phase.INSIDE) {
            tear(timeNanos);
        }
        byte[] bytes = kind == RecordKind.RUN && anotherBoot ? withAnotherBoot(payload) : payload;
        long sequence = journal.append(kind, flags, source, cause, timeNanos, bytes, offset, length);
        if (here) {
            CrashPoint.die();
        }
        return sequence;
    }

    private boolean isHere(String type, long timeNanos) {
        long day = timeNanos / DAY_NANOS;
        boolean newDay = lastDay != 0 && day != lastDay;
        lastDay = day;
        boolean hit = point.type().equals(CrashPoint.NEW_DAY) ? newDay : type.equals(point.type());
        return point.act() == CrashPoint.Act.APPEND && hit && ++seen == point.count();
    }

    /** The boot id's first digit becomes another one, so the length stays. */
    private static byte[] withAnotherBoot(byte[] payload) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        String boot = BootId.current();
        String other = (boot.startsWith("0") ? "1" : "0") + boot.substring(1);
        return text.replace(boot, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Does what an append does up to the middle, and dies there. */
    private void tear(long timeNanos) {
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(
                                newestRun().toFile())
                        .rollCycle(RollCycles.FAST_DAILY)
                        .blockSize(Settings.small().blockBytes())
                        .timeProvider(() -> TimeUnit.NANOSECONDS.toMillis(timeNanos))
                        .build();
                ExcerptAppender appender = queue.createAppender();
                DocumentContext document = appender.writingDocument()) {
            document.wire().bytes().write(HALF_A_RECORD);
            CrashPoint.die();
        }
    }

    private Path newestRun() {
        try (Stream<Path> runs = Files.list(dataFolder.resolve("journal"))) {
            return runs.max(Comparator.naturalOrder()).orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public long nextSequence() {
        return journal.nextSequence();
    }

    @Override
    public void sync() throws IOException {
        journal.sync();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
