package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Settings;

/**
 * How fast a recorded journal of ticks goes through the router again, every output made and digested, against a bare
 * Chronicle tailer that copies each excerpt's bytes, and against the reader with its checks alone. The file is in the
 * page cache.
 */
final class ReplayMeasurement implements Measurement {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Size size;
    private long recorded;

    /** How much. */
    record Size(int records, int rounds) {}

    ReplayMeasurement(Size size) {
        this.size = size;
    }

    @Override
    public String id() {
        return "replay";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException {
        int records = size.records();
        int rounds = size.rounds();
        Path folder = context.workFolder();
        Path run;
        context.progress().accept("recording " + records + " ticks");
        try (TickPipeline pipeline = TickPipeline.open(folder, Settings.defaults())) {
            for (int i = 0; i < records; i++) {
                pipeline.tick();
            }
            pipeline.requireForwarded(records);
            pipeline.checkpoint();
            recorded = pipeline.journal().nextSequence() - 1;
            run = pipeline.journal().folder();
        }
        List<Double> tailer = new ArrayList<>();
        List<Double> reader = new ArrayList<>();
        List<Double> replay = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        context.progress().accept("warming up");
        replay(folder);
        for (int round = 1; round <= rounds; round++) {
            context.progress().accept("round " + round + " of " + rounds);
            tailer.add(tail(run));
            reader.add(read(folder));
            replay.add(replay(folder));
            ratio.add(replay.get(replay.size() - 1) / tailer.get(tailer.size() - 1));
        }
        return List.of(
                Figure.of("replay.rate", "replay through the router", "records/s", Target.atLeast(2_000_000), replay),
                Figure.of(
                        "replay.ratio", "the same, per record of a bare tailer", "ratio", Target.atLeast(0.25), ratio),
                Figure.of("replay.tailer", "a bare Chronicle tailer", "records/s", null, tailer),
                Figure.of("replay.reader", "our reader with its checks alone", "records/s", null, reader));
    }

    private double tail(Path run) throws IOException {
        Bytes<byte[]> copy = Bytes.allocateElasticOnHeap(512);
        long records = 0;
        long start = System.nanoTime();
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(run.toFile())
                        .rollCycle(RollCycles.FAST_DAILY)
                        .blockSize(Settings.defaults().blockBytes())
                        .readOnly(true)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            boolean more = true;
            while (more) {
                try (DocumentContext document = tailer.readingDocument()) {
                    more = document.isPresent();
                    if (more) {
                        copy.clear();
                        Bytes<?> bytes = document.wire().bytes();
                        copy.write(bytes, bytes.readPosition(), bytes.readRemaining());
                        records++;
                    }
                }
            }
        }
        return perSecond(records, start);
    }

    private double read(Path folder) throws IOException {
        JournalRecord record = new JournalRecord();
        long records = 0;
        long start = System.nanoTime();
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next(record)) {
                records++;
            }
        }
        return perSecond(records, start);
    }

    private double replay(Path folder) throws IOException {
        JournalRecord record = new JournalRecord();
        Replay replay = new Replay(new Router());
        long records = 0;
        long start = System.nanoTime();
        try (JournalReader reader = JournalReader.open(folder)) {
            while (reader.next(record)) {
                replay.accept(record);
                records++;
            }
        }
        double perSecond = perSecond(records, start);
        if (replay.firstDivergence().isPresent() || replay.checkpoints() == 0) {
            throw new IOException("the replay differs: "
                    + replay.firstDivergence().map(Object::toString).orElse("no checkpoint"));
        }
        return perSecond;
    }

    private double perSecond(long records, long startNanos) throws IOException {
        long nanos = System.nanoTime() - startNanos;
        if (records != recorded) {
            throw new IOException(records + " records were read, " + recorded + " were written");
        }
        return records * NANOS_PER_SECOND / nanos;
    }
}
