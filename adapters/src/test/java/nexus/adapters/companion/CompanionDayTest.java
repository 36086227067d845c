package nexus.adapters.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import nexus.adapters.GoldDay;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real day of trades comes through complete: platform, companion in C#, adapter. */
class CompanionDayTest {
    /** As many as may be on the way: more than the link's queue would be thrown away, as ticks are. */
    private static final int WINDOW = 2_000;

    @TempDir
    Path folder;

    private List<GoldDay.Trade> day;

    @BeforeEach
    void read() throws IOException {
        day = GoldDay.trades();
        assumeFalse(day.isEmpty(), "no recorded day beside or above this folder");
    }

    @Test
    void throughTheAddOnOfNinjaTrader() throws Exception {
        Path program = MonoProgram.compile(folder, "ninjatrader/NexusAddOn.cs", "NinjaTrader.cs");
        try (CompanionStage stage = CompanionStage.start(folder, "Sim101", "GC 12-13")) {
            Files.writeString(folder.resolve("NexusAddOn.txt"), "port=" + stage.port());
            try (MonoProgram platform = MonoProgram.start(program, folder.toString())) {
                platform.does("connect");
                play(
                        stage,
                        platform,
                        "GC 12-13",
                        trade -> "tick|GC 12-13|Last|" + trade.price() + "|" + trade.size() + "|0|0|"
                                + trade.epochMillis());
            }
        }
    }

    @Test
    void throughTheStrategyOfQuantower() throws Exception {
        Path program = MonoProgram.compile(folder, "quantower/NexusStrategy.cs", "Quantower.cs");
        try (CompanionStage stage = CompanionStage.start(folder, "Demo", "BTC");
                MonoProgram platform = MonoProgram.start(program, String.valueOf(stage.port()))) {
            play(
                    stage,
                    platform,
                    "BTC",
                    trade -> "last|BTC|" + trade.price() + "|" + trade.size() + "|None|" + trade.epochMillis());
        }
    }

    private void play(
            CompanionStage stage, MonoProgram platform, String symbol, Function<GoldDay.Trade, String> command)
            throws InterruptedException {
        stage.up();
        AtomicInteger taken = new AtomicInteger();
        Thread player = new Thread(() -> {
            int sent = 0;
            for (GoldDay.Trade trade : day) {
                while (sent - taken.get() >= WINDOW && !Thread.interrupted()) {
                    LockSupport.parkNanos(100_000);
                }
                platform.does(command.apply(trade));
                sent++;
            }
        });
        player.setDaemon(true);
        player.start();
        for (GoldDay.Trade trade : day) {
            var fields = stage.gateway.next(Types.MARKET_DATA).fields();
            taken.incrementAndGet();
            assertThat(fields.dataText(Keys.SYMBOL)).isEqualTo(symbol);
            assertThat(fields.dataDecimal(Keys.PRICE)).isEqualByComparingTo(trade.price());
            assertThat(fields.dataDecimal(Keys.VOLUME)).isEqualByComparingTo(BigDecimal.valueOf(trade.size()));
            assertThat(Math.round(fields.dataDecimal(Keys.TIMESTAMP).doubleValue() * 1_000))
                    .isEqualTo(trade.epochMillis());
        }
        player.join();
    }
}
