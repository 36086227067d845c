package nexus.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class PackagingIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @Test
    void jarRunsByItself() throws Exception {
        try (JarFile jar =
                new JarFile(TARGET.resolve("gateway-server-0.1.0.jar").toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Main-Class")).isEqualTo("nexus.gateway.cli.GatewayMain");
            assertThat(manifest.getValue("Add-Opens")).contains("java.base/sun.nio.ch");
            assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(List.of(manifest.getValue("Class-Path").split(" ", -1)))
                    .allSatisfy(library -> assertThat(TARGET.resolve(library)).isRegularFile());
        }
    }

    /** Chronicle's jars find it by its name in the same folder, and it reports usage over the network. */
    @Test
    void nothingPhonesHome() {
        assertThat(TARGET.resolve("lib")).isDirectoryNotContaining("glob:**analytics*");
    }

    /** What replay has of the server: no edge, no duty cycle. */
    @Test
    void routerJarHoldsRouterPortsAndPagesAlone() throws Exception {
        try (JarFile jar =
                new JarFile(TARGET.resolve("gateway-server-0.1.0-router.jar").toFile())) {
            assertThat(jar.stream().filter(entry -> entry.getName().endsWith(".class")))
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(entry.getName()).matches("nexus/gateway/(router|port|page)/.*"));
        }
    }
}
