package nexus.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import nexus.adapters.Adapter;
import nexus.adapters.link.LinkSettings;
import nexus.config.ConfigException;
import nexus.gateway.adapter.AdapterKind.AdapterContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixKindTest {
    @TempDir
    Path folder;

    private AdapterPlan read(String keys) throws Exception {
        Path file = Files.writeString(
                folder.resolve("adapters.yaml"), "adapters:\n  broker:\n    kind: fix\n" + keys.indent(4));
        return AdapterPlan.read(file, folder).get(0);
    }

    @Test
    void allKeys() throws Exception {
        AdapterPlan plan = read("""
                trade: { host: fix.example.com, port: 5212, sender: demo.1, target: cServer, senderSub: TRADE, targetSub: TRADE,
                         username: "1", password: "pass 1", heartbeat: 20s, resetOnLogon: true, tls: true, trustStore: trust.p12,
                         start: "17:05:00", end: "16:55:00", zone: America/New_York }
                quote: { host: fix.example.com, port: 5211, sender: demo.1, target: cServer, senderSub: QUOTE, targetSub: QUOTE, tls: false }
                account: "1"
                asksStatus: false
                orderFields: ["21=1"]
                marketData: { from: quote-session, depth: 1, incremental: false, bidAndAsk: true, trades: false }
                symbols:
                  EURUSD: { symbol: "1", fields: ["48=4711", "22=8"], priceStep: 0.00001, quantityStep: 1000 }
                """);
        try (Adapter adapter = plan.opening()
                .open(new AdapterContext(
                        LinkSettings.of("tcp://127.0.0.1:1", "broker"), folder.resolve("memory"), line -> {}))) {
            assertThat(adapter.status())
                    .containsExactly(
                            "no gateway",
                            "orders: the FIX session demo.1/TRADE -> cServer/TRADE at fix.example.com:5212 is not logged"
                                    + " on: not connected yet",
                            "market data: the FIX session demo.1/QUOTE -> cServer/QUOTE at fix.example.com:5211 is not"
                                    + " logged on: not connected yet");
        }
    }

    @Test
    void everyProblemIsNamed() {
        assertThatThrownBy(() -> read("trade: { host: h, start: \"5 pm\" }\norderFields: [\"x\"]\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sender")
                .hasMessageContaining("target")
                .hasMessageContaining("port")
                .hasMessageContaining("17:05:00")
                .hasMessageContaining("tag=value")
                .hasMessageContaining("at least one symbol");
    }

    @Test
    void oneSessionForBothIsNamedOnce() {
        assertThatThrownBy(() -> read("""
                        trade: { host: h, port: 1, sender: a, target: b }
                        quote: { host: h, port: 2, sender: a, target: b }
                        marketData: { from: quote-session }
                        symbols: { X: {} }
                        """)).hasMessageContaining("leave quote out");
    }
}
