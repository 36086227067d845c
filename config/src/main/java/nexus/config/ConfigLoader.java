package nexus.config;

import java.nio.file.Path;
import java.util.List;

/** Reads the YAML file into records, or says everything that is wrong with it. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * @throws ConfigException with every problem found, not only the first
     */
    public static GatewayConfig load(Path file) throws ConfigException {
        throw new ConfigException(List.of("skeleton " + file));
    }
}
