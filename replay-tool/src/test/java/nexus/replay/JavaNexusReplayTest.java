package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nexus.adapters.link.Side;
import nexus.adapters.nexus.NexusClient;
import nexus.adapters.nexus.NexusHandler;
import nexus.adapters.nexus.NexusSettings;
import nexus.adapters.nexus.Signal;
import nexus.replay.backtest.TickDay;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client in Java as the NEXUS of a backtest, in lockstep. */
class JavaNexusReplayTest {
    private static final int TICKS = 300;
    private static final int TICKS_PER_SIGNAL = 50;

    @TempDir
    Path folder;

    private Path ticks;

    @BeforeEach
    void makeTicks() throws Exception {
        ticks = TickDay.write(folder.resolve("gc.csv"), TickDay.trades(3, TICKS));
        // The configuration is written with it.
        BacktestRun.random(folder, folder.resolve("first"), ticks, "next-trade");
    }

    /** Buys with each 50th tick. */
    private static final class Trader implements NexusHandler {
        private final List<String> fills = new CopyOnWriteArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private NexusClient client;
        private int seen;
        private long told;

        void trade(String address) throws Exception {
            try (NexusClient opening =
                    NexusClient.open(NexusSettings.of(address).in(NexusSettings.Mode.LOCKSTEP), this)) {
                client = opening;
                opened.countDown();
                assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            }
        }

        @Override
        public void up() {
            try {
                opened.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void marketData(MarketData tick) {
            seen++;
            if (seen % TICKS_PER_SIGNAL == 0) {
                client.signal(Signal.market(client.newOrderId(), "GC", Side.BUY, BigDecimal.ONE));
            }
        }

        @Override
        public void orderFill(OrderFill fill) {
            fills.add(fill.orderId() + " " + fill.platform() + " " + fill.price());
        }

        @Override
        public void replayEnd(long messages) {
            told = messages;
        }

        @Override
        public void ended(String reason) {
            ended.countDown();
        }
    }

    private Trader backtest(Path out) throws Exception {
        Trader trader = new Trader();
        try (FeedRun run = FeedRun.startCommand(
                "backtest",
                "--strategy",
                "zmq",
                "--ticks",
                ticks,
                "--symbol",
                "GC",
                "--config",
                folder.resolve("gateway.yaml"),
                "--no-report",
                "--out",
                out)) {
            trader.trade(run.address());
            CommandRun ended = run.end();
            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
        return trader;
    }

    @Test
    void seesEveryTickAndTheSameBacktestGivesTheSameJournal() throws Exception {
        Trader first = backtest(folder.resolve("a"));
        Trader second = backtest(folder.resolve("b"));

        assertThat(first.seen).isGreaterThanOrEqualTo(TICKS);
        assertThat(first.told).isGreaterThan(first.seen);
        assertThat(first.fills).isNotEmpty().isEqualTo(second.fills);
        assertThat(BacktestRun.records(folder.resolve("a"))).isEqualTo(BacktestRun.records(folder.resolve("b")));
    }
}
