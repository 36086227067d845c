package nexus.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Configurations written down in a test, and what the loader says of them. */
record ConfigText(Path file) {
    /** Two lines that suffice, so that what a test adds begins in line 3. */
    static final String REQUIRED = """
            platforms: {nt8: {}, mt5: {}}
            symbols: {NQ: {nt8: NQ 03-25, mt5: NAS100}}
            """;

    static ConfigText in(Path folder) {
        return new ConfigText(folder.resolve("gateway.yaml"));
    }

    GatewayConfig load(String text) throws IOException, ConfigException {
        return ConfigLoader.load(Files.writeString(file, text));
    }

    /** What is wrong with the text, without the file's name and the colon after it; empty if nothing is. */
    List<String> problems(String text) throws IOException {
        Files.writeString(file, text);
        return problems();
    }

    /** The same of the file as it lies. */
    List<String> problems() {
        try {
            ConfigLoader.load(file);
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream()
                    .map(problem -> problem.substring(file.toString().length() + 1))
                    .toList();
        }
    }
}
