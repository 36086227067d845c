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
import nexus.config.SecurityConfig;
import nexus.gateway.edge.Doors;
import nexus.gateway.keys.ClientKeys;
import nexus.gateway.keys.ControlToken;
import nexus.gateway.keys.KeyFolder;
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

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "For an endpoint that takes registered keys only: the file NAME.key_secret of this client.")
    private Path key;

    @Option(
            names = "--server-key",
            paramLabel = "FILE",
            description =
                    "The gateway's public key. Default: server.key beside the file of --key, or one folder above.")
    private Path serverKey;

    /** With what to prove who asks; null if no key is named. */
    ClientKeys keys() throws CommandException {
        if (key == null) {
            return null;
        }
        try {
            return ClientKeys.read(key, serverKey == null ? serverKeyNear(key.toAbsolutePath()) : serverKey);
        } catch (IOException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    static Path serverKeyNear(Path secretFile) {
        Path beside = secretFile.resolveSibling(KeyFolder.SERVER_KEY);
        Path above = Installation.folderOf(Installation.folderOf(secretFile)).resolve(KeyFolder.SERVER_KEY);
        return !Files.exists(beside) && Files.exists(above) ? above : beside;
    }

    /**
     * The control token.
     *
     * @param named its file, or null to look where the gateway keeps it
     * @return null if there is no such file where none was named
     */
    ControlToken token(Path named) throws CommandException {
        try {
            if (named != null) {
                return ControlToken.read(named);
            }
            Path file = tokenFile();
            return Files.exists(file) ? ControlToken.read(file) : null;
        } catch (IOException e) {
            throw new CommandException("cannot use the control token: " + e.getMessage(), e);
        }
    }

    private Path tokenFile() throws CommandException {
        Path folder = data == null ? Installation.dataFolder() : data;
        Optional<EndpointFile> file = read(folder);
        if (file.isPresent() && !file.get().tokenFile().isEmpty()) {
            return Path.of(file.get().tokenFile());
        }
        return Doors.tokenFile(
                config == null ? SecurityConfig.NONE : configuration().edge().security(), folder);
    }

    /** The data folder. */
    Path dataFolder() {
        return data == null ? Installation.dataFolder() : data;
    }

    /** Where operators connect. */
    String control() throws CommandException {
        return find(EndpointFile::control, EdgeConfig::controlEndpoint);
    }

    /** Where platforms connect. */
    String platforms() throws CommandException {
        return find(EndpointFile::platforms, EdgeConfig::platformEndpoint);
    }

    /** Whether an endpoint was named, or a gateway has noted its own in the data folder. */
    boolean mayBeRunning() throws CommandException {
        return endpoint != null
                || read(data == null ? Installation.dataFolder() : data).isPresent();
    }

    /** The configuration, checked. */
    GatewayConfig configuration() throws CommandException {
        return load(config == null ? Installation.configFile() : config);
    }

    /** A configuration file, checked. */
    static GatewayConfig load(Path file) throws CommandException {
        try {
            GatewayConfig loaded = ConfigLoader.load(file);
            EdgeConfig edge = loaded.edge();
            return new GatewayConfig(
                    edge.withSecurity(edge.security().relativeTo(Installation.folderOf(file)))
                            .withSeals(edge.seals().relativeTo(Installation.folderOf(file))),
                    loaded.router());
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
    static String reachable(String bound) {
        return bound.replaceFirst("^tcp://(\\*|0\\.0\\.0\\.0|\\[::]):", "tcp://127.0.0.1:");
    }
}
