package nexus.adapters.metatrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nexus.adapters.GoldDay;
import nexus.adapters.link.MessageFields;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trades of a real day come through in their order, each change of the price one tick. Snapshots are lost where the market
 * is faster than the EA; here it waits. {@code -Dadapters.day=full} plays the whole day.
 */
class MetaTraderDayTest {
    private static final int TRADES = "full".equals(System.getProperty("adapters.day")) ? Integer.MAX_VALUE : 1_500;

    @TempDir
    Path folder;

    @Test
    void eachChangeIsOneTick() throws IOException {
        List<GoldDay.Trade> day = GoldDay.trades();
        assumeFalse(day.isEmpty(), "no recorded day beside or above this folder");
        try (MetaTraderStage stage = new MetaTraderStage(folder).up()) {
            String last = "";
            int changes = 0;
            for (GoldDay.Trade trade : day.subList(0, Math.min(TRADES, day.size()))) {
                if (!trade.price().equals(last)) {
                    last = trade.price();
                    changes++;
                    stage.ea.with(terminal -> terminal.symbols.get("NAS100").last = trade.price());
                    assertThat(nextPrice(stage)).isEqualTo(trade.price());
                }
            }
            System.out.println("MetaTraderDayTest: " + changes + " changes of the price");
        }
    }

    private static String nextPrice(MetaTraderStage stage) {
        while (true) {
            MessageFields fields = stage.gateway.raw().next(Types.MARKET_DATA).fields();
            if (fields.dataDecimal(Keys.PRICE) != null) {
                return fields.dataDecimal(Keys.PRICE).toPlainString();
            }
        }
    }
}
