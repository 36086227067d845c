package nexus.gateway.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Pretoucher;
import nexus.journal.store.Settings;
import org.HdrHistogram.Histogram;

/**
 * What durability {@code power} adds to an order: signal, acknowledgement and order are appended as with {@code
 * process}, and then, before anything is sent, the journal is synced once.
 */
final class DurabilityMeasurement implements Measurement {
    private static final int MESSAGE_BYTES = 200;
    private static final int RECORDS_PER_ORDER = 3;
    private static final int BURST = 10;
    private static final double TARGET_NANOS = 150_000;
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final long ORIGIN = System.nanoTime();

    private final Size size;

    /** How much: orders a round. */
    record Size(int rounds, int orders) {}

    DurabilityMeasurement(Size size) {
        this.size = size;
    }

    @Override
    public String id() {
        return "durability";
    }

    @Override
    public List<Figure> measure(BenchContext context) throws IOException {
        int rounds = size.rounds();
        int orders = size.orders();
        List<Double> extra = new ArrayList<>();
        List<Double> burst = new ArrayList<>();
        Histogram process = new Histogram(LONGEST_NANOS, 3);
        Histogram power = new Histogram(LONGEST_NANOS, 3);
        Settings settings = Settings.defaults();
        try (JournalWriter journal = JournalWriter.open(
                        context.workFolder(), "bench", 1, DurabilityMeasurement::nowNanos, settings);
                Pretoucher pretoucher = Pretoucher.start(journal, settings)) {
            context.progress().accept("warming up");
            time(journal, RECORDS_PER_ORDER, orders * 20, false);
            time(journal, RECORDS_PER_ORDER, orders, true);
            for (int round = 1; round <= rounds; round++) {
                context.progress().accept("round " + round + " of " + rounds);
                Histogram without = time(journal, RECORDS_PER_ORDER, orders, false);
                Histogram with = time(journal, RECORDS_PER_ORDER, orders, true);
                process.add(without);
                power.add(with);
                extra.add((double) with.getValueAtPercentile(50) - without.getValueAtPercentile(50));
                Histogram bursts = time(journal, RECORDS_PER_ORDER * BURST, orders / 2, true);
                burst.add((double) bursts.getValueAtPercentile(50) / BURST);
            }
            if (pretoucher.exhausted()) {
                throw new IOException("the disk is full");
            }
        }
        return List.of(
                new Figure(
                        "durability.order",
                        "durability power: one order, p50, more than process",
                        "ns",
                        extra,
                        Target.atMost(TARGET_NANOS),
                        List.of("one sync for signal, acknowledgement and order together; depends on the disk below "
                                + "the work folder"),
                        List.of(
                                new Distribution("process: an order's records appended", process),
                                new Distribution("power: appended and synced", power))),
                Figure.of("durability.burst", "the same, an order out of a burst of ten, p50", "ns", null, burst));
    }

    private static Histogram time(JournalWriter journal, int records, int times, boolean sync) throws IOException {
        byte[] message = new byte[MESSAGE_BYTES];
        Histogram histogram = new Histogram(LONGEST_NANOS, 3);
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            for (int record = 0; record < records; record++) {
                journal.append(RecordKind.NEXUS_IN, 0, 1, 0, nowNanos(), message, 0, message.length);
            }
            if (sync) {
                journal.sync();
            }
            histogram.recordValue(System.nanoTime() - start);
        }
        return histogram;
    }

    private static long nowNanos() {
        return System.nanoTime() - ORIGIN + 1;
    }
}
