package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nexus.replay.backtest.TickDay;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days that simulated platforms made are clean. The seed is printed; {@code -Dreplay.seed=N} runs it again. */
class AuditBacktestTest {
    private static final long SEED = Long.getLong("replay.seed", 20_261_123L);
    private static final int TICKS = 20_000;

    @TempDir
    Path folder;

    private List<?> findings(Path data) {
        CommandRun run = CommandRun.of("audit", "--data", data, "--json");
        assertThat(run.err()).isEmpty();
        Map<String, Object> json = ReportCommandTest.json(run.out());
        assertThat((int) ReportCommandTest.at(json, "counts", "executions")).isPositive();
        return (List<?>) json.get("findings");
    }

    @Test
    void ordersAtTheMarketAreClean() throws Exception {
        System.out.println("audited backtest: -Dreplay.seed=" + SEED);
        Path ticks = TickDay.write(folder.resolve("gc.csv"), TickDay.trades(SEED, TICKS));
        CommandRun.of(
                "backtest",
                "--strategy",
                "MovingAverageCross",
                "--ticks",
                ticks,
                "--symbol",
                "GC",
                "--out",
                folder.resolve("out"),
                "--no-report",
                "--config",
                config());

        assertThat(findings(folder.resolve("out"))).isEmpty();
    }

    private Path config() throws Exception {
        BacktestRun.of(folder, folder.resolve("unused"), "--help");
        return folder.resolve("gateway.yaml");
    }

    /** Limits, stops, cancels, partial fills, rejects, delays: but for what is open at the end there is nothing. */
    @RepeatedTest(3)
    void whateverIsTradedIsCleanButForWhatIsOpen(RepetitionInfo turn) throws Exception {
        long seed = SEED + turn.getCurrentRepetition() - 1;
        System.out.println("audited backtest: -Dreplay.seed=" + seed);
        Path ticks = TickDay.write(folder.resolve("gc.csv"), TickDay.trades(seed, TICKS));
        CommandRun run = BacktestRun.random(
                folder,
                folder.resolve("out"),
                ticks,
                "next-trade,latency=3ms,jitter=5ms,answer=1ms,share=0.7,reject=0.05,commission=2.5",
                "--seed",
                seed);
        assertThat(run.exitCode()).isZero();

        assertThat(findings(folder.resolve("out")))
                .allSatisfy(finding -> assertThat(ReportCommandTest.at(finding, "code"))
                        .as(finding.toString())
                        .isEqualTo("F10"));
    }
}
