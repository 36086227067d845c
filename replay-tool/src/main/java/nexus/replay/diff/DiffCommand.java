package nexus.replay.diff;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.RouterConfig;
import nexus.gateway.router.Divergence;
import nexus.journal.store.JournalReader;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Moment;
import nexus.replay.command.MultiplierOption;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay diff}: what another configuration would have changed. */
@Command(
        name = "diff",
        description = {
            "What another configuration would have changed: orders, rejects, positions, profit and loss, and from where"
                    + " on. Prints nothing if nothing would differ.",
            "",
            "Two routers take the recorded inputs, one with the recorded configuration, one with the other. The platforms'"
                    + " recorded answers go to the orders that both send; where the quantity differs, executions are"
                    + " scaled in proportion, rounded down to the lot step. What answers orders that are no longer sent is"
                    + " withheld. Of an order that is new, something is assumed, and marked so: MARKET is filled whole at"
                    + " the last price of its platform's symbol; any other stays open until NEXUS cancels it.",
            "",
            "What NEXUS would have done after other fills, nobody knows: its signals are those that were recorded."
        },
        exitCodeList = {
            "0:Nothing differs, and nothing is printed.",
            "1:Something differs.",
            "2:Wrong usage, a configuration that cannot be used, no journal, or a damaged one: then what differs up to the"
                    + " damage is printed.",
            "4:A fault in this program."
        })
public final class DiffCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Mixin
    private MultiplierOption multipliers;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "OTHER.yaml",
            description =
                    "The other configuration. Only what the router decides by matters: platforms, symbols, signals"
                            + " and the like; not endpoints or journal settings.")
    private Path config;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "From where on the other configuration holds: a record's sequence, or a time (ISO 8601 with"
                    + " zone, or ns since the epoch). What was before stays as it was. Default: the first record.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Up to where. Default: the journal's last record.")
    private Moment to;

    @Option(names = "--json", description = "All differences, as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws NoJournalException {
        PrintWriter err = spec.commandLine().getErr();
        RouterConfig other;
        try {
            other = ConfigLoader.load(config).router();
        } catch (ConfigException e) {
            e.problems().forEach(err::println);
            return ExitCodes.UNREADABLE;
        }
        try (JournalReader journal = data.open()) {
            long last = to == null ? journal.lastSequence() : to.last(journal);
            long first = from == null ? journal.firstSequence() : from.first(journal);
            if (first > last) {
                throw new NoJournalException("there is nothing to compare: the range would begin with record " + first
                        + " and end with record " + last);
            }
            return compare(new DiffRun.Task(data.folder(), journal, first, last, other, multipliers.bySymbol()));
        }
    }

    private int compare(DiffRun.Task task) throws NoJournalException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        DiffText text = new DiffText(task.multipliers().isEmpty());
        DiffJson object = new DiffJson(out, config.toString());
        Consumer<Difference> differences = json ? object::add : text::add;
        DiffResult result;
        try (Progress progress = Progress.on(err, "comparing", task.first(), task.last())) {
            result = DiffRun.run(task, differences, progress::at, err::println);
        }
        if (json) {
            object.end(result);
        } else {
            out.print(text.of(result, config.toString()));
        }
        out.flush();
        result.divergence().map(DiffCommand::warning).ifPresent(err::println);
        if (result.damage().isPresent()) {
            err.println(spec.qualifiedName() + ": " + result.damage().get());
            return ExitCodes.UNREADABLE;
        }
        return result.differs() ? DIFFERENT : ExitCodes.OK;
    }

    private static String warning(Divergence divergence) {
        return "This router does not do what was recorded, from record " + divergence.sequence() + " on ("
                + divergence.what() + "): \"then\" is what it makes of the inputs. See 'replay verify'.";
    }
}
