package nexus.journal.store;

import java.io.IOException;
import java.nio.file.Path;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** A writer for {@link CrashTest} to kill: says on standard output how far it is. */
public final class DyingWriter {
    private DyingWriter() {}

    /** Arguments: data folder, run id, first sequence, records to write (0: until killed), bytes of a torn append. */
    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments[0]);
        long first = Long.parseLong(arguments[2]);
        long records = Long.parseLong(arguments[3]);
        int tornBytes = Integer.parseInt(arguments[4]);
        try (JournalWriter writer = Journals.open(data, arguments[1], first)) {
            for (long i = 0; records == 0 || i < records; i++) {
                // Two days and a bit, so that a roll is among it.
                Journals.append(writer, Journals.START_NANOS + i * (Journals.DAY_NANOS / 40_000));
                if (i % 1_000 == 0) {
                    System.out.println(writer.nextSequence() - 1);
                }
            }
            System.out.println(writer.nextSequence() - 1);
            if (tornBytes >= 0) {
                tear(writer.folder(), tornBytes);
            }
            Runtime.getRuntime().halt(7);
        }
    }

    /** Does what an append does, up to the point where it dies. */
    private static void tear(Path folder, int bytes) {
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(folder.toFile())
                        .rollCycle(RollCycles.FAST_DAILY)
                        .blockSize(Settings.small().blockBytes())
                        .timeProvider(() -> Journals.START_NANOS / 1_000_000)
                        .build();
                ExcerptAppender appender = queue.createAppender();
                DocumentContext document = appender.writingDocument()) {
            document.wire().bytes().write(new byte[] {1, 3, 0, 0, 9, 9, 9, 9}, 0, Math.min(8, bytes));
            Runtime.getRuntime().halt(8);
        }
    }
}
