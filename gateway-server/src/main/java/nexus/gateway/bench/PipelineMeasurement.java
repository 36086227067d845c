package nexus.gateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nexus.journal.store.Settings;
import org.HdrHistogram.Histogram;

/** How many ticks a second one thread takes through {@link TickPipeline}, and what each costs in time and space. */
final class PipelineMeasurement implements Measurement {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int TICKS_PER_ORDER = 100;

    private final Size size;

    /**
     * How much.
     *
     * @param warmUp turns before the first round
     * @param ticks in each turn, of each kind
     */
    record Size(int warmUp, int rounds, int ticks) {}

    PipelineMeasurement(Size size) {
        this.size = size;
    }

    @Override
    public String id() {
        return "pipeline";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException {
        int rounds = size.rounds();
        int ticks = size.ticks();
        List<Double> rates = new ArrayList<>();
        List<Double> appendNanos = new ArrayList<>();
        List<Double> routeNanos = new ArrayList<>();
        List<Double> orderNanos = new ArrayList<>();
        List<Double> allocated = new ArrayList<>();
        List<Double> overhead = new ArrayList<>();
        long collections;
        int tickLength;
        try (TickPipeline pipeline = TickPipeline.open(context.workFolder(), Settings.defaults())) {
            tickLength = pipeline.tickLength();
            context.progress().accept("warming up");
            for (int i = 0; i < size.warmUp(); i++) {
                nanosPerTick(pipeline::tick, ticks);
                nanosPerTick(pipeline::appendTick, ticks);
                nanosPerTick(pipeline::routeTick, ticks);
                medianOrderNanos(pipeline, ticks / TICKS_PER_ORDER);
            }
            Allocation all = new Allocation();
            for (int round = 1; round <= rounds; round++) {
                context.progress().accept("round " + round + " of " + rounds);
                long offset = pipeline.journal().endOffset();
                Allocation allocation = new Allocation();
                rates.add(NANOS_PER_SECOND / nanosPerTick(pipeline::tick, ticks));
                allocated.add(allocation.bytes() / (double) ticks);
                overhead.add((pipeline.journal().endOffset() - offset) / (double) ticks - tickLength);
                appendNanos.add(nanosPerTick(pipeline::appendTick, ticks));
                routeNanos.add(nanosPerTick(pipeline::routeTick, ticks));
                orderNanos.add(medianOrderNanos(pipeline, ticks / TICKS_PER_ORDER));
            }
            collections = all.collectionsSince();
            // Twice a turn: in the whole pipeline, and by the router alone.
            pipeline.requireForwarded(2L * ticks * (size.warmUp() + rounds));
        }
        return List.of(
                new Figure(
                        "pipeline.rate",
                        "in-process pipeline, one thread, saturated",
                        "ticks/s",
                        rates,
                        Target.atLeast(1_000_000),
                        List.of("append, CRC, decode, route, encode, digest of a tick of " + tickLength + " bytes; "
                                + ticks + " ticks a round; " + collections + " garbage collections in all rounds"),
                        List.of()),
                Figure.of("pipeline.append", "of that, the journal's part", "ns", null, appendNanos),
                Figure.of("pipeline.route", "of that, the router's part", "ns", null, routeNanos),
                Figure.of(
                        "pipeline.order",
                        "a signal to its order and acknowledgement, one after the other, p50",
                        "ns",
                        null,
                        orderNanos),
                Figure.of("pipeline.alloc", "allocated per tick", "bytes", Target.atMost(1), allocated),
                Figure.of(
                        "pipeline.overhead",
                        "journal beyond the payload, per tick",
                        "bytes",
                        Target.atMost(64),
                        overhead));
    }

    private static double nanosPerTick(Runnable work, int ticks) {
        long start = System.nanoTime();
        for (int i = 0; i < ticks; i++) {
            work.run();
        }
        return (System.nanoTime() - start) / (double) ticks;
    }

    private static double medianOrderNanos(TickPipeline pipeline, int orders) {
        Histogram nanos = new Histogram(LONGEST_NANOS, 3);
        for (int i = 0; i < orders; i++) {
            byte[] signal = pipeline.nextSignal();
            long start = System.nanoTime();
            pipeline.signal(signal);
            nanos.recordValue(System.nanoTime() - start);
        }
        return nanos.getValueAtPercentile(50);
    }
}
