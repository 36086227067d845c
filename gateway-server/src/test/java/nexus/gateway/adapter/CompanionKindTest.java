package nexus.gateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import nexus.adapters.Adapter;
import nexus.adapters.link.LinkSettings;
import nexus.config.ConfigException;
import nexus.gateway.adapter.AdapterKind.AdapterContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanionKindTest {
    @TempDir
    Path folder;

    private AdapterPlan read(String keys) throws Exception {
        Path file = Files.writeString(
                folder.resolve("adapters.yaml"), "adapters:\n  p:\n    kind: companion\n" + keys.indent(4));
        return AdapterPlan.read(file, folder).get(0);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void allKeys() throws Exception {
        int port = freePort();
        AdapterPlan plan =
                read("companion: ninjatrader8\naccount: Sim101\nport: " + port + "\nsymbols: [NQ 03-25, ES 03-25]\n");
        try (Adapter adapter = plan.opening()
                .open(new AdapterContext(
                        LinkSettings.of("tcp://127.0.0.1:1", "nt8"), folder.resolve("memory"), line -> {}))) {
            assertThat(adapter.status()).contains("no gateway");
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> read("account: A\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("symbols")
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> read("companion: tradestation\nsymbols: [NQ]\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("companion")
                .hasMessageContaining("quantower");
    }
}
