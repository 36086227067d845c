package nexus.replay.backtest;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import nexus.config.RouterConfig;
import nexus.journal.message.RecordKind;
import nexus.replay.backtest.example.MovingAverageCross;
import nexus.replay.backtest.fills.FillModel;
import nexus.replay.backtest.ticks.FileInputs;
import nexus.replay.backtest.ticks.PlatformInputs;
import nexus.replay.backtest.ticks.PlatformSymbols;
import nexus.replay.backtest.ticks.TickFile;

/**
 * How fast a backtest with a Java strategy is, beside what its journal and its router alone take for the same ticks; in turn,
 * in one process. Not a test: run it, behind a build, from the repository's folder with
 *
 * <pre>java -cp 'replay-tool/target/test-classes:replay-tool/target/lib/*:replay-tool/target/*' (Chronicle's flags)
 * nexus.replay.backtest.BacktestRate</pre>
 *
 * <p>and, if wanted, how many rounds (default 5).
 */
final class BacktestRate {
    private static final int TICKS = 2_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final RouterConfig CONFIG = RouterConfig.of(
            List.of(new RouterConfig.Platform("nt8", "nt8")),
            List.of(new RouterConfig.Mapping("GC", "nt8", "GC 12-13", BigDecimal.ONE, BigDecimal.ONE, true)));

    private final Path folder;
    private final Path ticks;

    private BacktestRate(Path folder) throws IOException {
        this.folder = folder;
        this.ticks = TickDay.write(folder.resolve("gc.csv"), TickDay.trades(1, TICKS));
    }

    /** {@code [rounds]}. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Path folder = Files.createTempDirectory("backtest-rate");
        try {
            BacktestRate rate = new BacktestRate(folder);
            for (int round = 1; round <= rounds; round++) {
                double bare = TICKS / rate.bare();
                double whole = TICKS / rate.backtest();
                System.out.printf(
                        Locale.ROOT,
                        "round %d: journal and router alone %,.0f ticks/s, backtest %,.0f ticks/s, ratio %.2f%n",
                        round,
                        bare,
                        whole,
                        whole / bare);
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private FileInputs inputs() throws Exception {
        FileInputs inputs = FileInputs.open(
                List.of(TickFile.of(ticks.toString(), "GC", "201312")),
                PlatformSymbols.of(CONFIG, "nt8", null),
                0,
                Long.MAX_VALUE);
        inputs.next();
        return inputs;
    }

    /** The first tick, again and again: no file is read, and nobody listens. */
    private double bare() throws Exception {
        Path out = folder.resolve("bare");
        try (FileInputs inputs = inputs();
                SimulatedGateway gateway = SimulatedGateway.open(
                        OutFolder.check(out, null),
                        Identity.of("rate", List.of()),
                        CONFIG,
                        inputs.timeNanos(),
                        (output, time) -> {})) {
            gateway.control(gateway.records().peerUp(1, "nexus", "01", null));
            gateway.control(gateway.records().nexusSettled(1));
            while (inputs.kind() != PlatformInputs.Kind.TICK) {
                inputs.next();
            }
            byte[] tick = new byte[inputs.length()];
            System.arraycopy(inputs.buffer(), inputs.offset(), tick, 0, tick.length);
            long start = System.nanoTime();
            for (int i = 0; i < TICKS; i++) {
                gateway.input(RecordKind.PLATFORM_IN, 2, tick, 0, tick.length);
            }
            return (System.nanoTime() - start) / NANOS_PER_SECOND;
        } finally {
            delete(out);
        }
    }

    private double backtest() throws Exception {
        Path out = folder.resolve("out");
        Messages messages = new Messages();
        long start = System.nanoTime();
        try (FileInputs inputs = inputs();
                Backtest backtest = Backtest.open(
                        new Backtest.Setup(CONFIG, FillModel.of(FillModel.DEFAULT), 1),
                        OutFolder.check(out, null),
                        Identity.of("rate", List.of()),
                        inputs,
                        new StrategyNexus(new MovingAverageCross(Map.of()), messages),
                        messages)) {
            backtest.run("rate", () -> false, (done, share) -> {});
            return (System.nanoTime() - start) / NANOS_PER_SECOND;
        } finally {
            delete(out);
        }
    }
}
