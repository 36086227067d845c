package nexus.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongRunFiguresTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    /** Memory grows by 1 MiB a sample for the first quarter, then stays; each tenth takes 1 µs longer than the one before. */
    private static SimulatedResult result(long heldNanos) {
        List<MemorySample> memory = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            memory.add(new MemorySample(i * 10_000L, Math.min(i, 25) * MIB, 40 * MIB, (100 + Math.min(i, 25)) * MIB));
        }
        List<Histogram> tickTimes = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            Histogram tenth = new Histogram(1_000_000, 2);
            tenth.recordValue(i * 1_000L);
            tickTimes.add(tenth);
        }
        return new SimulatedResult(
                7,
                1_500_000,
                1_000_000,
                900_000,
                100,
                90,
                120,
                118,
                2,
                30,
                2_000_000_000L,
                heldNanos,
                5_000,
                memory,
                tickTimes,
                List.of());
    }

    private static Figure figure(String id, List<Figure> figures) {
        return figures.stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void memoryIsComparedOnceOrdersAreForgottenAgain() {
        List<Figure> figures = new LongRunFigures(result(0), 4).ofMemory();
        assertThat(figure("long.heap.first", figures).median()).isEqualTo(25.0 * MIB);
        assertThat(figure("long.heap.last", figures).median()).isEqualTo(25.0 * MIB);
        assertThat(figure("long.native.last", figures).median()).isEqualTo(85.0 * MIB);
        assertThat(figure("long.heap.most", figures).median()).isEqualTo(25.0 * MIB);
        assertThat(figures).allMatch(Figure::isMet);
    }

    @Test
    void memoryOfAShortRunIsComparedWithItsBeginning() {
        List<Figure> figures = new LongRunFigures(result(0), 1).ofMemory();
        assertThat(figure("long.heap.first", figures).median()).isEqualTo(MIB);
    }

    @Test
    void latencyIsComparedFromTheSecondTenthToTheLast() {
        List<Figure> figures = new LongRunFigures(result(0), 4).ofLatency();
        assertThat(figure("long.p99.first", figures).median()).isBetween(1_990.0, 2_020.0);
        Figure last = figure("long.p99.last", figures);
        assertThat(last.median()).isBetween(9_900.0, 10_100.0);
        assertThat(last.distributions()).hasSize(10);
        assertThat(last.remarks().get(0)).contains("1.0/1/1, 2.0/2/2");
    }

    @Test
    void theRateSaysWhetherTheFollowerKeptUp() {
        Figure alone = figure("long.rate", new LongRunFigures(result(0), 4).ofRun());
        assertThat(alone.median()).isEqualTo(500_000);
        assertThat(alone.remarks().get(0)).contains("1,000,000 ticks", "(2 of them in an ORDER_STATUS", "Seed 7.");
        assertThat(alone.remarks().get(1)).isEqualTo("The follower kept up by itself.");
        Figure held = figure("long.rate", new LongRunFigures(result(500_000_000), 4).ofRun());
        assertThat(held.remarks().get(1)).contains("25 % of the time");
    }

    @Test
    void aRestartCountsBeyondOneOnAnEmptyFolder() {
        List<Figure> figures = new LongRunFigures(result(0), 4)
                .ofJournal(150_000_000, 2e6, List.of(700.0, 650.0, 800.0), List.of(1_800.0, 1_600.0, 2_000.0));
        assertThat(figure("long.journal", figures).median()).isEqualTo(150);
        assertThat(figure("long.restart.beyond", figures).median()).isEqualTo(1_100);
        assertThat(figure("long.restart.beyond", figures).rounds()).containsExactly(1_100.0, 950.0, 1_200.0);
        assertThat(figure("long.restart", figures).median()).isEqualTo(1_800);
        assertThat(figure("long.restart.beyond", figures).isMet()).isFalse();
    }

    @Test
    void aResultComesBackFromItsFile() throws Exception {
        SimulatedResult result = result(11);
        Path file = folder.resolve("result");
        ResultFile.write(result, file);
        assertThat(ResultFile.read(file)).isEqualTo(result);
    }
}
