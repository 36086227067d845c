package nexus.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import nexus.adapters.Adapter;
import nexus.adapters.link.LinkSettings;
import nexus.gateway.adapter.AdapterKind.AdapterContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NinjaTraderKindTest {
    @TempDir
    Path folder;

    private AdapterPlan read(String keys) throws Exception {
        Path file = Files.writeString(
                folder.resolve("adapters.yaml"), "adapters:\n  nt8:\n    kind: ninjatrader\n" + keys.indent(4));
        return AdapterPlan.read(file, folder).get(0);
    }

    @Test
    void allKeys() throws Exception {
        AdapterPlan plan = read("""
                platformFolder: NinjaTrader 8
                account: Sim101
                connection: My Broker
                poll: 10ms
                silence: 5s
                timeInForce: gtc
                symbols:
                  "NQ 03-25": { instrument: NQ 03-25, positionName: NQ MAR25, priceStep: 0.25, quantityStep: 1 }
                  "ES 03-25": {}
                """);
        try (Adapter adapter = plan.opening()
                .open(new AdapterContext(
                        LinkSettings.of("tcp://127.0.0.1:1", "nt8"), folder.resolve("memory"), line -> {}))) {
            assertThat(adapter.status()).containsExactly("no gateway", "not started");
        }
    }

    @Test
    void whatAtiDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> read("platformFolder: NT\n")).hasMessageContaining("at least one symbol");
        assertThatThrownBy(() -> read("symbols: { NQ: {} }\n")).hasMessageContaining("platformFolder");
        assertThatThrownBy(() -> read("platformFolder: NT\ntimeInForce: ioc\nsymbols: { NQ: {} }\n"))
                .hasMessageContaining("ATI has DAY and GTC");
        assertThatThrownBy(() -> read("platformFolder: NT\nsymbols: { NQ: { instrument: NQ;1 } }\n"))
                .hasMessageContaining("NQ;1");
        assertThatThrownBy(() -> read("platformFolder: NT\nsymbols: { NQ: { quantityStep: 0.5 } }\n"))
                .hasMessageContaining("whole number");
    }
}
