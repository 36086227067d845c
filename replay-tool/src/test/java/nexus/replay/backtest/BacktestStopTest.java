package nexus.replay.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import nexus.config.RouterConfig;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.backtest.fills.FillModel;
import nexus.replay.backtest.ticks.FileInputs;
import nexus.replay.backtest.ticks.PlatformSymbols;
import nexus.replay.backtest.ticks.TickFile;
import nexus.replay.command.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as the loop sees it. */
class BacktestStopTest {
    private static final int STOP_AFTER = 700;

    @TempDir
    Path folder;

    @Test
    void theJournalEndsInOrderWhereItWasStopped() throws Exception {
        Path ticks = TickDay.write(folder.resolve("gc.csv"), TickDay.trades(1, 2_000));
        RouterConfig config = RouterConfig.of(
                List.of(new RouterConfig.Platform("nt8", "nt8")),
                List.of(new RouterConfig.Mapping("GC", "nt8", "GC 12-13", BigDecimal.ONE, BigDecimal.ONE, true)));
        Backtest.Setup setup = new Backtest.Setup(config, FillModel.of("next-trade"), 1);
        Messages messages = new Messages();
        Nexus nexus = new StrategyNexus(new RandomTrader(Map.of()), messages);
        AtomicInteger asked = new AtomicInteger();
        Path out = folder.resolve("out");

        Backtest.Result result;
        try (FileInputs inputs = FileInputs.open(
                List.of(TickFile.of(ticks.toString(), "GC", null)),
                PlatformSymbols.of(config, "nt8", null),
                0,
                Long.MAX_VALUE)) {
            inputs.next();
            try (Backtest backtest = Backtest.open(
                    setup, OutFolder.check(out, null), Identity.of("test", List.of("stop")), inputs, nexus, messages)) {
                result = backtest.run("stopped", () -> asked.incrementAndGet() > STOP_AFTER, (done, share) -> {});
            }
        }

        assertThat(result.stopped()).isTrue();
        assertThat(result.ticks()).isEqualTo(STOP_AFTER - 2);
        Replay replay = new Replay(new Router());
        List<String> kinds = new ArrayList<>();
        JournalRecord record = new JournalRecord();
        try (JournalReader journal = JournalReader.open(out)) {
            while (journal.next(record)) {
                replay.accept(record);
                kinds.add(record.kind().name());
            }
        }
        assertThat(replay.firstDivergence()).isEmpty();
        assertThat(replay.pending()).isEmpty();
        assertThat(Fingerprint.of(replay.router().stateBytes())).isEqualTo(result.fingerprint());
        assertThat(kinds.subList(kinds.size() - 2, kinds.size())).containsExactly("NOTE", "CHECKPOINT");
    }
}
