package nexus.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a gateway under measurement reads and writes: all defaults, but for free ports, one platform with one symbol, and
 * ids that are forgotten soon.
 */
record ServerFiles(Path config, Path data, Path logs) {
    static final String PLATFORM = "nt8";
    static final String PLATFORM_SYMBOL = "NQ 03-25";
    static final String UNIVERSAL_SYMBOL = "NQ";

    private static final String CONFIG = """
            platforms: { %s: { dialect: nt8 } }
            symbols: { %s: { nt8: %s } }
            endpoints: { platforms: "tcp://127.0.0.1:0", nexus: "tcp://127.0.0.1:0", control: "tcp://127.0.0.1:0" }
            signals: { forgetIdsAfter: 1 min }
            """.formatted(PLATFORM, UNIVERSAL_SYMBOL, PLATFORM_SYMBOL);

    /** Writes the configuration; the data folder is not there yet. */
    static ServerFiles in(Path folder) throws IOException {
        return in(folder, "");
    }

    /** @param more lines of configuration */
    static ServerFiles in(Path folder, String more) throws IOException {
        Files.createDirectories(folder);
        Path config = Files.writeString(folder.resolve("gateway.yaml"), CONFIG + more);
        return new ServerFiles(config, folder.resolve("data"), folder.resolve("logs"));
    }

    /** Where the gateway notes its endpoints when it is up. */
    Path endpoints() {
        return data.resolve(".endpoints");
    }
}
