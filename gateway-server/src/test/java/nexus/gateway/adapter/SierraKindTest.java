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

class SierraKindTest {
    @TempDir
    Path folder;

    private AdapterPlan read(String keys) throws Exception {
        Path file = Files.writeString(
                folder.resolve("adapters.yaml"), "adapters:\n  sierra:\n    kind: sierra\n" + keys.indent(4));
        return AdapterPlan.read(file, folder).get(0);
    }

    @Test
    void allKeys() throws Exception {
        AdapterPlan plan = read("""
                host: 192.168.1.20
                port: 11199
                username: me
                password: "pass 1"
                account: Sim1
                heartbeat: 5s
                asksEncoding: false
                data: scid
                dataFolder: SierraChart/Data
                resumesScid: true
                scidPoll: 10ms
                symbols:
                  NQH25: { symbol: NQH25-CME, exchange: CME, scidFile: NQH25-CME.scid, scidFactor: 0.01, priceStep: 0.25, quantityStep: 1 }
                  GCZ3: {}
                """);
        try (Adapter adapter = plan.opening()
                .open(new AdapterContext(
                        LinkSettings.of("tcp://127.0.0.1:1", "sierra"), folder.resolve("memory"), line -> {}))) {
            assertThat(adapter.status())
                    .contains("NQH25: ticks from NQH25-CME.scid", "GCZ3: ticks from GCZ3.scid", "not connected yet");
        }
    }

    @Test
    void filesWantAFolder() {
        assertThatThrownBy(() -> read("data: scid\nsymbols: { NQH25: {} }\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("wants dataFolder");
    }

    @Test
    void aSymbolIsThereAndOnce() {
        assertThatThrownBy(() -> read("port: 11099\n")).hasMessageContaining("at least one symbol");
        assertThatThrownBy(() -> read("symbols:\n  A: { symbol: NQ }\n  B: { symbol: NQ }\n"))
                .hasMessageContaining("NQ twice");
    }
}
