package nexus.gateway.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the figures were measured on.
 *
 * @param java version and virtual machine
 * @param os name, version and architecture
 * @param cpu the model's name, or the architecture where the system does not tell
 * @param cores that this program may use
 * @param memoryBytes of the machine, or of the container
 */
record Machine(String java, String os, String cpu, int cores, long memoryBytes) {
    private static final Path LINUX_CPU = Path.of("/proc/cpuinfo");

    /** This one. */
    static Machine here() {
        return new Machine(
                System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                system().getTotalMemorySize());
    }

    /** How many threads wanted a core, over the last minute; negative where the system does not tell. */
    static double load() {
        return system().getSystemLoadAverage();
    }

    private static com.sun.management.OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    }

    private static String cpuModel() {
        String unknown = System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", System.getProperty("os.arch"));
        if (!Files.isReadable(LINUX_CPU)) {
            return unknown;
        }
        try (Stream<String> lines = Files.lines(LINUX_CPU, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(unknown);
        } catch (IOException e) {
            return unknown;
        }
    }
}
