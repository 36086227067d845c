package nexus.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import nexus.gateway.edge.ControlClient;
import nexus.gateway.keys.ClientKeys;
import nexus.gateway.keys.ControlToken;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command asks the running gateway, and how it prints what that answers. */
final class ControlOptions {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final Set<String> ENVELOPE = Set.of("type", "ok", "seq", "recv_ns");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private TargetOptions target;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the gateway's control token. Default: as the gateway of the data folder has noted.")
    private Path tokenFile;

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

    /** Where the gateway and its files are. */
    TargetOptions target() {
        return target;
    }

    /** Whether a gateway was named, or has noted that it runs on the data folder. */
    boolean mayBeRunning() throws CommandException {
        return target.mayBeRunning();
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

    /** Asks, and prints nothing. */
    Answer answer(MapWriter request) throws CommandException {
        return exchange(request.endMap().toBytes());
    }

    /** Whether the answer is wanted as JSON. */
    boolean isJson() {
        return json;
    }

    private Answer exchange(byte[] request) throws CommandException {
        String endpoint = target.control();
        ControlToken token = target.token(tokenFile);
        ClientKeys keys = target.keys();
        try {
            return Answer.decode(ControlClient.ask(endpoint, request, token, keys, TIMEOUT_MILLIS));
        } catch (IOException e) {
            throw new CommandException(
                    e.getMessage() + ". Is the gateway running? Name its folder with --data, or its control endpoint"
                            + " with --endpoint.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new CommandException("what answers at " + endpoint + " is no gateway: " + e.getMessage(), e);
        }
    }
}
