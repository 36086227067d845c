package nexus.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.EdgeConfig;
import nexus.config.GatewayConfig;
import nexus.config.SealsConfig;
import nexus.gateway.duty.Gateway;
import nexus.gateway.edge.Doors;
import nexus.gateway.logging.RunLogging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gateway run}: the gateway itself. */
@Command(
        name = "run",
        description = {
            "Runs the gateway until Ctrl-C, SIGTERM or the command stop.",
            "Notes its endpoints in DIR/.endpoints while it runs. Exit code 1: it had to stop trading because of a"
                    + " failure, and the next start is halted until resume."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Default: config/gateway.yaml in the installation.")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Made if need be. Default: data in the installation.")
    private Path data;

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description = "Made if need be. Default: logs beside the data folder.")
    private Path logs;

    @Option(
            names = {"--platforms", "--platform-endpoint"},
            paramLabel = "ENDPOINT",
            description =
                    "Where platforms connect, tcp://host:port, in place of the configured one; port 0: a free one.")
    private String platforms;

    @Option(
            names = {"--nexus", "--nexus-endpoint"},
            paramLabel = "ENDPOINT",
            description = "Where NEXUS connects.")
    private String nexus;

    @Option(
            names = {"--control", "--control-endpoint"},
            paramLabel = "ENDPOINT",
            description = "Where operators connect.")
    private String control;

    @Option(
            names = "--seal-to",
            paramLabel = "DIR",
            description =
                    "Where seals are copied to, on another disk or machine, in place of the configured seals.copyTo.")
    private Path sealTo;

    @Override
    public Integer call() throws CommandException {
        if (data != null && data.toString().isEmpty()) {
            throw new CommandException("--data is empty: name a folder");
        }
        Path dataFolder = (data == null ? Installation.dataFolder() : data)
                .toAbsolutePath()
                .normalize();
        Path logFolder = logs == null ? Installation.logsFolder(dataFolder) : logs;
        GatewayConfig configuration = configuration();
        try (StopSignal signal = StopSignal.listen();
                RunLogging logging = startLogging(logFolder);
                Gateway gateway = open(configuration, dataFolder)) {
            Path token = Doors.tokenFile(configuration.edge().security(), dataFolder);
            EndpointFile noted = note(gateway.endpoints(), token, dataFolder);
            announce(noted, dataFolder, logging.folder());
            signal.whenCome(gateway::stop);
            int exitCode = gateway.run() ? ExitCodes.OK : ExitCodes.NO;
            signal.exitWith(exitCode);
            noted.remove(dataFolder);
            spec.commandLine().getOut().println(exitCode == ExitCodes.OK ? "stopped" : "stopped after a failure");
            spec.commandLine().getOut().flush();
            return exitCode;
        } catch (IOException e) {
            throw new CommandException("cannot use the folder " + dataFolder + ": " + e.getMessage(), e);
        }
    }

    private GatewayConfig configuration() throws CommandException {
        try {
            return load();
        } catch (ConfigException e) {
            throw new CommandException(
                    "the configuration cannot be used:" + System.lineSeparator() + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** Where the command line opens a door that the new configuration leaves unguarded, that is a problem of the latter. */
    private GatewayConfig reload() throws ConfigException {
        try {
            return load();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(e.getMessage()));
        }
    }

    private GatewayConfig load() throws ConfigException {
        Path file = config == null ? Installation.configFile() : config;
        GatewayConfig loaded = ConfigLoader.load(file);
        EdgeConfig edge = loaded.edge();
        EdgeConfig effective = edge.withEndpoints(
                        platforms == null ? edge.platformEndpoint() : platforms,
                        nexus == null ? edge.nexusEndpoint() : nexus,
                        control == null ? edge.controlEndpoint() : control)
                .withSecurity(edge.security().relativeTo(Installation.folderOf(file)))
                .withSeals(seals(edge.seals().relativeTo(Installation.folderOf(file))));
        effective.requireClosedDoors();
        return new GatewayConfig(effective, loaded.router());
    }

    private SealsConfig seals(SealsConfig configured) {
        return sealTo == null
                ? configured
                : configured.withCopyTo(sealTo.toAbsolutePath().toString());
    }

    private static RunLogging startLogging(Path folder) throws CommandException {
        try {
            return RunLogging.start(folder);
        } catch (IOException e) {
            throw new CommandException("cannot write logs to " + folder + ": " + e.getMessage(), e);
        }
    }

    private Gateway open(GatewayConfig configuration, Path dataFolder) throws CommandException {
        try {
            return Gateway.open(configuration, dataFolder, this::reload);
        } catch (IOException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private static EndpointFile note(Gateway.Endpoints endpoints, Path token, Path dataFolder) throws IOException {
        EndpointFile noted = new EndpointFile(
                endpoints.platform(),
                endpoints.nexus(),
                endpoints.control(),
                ProcessHandle.current().pid(),
                token.toString());
        noted.write(dataFolder);
        return noted;
    }

    private void announce(EndpointFile bound, Path dataFolder, Path logFolder) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("gateway " + Version.build() + " is up");
        out.println("platforms  " + bound.platforms());
        out.println("NEXUS      " + bound.nexus());
        out.println("operators  " + bound.control());
        out.println("data       " + dataFolder);
        out.println("logs       " + logFolder);
        out.println("Ctrl-C stops it.");
        out.flush();
    }
}
