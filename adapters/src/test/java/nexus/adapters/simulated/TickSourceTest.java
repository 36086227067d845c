package nexus.adapters.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import nexus.adapters.link.Tick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickSourceTest {
    private static final String ROWS = """
            ts_ms,contract,price,size
            1000,201312,1313.7,1
            1001,201402,1314,2
            1002,201402,1314.1,0
            1003,201312,1313.6,5
            1004,201402,1314.2,1
            """;
    private static final Path REAL_DAY = Path.of("shared", "data", "gc-2013-10-07-trades.csv.gz");

    @TempDir
    private Path folder;

    @Test
    void walkBeginsAtTheStartPricesAndMovesByTickSize() {
        RandomWalk walk = new RandomWalk(
                List.of(SimulatedSymbol.of("NQ", "16250.50", "0.25"), SimulatedSymbol.of("ES", "5000", "0.25")), 42);
        assertThat(walk.next(7)).isEqualTo(Tick.trade("NQ", new BigDecimal("16250.50"), volumeOf(42), 7));
        BigDecimal before = walk.next(8).price();
        assertThat(before).isEqualByComparingTo("5000");
        for (int i = 0; i < 1_000; i++) {
            walk.next(9);
            BigDecimal price = walk.next(9).price();
            assertThat(price.subtract(before).abs()).isLessThanOrEqualTo(new BigDecimal("0.25"));
            before = price;
        }
    }

    @Test
    void theSameSeedWalksTheSame() {
        assertThat(walked(5)).isEqualTo(walked(5)).isNotEqualTo(walked(6));
    }

    @Test
    void priceNeverFallsToNothing() {
        RandomWalk walk = new RandomWalk(List.of(SimulatedSymbol.of("PENNY", "1", "1")), 3);
        for (int i = 0; i < 1_000; i++) {
            assertThat(walk.next(0).price()).isPositive();
        }
    }

    @Test
    void recordingPlaysTheBusiestContractWhereNoneIsNamed() throws IOException {
        assertThat(play(new Recording(plain(ROWS), null, "XAUUSD")))
                .containsExactly(
                        tick("1314", "2", 1_001_000_000L),
                        tick("1314.1", "0", 1_002_000_000L),
                        tick("1314.2", "1", 1_004_000_000L));
    }

    @Test
    void recordingPlaysTheContractNamedOutOfAGzippedFile() throws IOException {
        Path file = folder.resolve("day.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(ROWS.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(play(new Recording(file, "201312", "XAUUSD")))
                .containsExactly(tick("1313.7", "1", 1_000_000_000L), tick("1313.6", "5", 1_003_000_000L));
    }

    @Test
    void recordingSaysWhichLineIsWrong() throws IOException {
        assertThatThrownBy(() -> play(new Recording(plain("time,price\n"), null, "X")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1: want ts_ms,contract,price,size");
        assertThatThrownBy(() -> play(new Recording(plain(ROWS + "1005,201312,cheap,1\n"), "201312", "X")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 7");
    }

    @Test
    void theRealDayPlaysItsBusiestContract() throws IOException {
        Path file = realDay();
        assumeTrue(file != null, "no " + REAL_DAY + " beside or above this folder");
        Recording recording = new Recording(file, null, "XAUUSD");
        try (RecordedTicks ticks = RecordedTicks.open(recording)) {
            assertThat(ticks.contract()).isEqualTo("201312");
        }
        List<Tick> played = play(recording);
        assertThat(played).hasSizeGreaterThan(30_000);
        assertThat(played.get(0)).isEqualTo(tick("1313.7", "1", 1_381_104_000_276_000_000L));
        assertThat(played).isSortedAccordingTo((a, b) -> Long.compare(a.epochNanos(), b.epochNanos()));
    }

    private static Path realDay() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve(REAL_DAY);
            if (Files.isReadable(file)) {
                return file;
            }
        }
        return null;
    }

    private Path plain(String text) {
        try {
            return Files.writeString(folder.resolve("day.csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Tick> play(Recording recording) throws IOException {
        List<Tick> played = new ArrayList<>();
        try (RecordedTicks ticks = RecordedTicks.open(recording)) {
            Tick tick;
            while ((tick = ticks.next(0)) != null) {
                played.add(tick);
            }
        }
        return played;
    }

    private static List<Tick> walked(long seed) {
        RandomWalk walk = new RandomWalk(List.of(SimulatedSymbol.of("NQ", "16250.50", "0.25")), seed);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ticks.add(walk.next(i));
        }
        return ticks;
    }

    private static BigDecimal volumeOf(long seed) {
        return new RandomWalk(List.of(SimulatedSymbol.of("NQ", "16250.50", "0.25")), seed)
                .next(0)
                .volume();
    }

    private static Tick tick(String price, String volume, long epochNanos) {
        return Tick.trade("XAUUSD", new BigDecimal(price), new BigDecimal(volume), epochNanos);
    }
}
