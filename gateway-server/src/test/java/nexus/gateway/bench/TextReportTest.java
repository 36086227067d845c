package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void showsEverythingInAlignedColumns() {
        assertThat(FixedReport.make().text()).isEqualTo("""
                        NEXUS Gateway 1.0: what it costs on this machine
                        2026-11-22 10:15 UTC, quick (rough figures), took 3 min 12 s
                        A CPU, 2 cores, 8 GiB of memory
                        Java 17.0.1 (A VM), Linux 6.1 amd64
                        Load 0.40 before, unknown at the end (with the measuring itself)
                        Note: It was busy.

                        what                                       median      spread          target
                        tick "inside" </script> [1] [2]           1.25 µs  0.9–1.5 µs          ≤ 1 µs  missed
                        allocation                       0.004 bytes/tick   one round  ≤ 1 bytes/tick  met
                        replay: no <room> left                                                         failed

                        [1] A remark & more.
                        [2] Another.

                        how long it took            p50     p90     p99   p99.9  p99.99   max  count
                        tick "inside" </script>
                          gateway                500 ns  900 ns  990 ns  999 ns    1 µs  1 µs  1,000
                          idle                                                                     0
                        """);
    }

    @Test
    void keepsWithin120Columns() {
        String word = "a-word-that-goes-on-and-on-".repeat(6);
        Figure wide = new Figure(
                "wide",
                "many words that say what was measured, and how, and why it matters to the one who reads them " + word,
                "ticks/s",
                List.of(1_234_567.0, 1_534_567.0),
                Target.atLeast(1_000_000),
                List.of(word + " and " + word),
                List.of());
        BenchReport report = new BenchReport(
                "1.0",
                Instant.EPOCH,
                Duration.ZERO,
                false,
                new Machine(word, word, word, 1, 1),
                0,
                0,
                List.of(new Outcome("wide", List.of(wide), null)),
                List.of());

        assertThat(report.text().lines()).allMatch(line -> line.length() <= 120).anyMatch(line -> line.length() == 120);
    }
}
