package nexus.gateway.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A report of made-up figures that shows every kind of row. */
final class FixedReport {
    private FixedReport() {}

    static BenchReport make() {
        return new BenchReport(
                "1.0",
                Instant.parse("2026-11-22T10:15:30Z"),
                Duration.ofSeconds(192),
                true,
                new Machine("17.0.1 (A VM)", "Linux 6.1 amd64", "A CPU", 2, 8L << 30),
                0.4,
                -1,
                List.of(
                        new Outcome("ticks", List.of(ticks(), allocation()), null),
                        new Outcome("replay", List.of(), new IOException("no <room> left"))),
                List.of("It was busy."));
    }

    private static Figure ticks() {
        return new Figure(
                "ticks.p50",
                "tick \"inside\" </script>",
                "ns",
                List.of(1500.0, 900.0, 1250.0),
                Target.atMost(1000),
                List.of("A remark & more.", "Another."),
                List.of(new Distribution("gateway", upTo(1000)), new Distribution("idle", upTo(0))));
    }

    private static Figure allocation() {
        return Figure.of("ticks.allocation", "allocation", "bytes/tick", Target.atMost(1), List.of(0.004));
    }

    /** 1, 2, 3, … ns, once each: no bucket holds more than one value up to 2047. */
    private static Histogram upTo(int nanos) {
        Histogram histogram = new Histogram(3);
        for (int value = 1; value <= nanos; value++) {
            histogram.recordValue(value);
        }
        return histogram;
    }
}
