package nexus.replay.backtest;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.replay.command.Interruption;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who trades in a backtest. */
public final class StrategyOptions {
    private static final String ZMQ = "zmq";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--strategy",
            required = true,
            paramLabel = "CLASS|zmq",
            description = "The strategy's class, or an example: MovingAverageCross, RestingLimits. zmq: a NEXUS that"
                    + " connects, in lockstep.")
    private String strategy;

    @Option(
            names = "--classpath",
            paramLabel = "JAR|DIR",
            description = "Where the class is, if not in this program; repeat it for more.")
    private List<Path> classPath = List.of();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter for the strategy's constructor; repeat it for more.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "tcp://127.0.0.1:5566",
            description = "With zmq: where NEXUS connects. Default: ${DEFAULT-VALUE}; port 0 takes a free one.")
    private String bind;

    /**
     * Makes the strategy, or waits for a NEXUS.
     *
     * @param messages where it is to put what it says
     * @return null if it was interrupted while it waited
     * @throws BacktestException if there is no such strategy
     * @throws ParameterException if the options do not go together
     */
    Nexus open(Messages messages, PrintWriter err, Interruption interruption) throws BacktestException {
        if (!strategy.equals(ZMQ)) {
            return new StrategyNexus(StrategyLoader.load(strategy, classPath, parameters), messages);
        }
        if (!classPath.isEmpty() || !parameters.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--classpath and --param belong to a strategy's class, not to zmq");
        }
        return LockstepNexus.open(bind, messages, err, interruption::hasCome);
    }

    /** What the result depends on, each part a line of its own. */
    List<String> parts() {
        List<String> parts = new ArrayList<>(List.of(strategy));
        new TreeMap<>(parameters).forEach((name, value) -> parts.add(name + "=" + value));
        return parts;
    }
}
