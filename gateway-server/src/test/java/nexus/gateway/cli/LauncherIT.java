package nexus.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    Path folder;

    private Map<String, String> environment = Map.of("JAVA_HOME", JAVA_HOME);

    private CommandRun launch(Path launcher, Object... arguments) throws Exception {
        Object[] command = new Object[arguments.length + 1];
        command[0] = launcher;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Launch.run(folder, environment, command);
    }

    @Test
    void startsFromAFolderWithSpacesAndLettersInAnyLocale() throws Exception {
        InstallationCopy copy = InstallationCopy.built(folder.resolve("Börse (x86) ж $x"));
        for (String locale : List.of("C", "POSIX", "C.UTF-8", "xx_YY.UTF-8")) {
            environment = Map.of("JAVA_HOME", JAVA_HOME, "LC_ALL", locale);

            CommandRun check = launch(copy.launcher(), "check-config");

            assertThat(check.out())
                    .as(locale + check.err())
                    .startsWith("OK: " + copy.home().resolve("config/gateway.yaml"));
            assertThat(check.err()).isEmpty();
            assertThat(check.exitCode()).isZero();
        }
    }

    @Test
    void startsThroughSymbolicLinks() throws Exception {
        InstallationCopy copy = InstallationCopy.built(folder.resolve("real"));
        Files.createDirectories(folder.resolve("links"));
        Path relative = Files.createSymbolicLink(folder.resolve("links/first"), Path.of("../real/bin/gateway"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), relative);

        assertThat(launch(second, "check-config").out()).startsWith("OK: " + copy.home());
    }

    @Test
    void exitCodesPassThrough() throws Exception {
        InstallationCopy copy = InstallationCopy.built(folder.resolve("home"));

        CommandRun wrong = launch(copy.launcher(), "check-config", "none here.yaml");

        assertThat(wrong.err()).contains("none here.yaml");
        assertThat(wrong.exitCode()).isEqualTo(2);
    }

    @Test
    void missingAndOldJavaAreOneLine() throws Exception {
        InstallationCopy copy = InstallationCopy.built(folder.resolve("home"));
        environment = Map.of("JAVA_HOME", folder.resolve("nowhere").toString());
        CommandRun wrongHome = launch(copy.launcher(), "check-config");
        environment = Map.of("JAVA_HOME", "", "PATH", tools().toString());
        CommandRun nothing = launch(copy.launcher(), "check-config");
        environment = Map.of("JAVA_HOME", oldJava().toString());
        CommandRun old = launch(copy.launcher(), "check-config");

        assertThat(wrongHome.err()).startsWith("gateway: JAVA_HOME is ");
        assertThat(nothing.err()).startsWith("gateway: Java not found: install a JDK 17 or newer");
        assertThat(old.err()).contains(" is Java 1.8.0_292: install a JDK 17 or newer");
        assertThat(List.of(wrongHome, nothing, old)).allSatisfy(run -> {
            assertThat(run.err()).hasLineCount(1);
            assertThat(run.exitCode()).isEqualTo(2);
        });
    }

    @Test
    void buildsOnFirstUse() throws Exception {
        InstallationCopy copy = InstallationCopy.unbuilt(folder.resolve("home"));
        copy.addSources();
        Path lib = copy.builtJar().resolveSibling("lib");
        useMaven("mkdir -p gateway-server/target && cp -p '" + copy.builtJar() + "' gateway-server/target/ && touch '"
                + copy.jar() + "' && cp -r '" + lib + "' gateway-server/target/lib && echo \"$@\"");

        CommandRun first = launch(copy.launcher(), "check-config");
        CommandRun second = launch(copy.launcher(), "check-config");

        assertThat(first.err()).startsWith("gateway: not built yet: building").hasLineCount(1);
        assertThat(first.out()).startsWith("OK: ");
        assertThat(copy.home().resolve("target/build.log"))
                .content()
                .contains("-Dmaven.test.skip=true")
                .contains("package");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).startsWith("OK: ");
    }

    @Test
    void failedBuildShowsItsLogAndKeepsTheOldJars() throws Exception {
        InstallationCopy copy = InstallationCopy.built(folder.resolve("home"));
        makeStale(copy);
        useMaven("echo 'New.java is wrong'; exit 1");

        CommandRun check = launch(copy.launcher(), "check-config");

        assertThat(check.err())
                .contains(" is newer than the build: building")
                .contains("New.java is wrong")
                .contains("the build failed; its whole output is in ");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(copy.jar()).exists();
        assertThat(copy.jar().resolveSibling("lib")).isNotEmptyDirectory();
    }

    @Test
    void operatorsNeverWaitForABuild() throws Exception {
        InstallationCopy copy = InstallationCopy.built(folder.resolve("home"));
        makeStale(copy);
        useMaven("exit 1");

        CommandRun halt = launch(copy.launcher(), "halt", "--reason", "x", "--endpoint", "tcp://127.0.0.1:1");

        assertThat(halt.err()).startsWith("gateway halt: no gateway at").hasLineCount(1);
    }

    @Test
    void withoutMavenAStaleBuildRunsWithAWord() throws Exception {
        InstallationCopy copy = InstallationCopy.built(folder.resolve("home"));
        makeStale(copy);
        environment = Map.of("JAVA_HOME", JAVA_HOME, "PATH", tools().toString());

        CommandRun check = launch(copy.launcher(), "check-config");

        assertThat(check.err()).contains("running the older build").hasLineCount(1);
        assertThat(check.out()).startsWith("OK: ");
    }

    @Test
    void unbuiltWithoutMavenSaysWhatIsMissing() throws Exception {
        InstallationCopy copy = InstallationCopy.unbuilt(folder.resolve("home"));
        CommandRun noSources = launch(copy.launcher(), "check-config");
        copy.addSources();
        environment = Map.of("JAVA_HOME", JAVA_HOME, "PATH", tools().toString());
        CommandRun noMaven = launch(copy.launcher(), "check-config");

        assertThat(noSources.err()).contains("the installation is incomplete").hasLineCount(1);
        assertThat(noMaven.err()).contains("Maven (mvn) was not found").hasLineCount(1);
        assertThat(List.of(noSources.exitCode(), noMaven.exitCode())).containsOnly(2);
    }

    private static void makeStale(InstallationCopy copy) throws IOException {
        Files.setLastModifiedTime(copy.jar(), FileTime.from(Instant.EPOCH));
        copy.addSources();
    }

    /** A Maven that does this. */
    private void useMaven(String script) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("maven"));
        writeScript(bin.resolve("mvn"), script);
        environment = Map.of("JAVA_HOME", JAVA_HOME, "PATH", bin + ":" + System.getenv("PATH"));
    }

    private Path oldJava() throws IOException {
        Path home = folder.resolve("jdk8");
        Files.createDirectories(home.resolve("bin"));
        writeScript(home.resolve("bin/java"), "echo 'openjdk version \"1.8.0_292\"' >&2");
        return home;
    }

    private static void writeScript(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A PATH with what every system has, and neither Java nor Maven. */
    private Path tools() throws IOException {
        Path bin = folder.resolve("tools");
        if (Files.exists(bin)) {
            return bin;
        }
        Files.createDirectories(bin);
        for (String tool :
                List.of("dirname", "readlink", "sed", "find", "head", "cat", "mkdir", "rm", "mv", "tail", "locale")) {
            for (String place : List.of("/usr/bin", "/bin")) {
                Path program = Path.of(place, tool);
                if (Files.exists(program)) {
                    writeScript(bin.resolve(tool), "exec " + program + " \"$@\"");
                }
            }
        }
        return bin;
    }
}
