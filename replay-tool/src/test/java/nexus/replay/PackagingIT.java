package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Replay cannot trade: of the server's sockets, only those that bind are among its jars. */
class PackagingIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path JAR = TARGET.resolve("replay-tool-0.1.0.jar");

    @Test
    void ofTheServerOnlyTheRouterAndBoundSocketsAreThere() throws Exception {
        List<String> classes = new ArrayList<>();
        List<Path> jars = new ArrayList<>(List.of(JAR));
        try (Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
            libraries.forEach(jars::add);
        }
        for (Path each : jars) {
            try (JarFile jar = new JarFile(each.toFile())) {
                jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.endsWith(".class"))
                        .forEach(classes::add);
            }
        }

        assertThat(classes).contains("nexus/gateway/router/Router.class");
        assertThat(classes)
                .filteredOn(name -> name.startsWith("nexus/gateway/"))
                .allMatch(name -> name.startsWith("nexus/gateway/router/")
                        || name.startsWith("nexus/gateway/port/")
                        || name.startsWith("nexus/gateway/page/"));
        assertThat(classes)
                .noneMatch(name ->
                        name.startsWith("nexus/adapters/") || name.startsWith("net/openhft/chronicle/analytics/"));
    }

    /** The end-to-end tests bring adapters along, so that only the server's classes can be looked for here. */
    @Test
    void testsSeeNoMoreOfTheServerThanTheTool() {
        assertThat(List.of("nexus/gateway/edge/Edge.class", "nexus/gateway/duty/Gateway.class"))
                .allSatisfy(name -> assertThat(getClass().getClassLoader().getResource(name))
                        .as(name)
                        .isNull());
    }

    @Test
    void jarRunsByItself() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Main-Class")).isEqualTo("nexus.replay.ReplayMain");
            assertThat(manifest.getValue("Add-Opens")).contains("java.base/sun.nio.ch");
            assertThat(List.of(manifest.getValue("Class-Path").split(" ", -1)))
                    .allSatisfy(library -> assertThat(TARGET.resolve(library)).isRegularFile());
        }
    }
}
