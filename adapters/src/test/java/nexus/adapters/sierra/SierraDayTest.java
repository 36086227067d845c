package nexus.adapters.sierra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import nexus.adapters.link.Eventually;
import nexus.adapters.sierra.SierraSettings.DataSource;
import nexus.adapters.sierra.dtc.DataMessages.TradeUnbundled2;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.scid.ScidWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real day of trades comes through complete, on either way. */
class SierraDayTest {
    /** As many as may be on the way: more than the link's queue would be thrown away, as ticks are. */
    private static final int WINDOW = 2_000;

    @TempDir
    Path folder;

    private List<GoldDay.Trade> day;

    /** Brings one trade to the adapter. */
    private interface Source {
        void trade(GoldDay.Trade trade) throws IOException;
    }

    @BeforeEach
    void read() throws IOException {
        day = GoldDay.trades();
        assumeFalse(day.isEmpty(), "no recorded day beside or above this folder");
    }

    @Test
    void overDtc() throws Exception {
        try (SierraStage stage = new SierraStage(folder).up()) {
            Eventually.await("subscribed", () -> stage.server.subscription("GCZ3") != null);
            int id = stage.server.subscription("GCZ3");
            play(
                    stage,
                    trade -> stage.server.send(
                            Message.of(MessageType.MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR_2)
                                    .put(TradeUnbundled2.SYMBOL_ID, id)
                                    .put(TradeUnbundled2.PRICE, Double.parseDouble(trade.price()))
                                    .put(TradeUnbundled2.VOLUME, trade.size())
                                    .put(TradeUnbundled2.DATE_TIME, trade.epochMillis() * 1_000)));
        }
    }

    @Test
    void fromTheFile() throws Exception {
        try (ScidWriter writer = ScidWriter.create(folder.resolve("GCZ3.scid"));
                SierraStage stage = new SierraStage(folder)
                        .with(s -> new SierraSettings(
                                s.host(),
                                s.port(),
                                "",
                                "",
                                "",
                                10,
                                true,
                                DataSource.SCID,
                                s.dataFolder(),
                                true,
                                s.scidPollMillis(),
                                s.symbols()))
                        .up()) {
            stage.awaitSaid("GCZ3.scid from record 1");
            play(
                    stage,
                    trade -> writer.trade(
                            trade.epochMillis() * 1_000, Double.parseDouble(trade.price()), trade.size(), 0));
        }
    }

    private void play(SierraStage stage, Source source) throws Exception {
        AtomicInteger taken = new AtomicInteger();
        List<IOException> failures = new ArrayList<>();
        Thread player = new Thread(() -> {
            try {
                int sent = 0;
                for (GoldDay.Trade trade : day) {
                    while (sent - taken.get() >= WINDOW && !Thread.interrupted()) {
                        LockSupport.parkNanos(100_000);
                    }
                    source.trade(trade);
                    sent++;
                }
            } catch (IOException e) {
                failures.add(e);
            }
        });
        player.start();
        for (GoldDay.Trade trade : day) {
            var fields = stage.gateway.next(Types.MARKET_DATA).fields();
            taken.incrementAndGet();
            assertThat(fields.dataText(Keys.SYMBOL)).isEqualTo("GCZ3");
            assertThat(fields.dataDecimal(Keys.PRICE)).isEqualByComparingTo(trade.price());
            assertThat(fields.dataDecimal(Keys.VOLUME)).isEqualByComparingTo(BigDecimal.valueOf(trade.size()));
            assertThat(Math.round(fields.dataDecimal(Keys.TIMESTAMP).doubleValue() * 1_000))
                    .isEqualTo(trade.epochMillis());
        }
        player.join();
        assertThat(failures).isEmpty();
    }
}
