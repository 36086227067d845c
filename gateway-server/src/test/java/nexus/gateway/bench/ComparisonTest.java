package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.gateway.bench.StoredReport.StoredFigure;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void eachFigureStandsBesideTheOldOne() {
        Map<String, StoredFigure> old = new LinkedHashMap<>();
        old.put("gone", new StoredFigure("what is gone", "ns", 5, 5, 5));
        old.put("faster", new StoredFigure("what is faster", "ticks/s", 400_000, 390_000, 410_000));
        old.put("same", new StoredFigure("what is the same", "ns", 1000, 900, 1100));
        old.put("unit", new StoredFigure("what has another unit", "ms", 1, 1, 1));
        BenchReport now = new BenchReport(
                "1.1",
                Instant.EPOCH,
                Duration.ZERO,
                false,
                new Machine("17", "Linux", "A CPU", 2, 1024),
                0,
                0,
                List.of(new Outcome(
                        "all",
                        List.of(
                                Figure.of("faster", "what is faster", "ticks/s", null, List.of(500_000.0)),
                                Figure.of("same", "what is the same", "ns", null, List.of(1080.0, 1200.0)),
                                Figure.of("unit", "what has another unit", "ns", null, List.of(1e6)),
                                Figure.of("new", "what is new", "ns", null, List.of(3.0))),
                        null)),
                List.of());

        assertThat(now.comparedWith(new StoredReport("old.json (1.0)", old))).isEqualTo("""
                        Compared with old.json (1.0)
                        what                   old median  new median  new/old
                        what is faster            400 k/s     500 k/s     1.25
                        what is the same             1 µs     1.14 µs     1.14  rounds overlap
                        what has another unit        1 ms        1 ms           not the same unit
                        what is new                              3 ns           not in the old report
                        what is gone                 5 ns                       not measured now
                        """);
    }
}
