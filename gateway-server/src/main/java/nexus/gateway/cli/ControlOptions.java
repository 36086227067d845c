package nexus.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.gateway.edge.ControlClient;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command finds the running gateway, and how it prints what that answers. */
final class ControlOptions {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final Set<String> ENVELOPE = Set.of("type", "ok", "reason", "seq", "recv_ns");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"--endpoint", "--control", "--control-endpoint"},
            paramLabel = "ENDPOINT",
            description = "Where the gateway listens for operators, tcp://host:port."
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

    @Option(names = "--json", description = "Print the answer as one line of JSON.")
    private boolean json;

    /** A request of this type, begun: the sender's name is in it, {@link #ask} ends the map. */
    static MapWriter request(String type) {
        return new MapWriter(256)
                .reset()
                .beginMap()
                .put(Keys.TYPE, type)
                .put(Keys.WHO, System.getProperty("user.name", "unknown"));
    }

    /**
     * Asks, and prints the answer's fields.
     *
     * @param done what to print when the gateway has agreed and had nothing to tell; may be empty
     * @return the exit code
     */
    int ask(MapWriter request, String done) throws CommandException {
        Answer answer = exchange(request.endMap().toBytes());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.json());
        } else if (answer.isOk()) {
            String text = AnswerText.of(answer.fields(), ENVELOPE);
            out.print(text.isEmpty() && !done.isEmpty() ? done + System.lineSeparator() : text);
        } else {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": refused: " + answer.reason());
        }
        out.flush();
        return answer.isOk() ? ExitCodes.OK : ExitCodes.NO;
    }

    private Answer exchange(byte[] request) throws CommandException {
        String target = target();
        try {
            return Answer.decode(ControlClient.ask(target, request, TIMEOUT_MILLIS));
        } catch (IOException e) {
            throw new CommandException(
                    e.getMessage() + ". Is the gateway running? Name its folder with --data, or its control endpoint"
                            + " with --endpoint.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new CommandException("what answers at " + target + " is no gateway: " + e.getMessage(), e);
        }
    }

    private String target() throws CommandException {
        if (endpoint != null) {
            return endpoint;
        }
        Path folder = data == null ? Installation.dataFolder() : data;
        try {
            Optional<EndpointFile> noted = EndpointFile.read(folder);
            if (noted.isPresent()) {
                return reachable(noted.get().control());
            }
        } catch (IOException e) {
            throw new CommandException("cannot read " + folder + ": " + e.getMessage(), e);
        }
        if (data != null && config == null) {
            throw new CommandException("no gateway runs on " + folder + " (it would have noted its endpoints there)");
        }
        return configured();
    }

    private String configured() throws CommandException {
        Path file = config == null ? Installation.configFile() : config;
        if (config == null && !Files.exists(file)) {
            throw new CommandException("no gateway found: name its control endpoint with --endpoint tcp://host:port");
        }
        try {
            return reachable(ConfigLoader.load(file).edge().controlEndpoint());
        } catch (ConfigException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** An endpoint that is bound to all addresses is reached on this machine by the loopback one. */
    private static String reachable(String bound) {
        return bound.replaceFirst("^tcp://(\\*|0\\.0\\.0\\.0|\\[::]):", "tcp://127.0.0.1:");
    }
}
