package nexus.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import picocli.CommandLine.Option;

/** How a command finds a gateway. */
final class TargetOptions {
    @Option(
            names = "--endpoint",
            paramLabel = "ENDPOINT",
            description = "Where the gateway listens for such as this, tcp://host:port."
                    + " Default: as the gateway of the data folder has noted; else as configured.")
    private String endpoint;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The gateway's data folder. Default: data in the installation.")
    private Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The gateway's configuration. Default: config/gateway.yaml in the installation.")
    private Path config;

    /** Where operators connect. */
    String control() throws CommandException {
        return find(EndpointFile::control, EdgeConfig::controlEndpoint);
    }

    /** Where platforms connect. */
    String platforms() throws CommandException {
        return find(EndpointFile::platforms, EdgeConfig::platformEndpoint);
    }

    /** The configuration, checked. */
    GatewayConfig configuration() throws CommandException {
        return load(config == null ? Installation.configFile() : config);
    }

    /** A configuration file, checked. */
    static GatewayConfig load(Path file) throws CommandException {
        try {
            return ConfigLoader.load(file);
        } catch (ConfigException e) {
            throw new CommandException(
                    "the configuration cannot be used:" + System.lineSeparator() + e.getMessage(), e);
        }
    }

    private String find(Function<EndpointFile, String> noted, Function<EdgeConfig, String> configured)
            throws CommandException {
        if (endpoint != null) {
            return endpoint;
        }
        Path folder = data == null ? Installation.dataFolder() : data;
        Optional<EndpointFile> file = read(folder);
        if (file.isPresent()) {
            return reachable(noted.apply(file.get()));
        }
        if (data != null && config == null) {
            throw new CommandException("no gateway runs on " + folder + ": it would have noted its endpoints there");
        }
        if (config == null && !Files.exists(Installation.configFile())) {
            throw new CommandException("no gateway found: name its endpoint with --endpoint tcp://host:port");
        }
        return reachable(configured.apply(configuration().edge()));
    }

    private static Optional<EndpointFile> read(Path folder) throws CommandException {
        try {
            return EndpointFile.read(folder);
        } catch (IOException e) {
            throw new CommandException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /** An endpoint that is bound to all addresses is reached on this machine by the loopback one. */
    private static String reachable(String bound) {
        return bound.replaceFirst("^tcp://(\\*|0\\.0\\.0\\.0|\\[::]):", "tcp://127.0.0.1:");
    }
}
