package nexus.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    Path folder;

    private static void assertRefused(String reason, Object... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.err()).startsWith("gateway bench: " + reason);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void anUnknownMeasurementIsRefused() {
        assertRefused("cannot measure: no measurement is called nothing, only ", "bench", "--only", "nothing");
    }

    @Test
    void sizesBelongToTheLongRun() {
        assertRefused("Error: Missing required argument(s): --long", "bench", "--ticks", "5");
        assertRefused("a long run has 1,000 ticks and 1 day at least", "bench", "--long", "--days", "0");
    }

    @Test
    void filesAreLookedAtBeforeAnythingIsMeasured() throws Exception {
        Path missing = folder.resolve("missing").resolve("report.json");
        Path noReport = Files.writeString(folder.resolve("old.json"), "{}");

        assertRefused("cannot write " + missing + ": its folder is missing", "bench", "--json", missing);
        assertRefused("cannot write " + folder + ": it is a folder", "bench", "--json", folder);
        assertRefused("cannot measure: " + noReport + ": no report of", "bench", "--compare", noReport);
    }
}
