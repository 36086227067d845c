package nexus.adapters.metatrader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.MessageFields;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices as the EA shows them. */
class MetaTraderDataTest {
    @TempDir
    Path folder;

    private MetaTraderStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = new MetaTraderStage(folder);
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
    }

    private String tick() {
        MessageFields fields = stage.gateway.raw().next(Types.MARKET_DATA).fields();
        return fields.dataText(Keys.SYMBOL) + " " + text(fields, Keys.BID) + "/" + text(fields, Keys.ASK) + " "
                + text(fields, Keys.PRICE);
    }

    private static String text(MessageFields fields, Key key) {
        BigDecimal value = fields.dataDecimal(key);
        return value == null ? "-" : value.stripTrailingZeros().toPlainString();
    }

    private void quote(String symbol, String bid, String ask, String last) {
        stage.ea.with(terminal -> {
            terminal.symbols.get(symbol).bid = bid;
            terminal.symbols.get(symbol).ask = ask;
            terminal.symbols.get(symbol).last = last;
        });
    }

    @Test
    void aSnapshotIsToldWhereItHasChanged() throws IOException {
        stage.up();
        assertThat(List.of(tick(), tick()))
                .containsExactlyInAnyOrder("NAS100 16250.1/16250.3 -", "US500 16250.1/16250.3 -");
        quote("US500.r", "5000.5", "5001", "5000.75");
        assertThat(tick()).isEqualTo("US500 5000.5/5001 5000.75");
        quote("US500.r", "5000.25", "5001", "5000.75");
        assertThat(tick()).isEqualTo("US500 5000.25/5001 -");
        assertThat(stage.adapter.status()).noneMatch(line -> line.contains("without a price"));
    }

    @Test
    void aSymbolThatTheBrokerDoesNotHaveIsLeftOutAndTheRestComes() throws IOException {
        stage.symbols =
                List.of(MetaTraderSymbol.of("GER40"), MetaTraderSymbol.of("NAS100"), MetaTraderSymbol.of("NAS100.x"));
        stage.up();
        assertThat(tick()).isEqualTo("NAS100 16250.1/16250.3 -");
        stage.awaitSaid("MetaTrader has no prices of a symbol: Could not subscribe to symbols: GER40, NAS100.x");
        quote("NAS100", "1", "2", "0");
        assertThat(tick()).isEqualTo("NAS100 1/2 -");
        Eventually.await("told", () -> stage.adapter.status().contains("symbols without a price: 2"));
    }
}
