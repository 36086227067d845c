package nexus.gateway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the gateway of a data folder listens, as bound: {@code .endpoints} in that folder, lines of {@code key=value}.
 * It is there while the gateway runs, and after a crash until the next start.
 *
 * @param platforms {@code tcp://host:port} with the actual port
 * @param nexus likewise
 * @param control likewise
 * @param processId of the gateway
 * @param tokenFile where the control token is; empty if not noted
 */
record EndpointFile(String platforms, String nexus, String control, long processId, String tokenFile) {
    private static final String NAME = ".endpoints";

    /** Without a note of the control token. */
    EndpointFile(String platforms, String nexus, String control, long processId) {
        this(platforms, nexus, control, processId, "");
    }

    /** Replaces the file in one step. */
    void write(Path dataFolder) throws IOException {
        List<String> lines = List.of(
                "platforms=" + platforms,
                "nexus=" + nexus,
                "control=" + control,
                "pid=" + processId,
                "token=" + tokenFile);
        Path fresh = dataFolder.resolve(NAME + ".new");
        Files.write(fresh, lines, StandardCharsets.UTF_8);
        Files.move(fresh, dataFolder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file of a data folder; empty if there is none or it is not whole. */
    static Optional<EndpointFile> read(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        if (!values.keySet().containsAll(List.of("platforms", "nexus", "control", "pid"))
                || !values.get("pid").matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new EndpointFile(
                values.get("platforms"),
                values.get("nexus"),
                values.get("control"),
                Long.parseLong(values.get("pid")),
                values.getOrDefault("token", "")));
    }

    /** Takes the file away, if it still is this process's. */
    void remove(Path dataFolder) throws IOException {
        Optional<EndpointFile> present = read(dataFolder);
        if (present.isPresent() && present.get().processId == processId) {
            Files.delete(dataFolder.resolve(NAME));
        }
    }
}
