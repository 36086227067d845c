package nexus.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import nexus.config.DefaultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
    @TempDir
    Path folder;

    @Test
    void everyCommandHasHelpWithItsExitCodes() {
        for (String command : GatewayMain.commandLine().getSubcommands().keySet()) {
            CommandRun help = CommandRun.of(command, "--help");

            assertThat(help.exitCode()).as(command).isZero();
            assertThat(help.out())
                    .as(command)
                    .startsWith("Usage: gateway " + command)
                    .contains("Exit codes:")
                    .contains("2   Wrong usage");
        }
    }

    @Test
    void versionNamesTheRouters() {
        assertThat(CommandRun.of("--version").out()).startsWith("gateway ").contains("router version");
    }

    @Test
    void wrongUsageIsCode2AndPointsToHelp() {
        CommandRun nothing = CommandRun.of();
        CommandRun unknown = CommandRun.of("explode");
        CommandRun noReason = CommandRun.of("halt");

        assertThat(nothing.err()).startsWith("gateway: which command?").endsWith("Try: gateway --help\n");
        assertThat(unknown.err()).startsWith("gateway: Unmatched argument");
        assertThat(noReason.err()).startsWith("gateway halt: Missing required option: '--reason=TEXT'");
        assertThat(new int[] {nothing.exitCode(), unknown.exitCode(), noReason.exitCode()})
                .containsOnly(2);
    }

    @Test
    void checkConfigShowsWhatAFileMeans() throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), DefaultFile.text());

        CommandRun check = CommandRun.of("check-config", file);

        assertThat(check.out()).startsWith("OK: " + file).contains("NQ, ES, GC");
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void checkConfigShowsEveryProblem() throws Exception {
        Path file =
                Files.writeString(folder.resolve("gateway.yaml"), "platforms: {}\ntypo: 1\nunknownPlatforms: maybe\n");

        CommandRun check = CommandRun.of("check-config", file);

        assertThat(check.err()).contains("typo").contains("maybe").contains(file + ":2");
        assertThat(check.out()).isEmpty();
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("check-config", folder.resolve("none.yaml")).exitCode())
                .isEqualTo(2);
    }

    @Test
    void simulateWantsAConfiguredPlatformAndSymbol() throws Exception {
        Path file = Files.writeString(folder.resolve("gateway.yaml"), DefaultFile.text());
        String endpoint = "tcp://127.0.0.1:1";

        CommandRun platform = CommandRun.of("simulate", "--platform", "nt9", "--config", file, "--endpoint", endpoint);
        CommandRun symbol = CommandRun.of(
                "simulate", "--platform", "nt8", "--symbol", "XX", "--config", file, "--endpoint", endpoint);
        CommandRun recording = CommandRun.of(
                "simulate", "--platform", "nt8", "--ticks", "x.csv", "--config", file, "--endpoint", endpoint);

        assertThat(platform.err()).contains("no platform nt9, only nt8, mt5");
        assertThat(symbol.err()).contains("no name for XX in nt8's dialect, nt8");
        assertThat(recording.err()).contains("--ticks needs --symbol");
        assertThat(new int[] {platform.exitCode(), symbol.exitCode(), recording.exitCode()})
                .containsOnly(2);
    }
}
