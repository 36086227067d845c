package nexus.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conformance suite against an adapter in a process of its own, which it kills and starts again. */
class ConformanceIT {
    @TempDir
    Path folder;

    @Test
    void theModelAdapterHoldsAlsoWhenItIsKilled() throws Exception {
        String endpoint;
        try (ServerSocket free = new ServerSocket(0)) {
            endpoint = "tcp://127.0.0.1:" + free.getLocalPort();
        }
        Path file = Files.writeString(folder.resolve("adapters.yaml"), """
                adapters:
                  nt8:
                    kind: simulated
                    gateway: %s
                    ticksPerSecond: 50
                    partialFills: 2
                    symbols: { "NQ 03-25": { startPrice: 16250.50, priceStep: 0.25 } }
                """.formatted(endpoint));

        CommandRun run = CommandRun.of(
                "conformance",
                "--platform",
                "nt8",
                "--endpoint",
                endpoint,
                "--quantity",
                "2",
                "--price-step",
                "0.25",
                "--run",
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "gateway-server-0.1.0.jar").toAbsolutePath(),
                "adapter",
                "--config",
                file,
                "--data",
                folder.resolve("a data folder"));

        assertThat(run.out()).doesNotContain("FAIL", "WARN", "SKIP").contains(": 19 hold, 0 fail");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
    }
}
