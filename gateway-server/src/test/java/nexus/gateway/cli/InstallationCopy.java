package nexus.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** What an installation needs, in a folder of any name: launchers, configuration, and the jars of this build. */
final class InstallationCopy {
    /** Surefire and Failsafe run a module's tests in its folder. */
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    private static final String SERVER = "gateway-server/target";

    private final Path home;

    private InstallationCopy(Path home) {
        this.home = home;
    }

    /** Launchers and configuration, no jars. */
    static InstallationCopy unbuilt(Path home) throws IOException {
        for (String file : List.of("bin/gateway", "bin/launch.sh", "config/gateway.yaml")) {
            Path copy = home.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(REPOSITORY.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return new InstallationCopy(home);
    }

    /** With the jars. */
    static InstallationCopy built(Path home) throws IOException {
        InstallationCopy copy = unbuilt(home);
        Files.createDirectories(home.resolve(SERVER));
        Files.copy(copy.builtJar(), copy.jar());
        Path libraries = Files.createDirectory(home.resolve(SERVER).resolve("lib"));
        try (Stream<Path> jars = Files.list(REPOSITORY.resolve(SERVER).resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, libraries.resolve(jar.getFileName()));
            }
        }
        return copy;
    }

    /** A file of the repository. */
    static Path repositoryFile(String name) {
        return REPOSITORY.resolve(name);
    }

    Path home() {
        return home;
    }

    Path launcher() {
        return home.resolve("bin/gateway");
    }

    /** Where the jar is, or is to be. */
    Path jar() {
        return home.resolve(SERVER).resolve("gateway-server-0.1.0.jar");
    }

    /** The jar of this build. */
    Path builtJar() {
        return REPOSITORY.resolve(SERVER).resolve("gateway-server-0.1.0.jar");
    }

    /** Makes the copy a checkout: a pom, and one source, newer than any jar. */
    void addSources() throws IOException {
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Path source = home.resolve("gateway-server/src/main/java/New.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class New {}");
    }
}
