package nexus.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archive: starts use it when it fits, and never depend on it. */
@DisabledOnOs(OS.WINDOWS)
class ArchiveIT {
    private static final String JAVA_HOME = System.getProperty("java.home");
    private static final String JAVA = JAVA_HOME + "/bin/java";
    private static final String SCRIPT = "bin/archive.sh";

    @TempDir
    Path folder;

    private InstallationCopy copy;
    private Path archives;

    @BeforeEach
    void copyInstallation() throws Exception {
        copy = installation("home");
        archives = folderOfArchives(copy).orElseThrow();
    }

    private InstallationCopy installation(String name) throws IOException {
        InstallationCopy made = InstallationCopy.built(folder.resolve(name));
        Path script = made.home().resolve(SCRIPT);
        Files.copy(InstallationCopy.repositoryFile(SCRIPT), script, StandardCopyOption.COPY_ATTRIBUTES);
        return made;
    }

    /** What the launcher would have the script make; here that only notes its third argument. */
    private Optional<Path> folderOfArchives(InstallationCopy of) throws Exception {
        Path asked = folder.resolve("asked-of-" + of.home().getFileName());
        Path script = of.home().resolve(SCRIPT);
        Path kept = folder.resolve("kept");
        Files.move(script, kept);
        Files.writeString(script, "printf %s \"$3\" >'" + asked + "'");
        Launch.run(folder, Map.of("JAVA_HOME", JAVA_HOME, "GATEWAY_OPTS", "--version"), of.launcher(), "demo");
        Files.move(kept, script, StandardCopyOption.REPLACE_EXISTING);
        return Files.exists(asked) ? Optional.of(Path.of(Files.readString(asked))) : Optional.empty();
    }

    private void make() throws Exception {
        CommandRun made = Launch.run(folder, Map.of(), "sh", copy.home().resolve(SCRIPT), copy.home(), JAVA, archives);
        assertThat(made.exitCode()).as(made.out() + made.err() + logOfMaking()).isZero();
        assertThat(made.out() + made.err()).isEmpty();
    }

    private String logOfMaking() throws IOException {
        Path log = archives.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "no log";
    }

    /** Whether the gateway's classes came from the archive; in any case the command must do what it does. */
    private boolean usesArchive() throws Exception {
        Path classes = folder.resolve("classes");
        Map<String, String> environment =
                Map.of("JAVA_HOME", JAVA_HOME, "GATEWAY_OPTS", "-Xlog:class+load:file=" + classes);
        CommandRun check = Launch.run(folder, environment, copy.launcher(), "check-config");
        assertThat(check.out()).startsWith("OK: ").doesNotContain("[warning]", "[error]");
        assertThat(check.err()).isEmpty();
        assertThat(check.exitCode()).isZero();
        try (Stream<String> lines = Files.lines(classes)) {
            return lines.anyMatch(line -> line.contains("nexus.config.ConfigLoader source: shared objects file"));
        }
    }

    @Test
    void isUsedWhileItFits() throws Exception {
        assertThat(usesArchive()).isFalse();

        make();

        assertThat(archives.resolve("gateway.jsa")).isRegularFile();
        assertThat(usesArchive()).isTrue();
        try (Stream<Path> left = Files.list(archives)) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("gateway.jsa", "log");
        }

        Files.setLastModifiedTime(copy.jar(), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(usesArchive()).isFalse();
    }

    @Test
    void isNotMadeWhereJavaWouldNotUseIt() throws Exception {
        InstallationCopy odd = installation("Börse (x86) ж $x");

        assertThat(folderOfArchives(odd).isPresent())
                .isEqualTo(Runtime.version().feature() >= 25);
    }

    @Test
    void neverBreaksAStart() throws Exception {
        Files.createDirectories(archives);
        for (String content : List.of("", "this is no archive")) {
            Files.writeString(archives.resolve("gateway.jsa"), content);
            Files.setLastModifiedTime(
                    archives.resolve("gateway.jsa"), FileTime.from(Instant.now().plusSeconds(60)));

            assertThat(usesArchive()).isFalse();
        }
    }

    @Test
    void oneThatIsBeingMadeIsLeftAlone() throws Exception {
        Files.createDirectories(archives);
        Files.writeString(archives.resolve("lock"), "1\n");

        make();

        assertThat(archives.resolve("gateway.jsa")).doesNotExist();
        assertThat(archives.resolve("lock")).exists();
    }

    @Test
    void oneThatCannotBeMadeIsNotTriedAgain() throws Exception {
        Files.delete(copy.home().resolve("config/gateway.yaml"));

        CommandRun made = Launch.run(folder, Map.of(), "sh", copy.home().resolve(SCRIPT), copy.home(), JAVA, archives);

        assertThat(made.exitCode()).isEqualTo(1);
        assertThat(archives.resolve("failed")).exists();
        assertThat(logOfMaking()).contains("the gateway did not come up");
    }
}
