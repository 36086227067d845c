package nexus.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterCommandTest {
    private static final String TWO = """
            adapters:
              nt8:
                kind: simulated
                symbols: { "NQ 03-25": { startPrice: 16250.50, priceStep: 0.25 } }
              mt5:
                kind: simulated
                symbols: { NAS100: {} }
            """;

    @TempDir
    Path folder;

    @Test
    void theShippedFileIsRight() {
        Path shipped = Path.of("..", "config", "adapters.yaml");
        CommandRun check = CommandRun.of("adapter", "--check", "--config", shipped, "--data", folder);
        assertThat(check.err()).isEmpty();
        assertThat(check.out()).startsWith("adapters: ").contains(": ok");
    }

    @Test
    void aFileIsCheckedWithoutRunningAnything() throws IOException {
        CommandRun check = CommandRun.of("adapter", "--check", "--config", file(TWO), "--data", folder);
        CommandRun one = CommandRun.of("adapter", "mt5", "--check", "--config", file(TWO), "--data", folder);
        assertThat(check.out()).isEqualTo("adapters: nt8, mt5: ok\n");
        assertThat(one.out()).isEqualTo("adapters: mt5: ok\n");
        assertThat(folder.resolve("adapters")).doesNotExist();
    }

    @Test
    void everyProblemIsShown() throws IOException {
        CommandRun run = CommandRun.of("adapter", "--config", file("""
                        adapters:
                          nt8: { kind: carrier-pigeon }
                          mt5: { kind: simulated, fillAfter: 1 }
                        """), "--data", folder);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("adapters.yaml:2: adapters.nt8.kind: carrier-pigeon — must be simulated")
                .contains("adapters.yaml:3: adapters.mt5.fillAfter: 1 — must be a duration")
                .contains("adapters.yaml:3: symbols — must be a group of at least one symbol");
    }

    @Test
    void anUnknownNameIsToldWithThoseThatThereAre() throws IOException {
        CommandRun run = CommandRun.of("adapter", "nt9", "--config", file(TWO), "--data", folder);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no adapter nt9, only nt8, mt5");
    }

    @Test
    void whatCannotBeUsedEndsItAndLeavesNothingOpen() throws IOException {
        Files.writeString(folder.resolve("blocked"), "a file where a folder should be");
        CommandRun run = CommandRun.of(
                "adapter",
                "--config",
                file(TWO.replace("mt5:\n", "mt5:\n    folder: blocked/x\n")),
                "--data",
                folder.resolve("data"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("gateway adapter: the adapters cannot run: ");
        assertThat(CommandRun.of("adapter", "--check", "--config", file(TWO)).exitCode())
                .isZero();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("adapters.yaml"), text);
    }
}
