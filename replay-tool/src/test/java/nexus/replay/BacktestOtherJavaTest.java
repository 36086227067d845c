package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nexus.replay.backtest.RandomTrader;
import nexus.replay.backtest.TickDay;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same backtest under another Java, if one of another version lies beside this one. */
class BacktestOtherJavaTest {
    @TempDir
    Path folder;

    @Test
    void anotherJavaGivesTheSameContent() throws Exception {
        Optional<Path> other = otherJava();
        Assumptions.assumeTrue(other.isPresent(), "there is no Java of another version beside this one");
        Path ticks = TickDay.write(folder.resolve("gc.csv"), TickDay.trades(5, 20_000));
        CommandRun here = BacktestRun.random(folder, folder.resolve("here"), ticks, BacktestRun.LIVELY);

        CommandRun there = run(other.get(), ticks, folder.resolve("there"));

        assertThat(there.exitCode()).as(there.err()).isZero();
        assertThat(BacktestRun.field(there, "content")).isEqualTo(BacktestRun.field(here, "content"));
        assertThat(BacktestRun.field(there, "state")).isEqualTo(BacktestRun.field(here, "state"));
        assertThat(BacktestRun.records(folder.resolve("there"))).isEqualTo(BacktestRun.records(folder.resolve("here")));
    }

    /** A sibling of this Java's folder that is of another version, 17 or newer. */
    private static Optional<Path> otherJava() throws IOException {
        try (Stream<Path> siblings =
                Files.list(Path.of(System.getProperty("java.home")).toRealPath().getParent())) {
            return siblings.sorted().filter(BacktestOtherJavaTest::isOther).findFirst();
        }
    }

    private static boolean isOther(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return false;
        }
        try {
            String text = Files.readString(release).replaceAll("(?s).*JAVA_VERSION=\"(\\d+).*", "$1");
            int version = Integer.parseInt(text);
            return version >= 17 && version != Runtime.version().feature();
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private CommandRun run(Path java, Path ticks, Path out) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(java.resolve("bin/java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Dchronicle."))
                .forEach(command::add);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator, ReplayMain.class.getName()));
        for (Object argument : List.of(
                "backtest",
                "--config",
                folder.resolve("gateway.yaml"),
                "--no-report",
                "--out",
                out,
                "--strategy",
                RandomTrader.class.getName(),
                "--ticks",
                ticks,
                "--symbol",
                "GC",
                "--fill-model",
                BacktestRun.LIVELY)) {
            command.add(argument.toString());
        }
        Path err = folder.resolve("err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new CommandRun(process.exitValue(), text, Files.readString(err));
    }
}
