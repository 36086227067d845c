package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import nexus.journal.store.JournalReader;
import nexus.replay.backtest.TickDay;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A backtest in a process of its own that is ended from outside. */
@DisabledOnOs(OS.WINDOWS)
class BacktestIT {
    private static final Path JAR = Path.of("target/replay-tool-0.1.0.jar").toAbsolutePath();
    /** So many that it takes seconds, and a hundred megabytes of journal. */
    private static final int TICKS = 1_500_000;

    private static final int DISK_MIB = 320;
    private static final long DEADLINE_NANOS = 60_000_000_000L;
    private static final long POLL_NANOS = 10_000_000;

    @TempDir
    Path folder;

    private Path ticks;

    @BeforeEach
    void makeTicks() throws Exception {
        ticks = TickDay.write(folder.resolve("gc.csv"), TickDay.trades(1, TICKS));
        // The configuration is written with it.
        BacktestRun.of(folder, folder.resolve("none"), "--strategy", "NoSuch", "--ticks", ticks, "--symbol", "GC");
    }

    private Process start(Path out) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                Arrays.asList("-Xmx256m", "-Dchronicle.analytics.disable=true", "-jar", JAR.toString(), "backtest"));
        command.addAll(
                Arrays.asList("--strategy", "MovingAverageCross", "--ticks", ticks.toString(), "--symbol", "GC"));
        command.addAll(Arrays.asList("--config", folder.resolve("gateway.yaml").toString(), "--out", out.toString()));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
    }

    private CommandRun end(Process process) throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new CommandRun(
                process.exitValue(),
                Files.readString(folder.resolve("out.txt"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("err")));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }

    @Test
    void aSignalEndsItInOrder() throws Exception {
        Path out = folder.resolve("out");
        Process process = start(out);
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (recorded(out) < 10_000 && process.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }

        // Not INT, which does the same: where this build runs in the background of a shell, Java ignores it.
        assertThat(run("/bin/sh", "-c", "kill -TERM " + process.pid())).isZero();
        CommandRun ended = end(process);

        assertThat(ended.exitCode()).as("128 and the signal: %s", ended.err()).isEqualTo(143);
        assertThat(ended.out()).contains("Stopped: the journal ends with the last tick that was taken.");
        assertThat(CommandRun.of("verify", "--data", out).out()).contains("identical");
        assertThat(CommandRun.of("dump", "--data", out, "--type", "NOTE").out()).contains("ended by the user");
    }

    private static long recorded(Path out) {
        try (JournalReader journal = JournalReader.open(out)) {
            return journal.lastSequence();
        }
    }

    @Test
    void aDiskThatRunsFullIsSaidAndWhatIsThereCanBeUsed() throws Exception {
        Path mount = Files.createDirectories(Path.of("target", "backtest-disk").toAbsolutePath());
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", mount.toString()) == 0,
                "a small file system cannot be mounted here");
        try {
            CommandRun ended = end(start(mount.resolve("out")));

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err())
                    .startsWith("replay backtest: cannot write into --out " + mount.resolve("out") + ": its disk has ")
                    .contains("MiB are kept free")
                    .hasLineCount(1);
            assertThat(recorded(mount.resolve("out"))).isGreaterThan(10_000);
            assertThat(CommandRun.of("verify", "--data", mount.resolve("out")).out())
                    .contains("identical");
        } finally {
            run("umount", "-l", mount.toString());
        }
    }
}
