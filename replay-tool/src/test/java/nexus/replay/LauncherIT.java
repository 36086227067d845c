package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nexus.gateway.router.Router;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    /** Failsafe runs a module's tests in its folder. */
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    private static final String JAR = "replay-tool/target/replay-tool-0.1.0.jar";
    private static final int TICKS = 20_000;

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void install() throws Exception {
        home = folder.resolve("Kurs höher");
        List<String> files = List.of("bin/replay", "bin/launch.sh", JAR);
        for (String file : files) {
            copy(file);
        }
        try (Stream<Path> libraries = Files.list(REPOSITORY.resolve("replay-tool/target/lib"))) {
            for (Path library : libraries.toList()) {
                copy(REPOSITORY.relativize(library).toString());
            }
        }
        JournalScript script = new JournalScript(home.resolve("data"));
        script.run("one", Router.VERSION).recovery(0, 0, null).connect();
        for (int i = 0; i < TICKS; i++) {
            script.tick(16250.5 + i % 100);
        }
        script.checkpoint().close();
    }

    private void copy(String file) throws Exception {
        Path copy = home.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(REPOSITORY.resolve(file), copy);
    }

    /** The launcher is $0, the data folder the installation's. */
    private CommandRun shell(String script) throws Exception {
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", "-c", script, home.resolve("bin/replay").toString())
                .directory(folder.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new CommandRun(process.exitValue(), out, Files.readString(err));
    }

    @Test
    void verifiesTheInstallationsJournalQuietly() throws Exception {
        CommandRun verify = shell("\"$0\" verify");

        assertThat(verify.out()).contains(home.resolve("data").toString()).endsWith("identical\n");
        assertThat(verify.err()).isEmpty();
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void endOfTheReaderIsNoError() throws Exception {
        CommandRun head = shell("{ \"$0\" dump --json; echo \"code $?\" >&2; } | head -n 1");

        assertThat(head.out()).startsWith("{\"sequence\":1,").hasLineCount(1);
        assertThat(head.err()).isEqualTo("code 0\n");
    }

    @Test
    void followEndsWithItsSignalAndWholeLines() throws Exception {
        CommandRun follow = shell("\"$0\" dump --follow --from " + TICKS + " >out & pid=$!; "
                + "until grep -q CHECKPOINT out 2>/dev/null; do :; done; kill $pid; wait $pid; echo $?; cat out");

        assertThat(follow.out()).startsWith("143\n").endsWith("}\n");
        assertThat(follow.err()).isEmpty();
    }

    @Test
    void followedVerificationEndsWithCtrlCAndItsSummary() throws Exception {
        CommandRun follow = shell("\"$0\" verify --follow >out & pid=$!; "
                + "until grep -q 'identical up to' out 2>/dev/null; do :; done; kill -TERM $pid; wait $pid; echo $?;"
                + " cat out");

        assertThat(follow.out())
                .startsWith("0\n")
                .containsPattern("\\d\\d:\\d\\d:\\d\\dZ identical up to record \\d+, 1 checkpoints, [0-9.]+ s behind")
                .containsPattern("identical so far: records 1–\\d+\n$");
        assertThat(follow.err()).isEmpty();
    }
}
