package nexus.adapters.nexus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import nexus.adapters.link.Eventually;
import nexus.adapters.link.FakeGateway;
import nexus.adapters.link.FakeGateway.Received;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoStrategyTest {
    @TempDir
    private Path folder;

    @Test
    void tradesOnceItSeesItsSymbolAndCountsWhatComesBack() throws IOException {
        List<String> said = new CopyOnWriteArrayList<>();
        Path ledger = folder.resolve("nexus.jsonl");
        try (FakeGateway gateway = FakeGateway.forNexus();
                DemoStrategy strategy = DemoStrategy.open(
                        new DemoSettings(
                                NexusSettings.of(gateway.endpoint()).resumingFrom(0, null),
                                "NQ",
                                BigDecimal.ONE,
                                1,
                                3,
                                ledger),
                        said::add)) {
            gateway.next(Types.HELLO);
            gateway.send(
                    null,
                    Types.MARKET_DATA,
                    map -> map.beginMap(Keys.DATA)
                            .put(Keys.SYMBOL, "NQ")
                            .put(Keys.PRICE, new BigDecimal("16250.5"))
                            .endMap());
            Set<String> ids = new HashSet<>();
            for (String side : List.of("BUY", "SELL", "BUY")) {
                Received signal = gateway.next(Types.SIGNAL);
                assertThat(signal.fields().text(Keys.SIDE)).isEqualTo(side);
                String id = signal.fields().text(Keys.ORDER_ID);
                assertThat(ids.add(id)).isTrue();
                gateway.send(null, Types.SIGNAL_ACK, map -> {
                    map.put(Keys.SEQ, ids.size() * 10L).put(Keys.ORDER_ID, id);
                    map.beginArray(Keys.PLATFORMS, 1).add("mt5");
                });
                gateway.send(
                        null,
                        Types.ORDER_FILL,
                        map -> map.put(Keys.SEQ, ids.size() * 10L + 1)
                                .put(Keys.ORDER_ID, id)
                                .put(Keys.PLATFORM, "mt5")
                                .put(Keys.SYMBOL, "NQ")
                                .put(Keys.FILLED_QTY, 1)
                                .put(Keys.FILL_PRICE, new BigDecimal("16250.5"))
                                .put(Keys.EXEC_ID, "E" + ids.size()));
            }
            Eventually.await("three filled", () -> strategy.tally().filled() == 3);
            assertThat(strategy.tally()).isEqualTo(new Tally(1, 3, 3, 0, 0, 3, 3, 0, 0, 0, 3, 0, 0, 0));
            assertThat(said).contains("market data received: NQ @ 16250.5");
        }
        assertThat(Files.readAllLines(ledger))
                .filteredOn(line -> line.startsWith("{\"event\":\"fill\""))
                .hasSize(3);
    }
}
