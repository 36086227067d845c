package nexus.replay.backtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.gateway.router.RunFacts;
import nexus.journal.store.JournalReader;
import nexus.replay.backtest.fills.FillModel;
import nexus.replay.backtest.ticks.FileInputs;
import nexus.replay.backtest.ticks.PlatformInputs;
import nexus.replay.backtest.ticks.PlatformSymbols;
import nexus.replay.backtest.ticks.RecordedInputs;
import nexus.replay.backtest.ticks.TickException;
import nexus.replay.backtest.ticks.TickFile;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Interruption;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay backtest}: a strategy trades recorded ticks through the live router. */
@Command(
        name = "backtest",
        description = {
            "Lets a strategy trade recorded ticks through the router that trades live, in simulated time, and writes what"
                    + " comes of it as an ordinary journal, on which every other command works.",
            "",
            "Ticks come from a recorded journal (--data) or from CSV files (--ticks). The same ticks, strategy,"
                    + " configuration, fill model and seed give the same journal, byte for byte, on every Java."
        },
        footerHeading = "%nFill model (--fill-model, settings with commas between them; default" + " "
                + FillModel.DEFAULT + "):%n",
        footer = {
            "  next-trade             an order takes the next trade's price",
            "  quote                  it takes the other side of the quote: a buy the ask, a sell the bid",
            "  latency=5ms            of orders and cancels to the platform",
            "  answer=0ms             of acknowledgements and fills to the gateway",
            "  jitter=0ms             each way takes up to so much longer, at random",
            "  slippage=0.1           price points by which executions at the market are worse",
            "  partial=yes|no         whether a tick fills at most its size (yes)",
            "  share=1                the share of a tick's size that orders get",
            "  limit=through|touch    a resting limit is filled beyond its price only, or at it (through)",
            "  commission=2.5         for each unit of the platform's",
            "  currency=USD           of the commission",
            "  reject=0.01            how likely an order is rejected, at random",
            "  day-end=00:00          when a DAY order's day ends, UTC",
            "  mt5.latency=40ms       any setting, for one platform",
            "",
            "CSV: a header names the columns, in any order, plain or gzip: a time (timestamp or time: ISO 8601 with zone or"
                    + " seconds; ts_ms, ts_us, ts_ns), price, size (or volume), bid, ask, bid_size, ask_size, symbol,"
                    + " contract. Needed are a time and one of price, bid, ask; rows in order of time. Of a file with"
                    + " contracts one is taken: --contract, or the busiest."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "2:Wrong usage, ticks or a strategy that cannot be read, a strategy that failed, or a disk that is full.",
            "4:A fault in this program.",
            "130:Ctrl-C: the journal in --out ends there, and can be used."
        })
public final class BacktestCommand implements Callable<Integer> {
    private static final String ZMQ = "zmq";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--strategy",
            required = true,
            paramLabel = "CLASS|zmq",
            description = "The strategy's class, or an example: MovingAverageCross, RestingLimits.")
    private String strategy;

    @Option(
            names = "--classpath",
            split = "[;]",
            paramLabel = "JAR|DIR",
            description = "Where the class is, if not in this program; several with ; or by repeating it.")
    private List<Path> classPath = List.of();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the strategy; repeat it for more.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--ticks",
            arity = "1..*",
            paramLabel = "[SYMBOL=]FILE",
            description = "CSV files of ticks, merged by time, instead of a recorded journal.")
    private List<String> tickFiles = List.of();

    @Option(
            names = "--symbol",
            paramLabel = "SYM",
            description =
                    "With --ticks: the symbol of files that have no such column; universal, or the platform's own.")
    private String symbol;

    @Option(
            names = "--contract",
            paramLabel = "NAME",
            description = "With --ticks: which contract of a file with several.")
    private String contract;

    @Option(
            names = "--platform",
            paramLabel = "NAME",
            description =
                    "With --ticks: the platform that they come from. Default: the configuration's first that has the"
                            + " symbol.")
    private String platform;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Platforms, symbols and limits. Default: config/gateway.yaml in the installation.")
    private Path config;

    @Option(names = "--fill-model", paramLabel = "SPEC", defaultValue = FillModel.DEFAULT, description = "See below.")
    private String fillModel;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all that is random. Default: 1.")
    private long seed;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "The first tick's time, or with --data its sequence. Default: the first there is.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "The last tick's. Default: the last there is.")
    private Moment to;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder for the result.")
    private Path out;

    @Override
    public Integer call() throws IOException, BacktestException, NoJournalException, TickException {
        boolean fromFiles = !tickFiles.isEmpty();
        if (!fromFiles && (symbol != null || contract != null || platform != null)) {
            throw usage("--symbol, --contract and --platform belong to --ticks: a journal says them itself");
        }
        RouterConfig routerConfig = config();
        Backtest.Setup setup = new Backtest.Setup(routerConfig, fillModel(), seed);
        OutFolder folder = OutFolder.check(out, fromFiles ? null : data.folder());
        Messages messages = new Messages();
        try (Nexus nexus = nexus(messages);
                PlatformInputs inputs = fromFiles ? files(routerConfig) : recorded();
                Interruption interruption = Interruption.listen()) {
            inputs.remarks().forEach(remark -> spec.commandLine().getErr().println(remark));
            if (!inputs.next()) {
                throw new BacktestException("there is nothing in the range that was asked for");
            }
            return run(setup, folder, inputs, nexus, messages, interruption);
        }
    }

    private int run(
            Backtest.Setup setup,
            OutFolder folder,
            PlatformInputs inputs,
            Nexus nexus,
            Messages messages,
            Interruption interruption)
            throws IOException, BacktestException, TickException {
        PrintWriter output = spec.commandLine().getOut();
        ResultText text = new ResultText(output);
        long startNanos = System.nanoTime();
        Backtest.Result result;
        try (Backtest backtest = Backtest.open(setup, folder, identity(setup), inputs, nexus, messages)) {
            result = backtest.run(title(inputs), interruption::hasCome, done -> {});
        }
        text.print(title(inputs), result, System.nanoTime() - startNanos, folder.path());
        output.flush();
        return result.stopped() ? ExitCodes.INTERRUPTED : ExitCodes.OK;
    }

    private String title(PlatformInputs inputs) {
        return "strategy " + strategy + (parameters.isEmpty() ? "" : " " + new TreeMap<>(parameters)) + ", fill model "
                + fillModel + ", seed " + seed + ", ticks of " + inputs.description();
    }

    private RunFacts identity(Backtest.Setup setup) {
        List<String> parts = new ArrayList<>();
        parts.add(strategy);
        new TreeMap<>(parameters).forEach((name, value) -> parts.add(name + "=" + value));
        parts.add(NormalForm.of(setup.config()));
        parts.add(fillModel);
        parts.add(Long.toString(seed));
        String build = BacktestCommand.class.getPackage().getImplementationVersion();
        return Identity.of(build == null ? "development" : build, parts);
    }

    private RouterConfig config() throws BacktestException {
        Path file = config != null
                ? config
                : Path.of(System.getProperty("nexus.home", "")).toAbsolutePath().resolve("config/gateway.yaml");
        try {
            return ConfigLoader.load(file).router();
        } catch (ConfigException e) {
            throw new BacktestException(e.getMessage(), e);
        }
    }

    private FillModel fillModel() {
        try {
            return FillModel.of(fillModel);
        } catch (IllegalArgumentException e) {
            throw usage("--fill-model: " + e.getMessage());
        }
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private Nexus nexus(Messages messages) throws BacktestException {
        if (strategy.equals(ZMQ)) {
            throw usage("--strategy zmq is not there yet");
        }
        return new StrategyNexus(StrategyLoader.load(strategy, classPath, parameters), messages);
    }

    private PlatformInputs files(RouterConfig routerConfig) throws IOException, TickException {
        List<TickFile> files = new ArrayList<>();
        for (String file : tickFiles) {
            files.add(TickFile.of(file, symbol, contract));
        }
        String any = files.stream()
                .map(TickFile::symbol)
                .filter(name -> name != null)
                .findFirst()
                .orElse(null);
        PlatformSymbols symbols = PlatformSymbols.of(routerConfig, platform, any);
        return FileInputs.open(files, symbols, time(from, 0), time(to, Long.MAX_VALUE));
    }

    private long time(Moment moment, long otherwise) {
        if (moment != null && !moment.isTime()) {
            throw usage("--from and --to take times with --ticks, not sequences");
        }
        return moment == null ? otherwise : moment.value();
    }

    private PlatformInputs recorded() throws NoJournalException {
        JournalReader journal = data.open();
        try {
            long first = from == null ? journal.firstSequence() : from.first(journal);
            long last = to == null ? journal.lastSequence() : to.last(journal);
            return new RecordedInputs(journal, first, last);
        } catch (NoJournalException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }
}
