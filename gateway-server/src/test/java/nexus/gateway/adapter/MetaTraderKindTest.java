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

class MetaTraderKindTest {
    @TempDir
    Path folder;

    private AdapterPlan read(String keys) throws Exception {
        Path file = Files.writeString(
                folder.resolve("adapters.yaml"), "adapters:\n  mt5:\n    kind: dwx\n" + keys.indent(4));
        return AdapterPlan.read(file, folder).get(0);
    }

    @Test
    void allKeys() throws Exception {
        AdapterPlan plan = read("""
                filesFolder: MQL5/Files
                brokerZone: Europe/Athens
                poll: 5ms
                silence: 5s
                history: 2s
                dayIsGtc: true
                symbols:
                  NAS100: { symbol: NAS100.r, priceStep: 0.1, volumeStep: 0.1 }
                  US500: {}
                """);
        try (Adapter adapter = plan.opening()
                .open(new AdapterContext(
                        LinkSettings.of("tcp://127.0.0.1:1", "mt5"), folder.resolve("memory"), line -> {}))) {
            assertThat(adapter.status()).startsWith("no gateway", "not started");
        }
    }

    @Test
    void whatTheEaDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> read("filesFolder: F\n")).hasMessageContaining("at least one symbol");
        assertThatThrownBy(() -> read("symbols: { NAS100: {} }\n")).hasMessageContaining("filesFolder");
        assertThatThrownBy(() -> read("filesFolder: F\nsymbols: { N: { symbol: \"a,b\" } }\n"))
                .hasMessageContaining("a,b");
        assertThatThrownBy(() -> read("filesFolder: F\nsymbols: { N: { volumeStep: 0.001 } }\n"))
                .hasMessageContaining("multiple of 0.01");
        assertThatThrownBy(() -> read("filesFolder: F\nsymbols:\n  A: { symbol: X }\n  B: { symbol: X }\n"))
                .hasMessageContaining("X twice");
    }
}
