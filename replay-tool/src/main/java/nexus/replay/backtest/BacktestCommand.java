package nexus.replay.backtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.config.ConfigException;
import nexus.config.ConfigLoader;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.gateway.router.RunFacts;
import nexus.journal.store.JournalReader;
import nexus.replay.backtest.fills.FillModel;
import nexus.replay.backtest.ticks.PlatformInputs;
import nexus.replay.backtest.ticks.TickException;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Interruption;
import nexus.replay.command.MultiplierOption;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.report.ReportOptions;
import nexus.replay.report.TradingReport;
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
                    + " comes of it as an ordinary journal, on which every other command works, with report.html beside it.",
            "",
            "Ticks come from a recorded journal (--data) or from CSV files (--ticks). The same ticks, strategy,"
                    + " configuration, fill model and seed give the same journal, byte for byte, on every Java."
        },
        footerHeading = "%nFill model (settings with commas between them; default " + FillModel.DEFAULT + "):%n",
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
            "CSV: a header names the columns, in any order; plain or gzip. A time (timestamp or time: ISO 8601 with zone, or"
                    + " seconds; ts_ms, ts_us, ts_ns), price, size (or volume), bid, ask, bid_size, ask_size, symbol,"
                    + " contract. Needed are a time and one of price, bid, ask; the rows are in order of time.",
            "",
            "Examples:",
            "  replay backtest --strategy MovingAverageCross --ticks gc.csv.gz --symbol GC --out /tmp/gc",
            "  replay backtest --strategy my.Breakout --classpath breakout.jar --param length=20 --data data"
                    + " --fill-model quote,latency=8ms,commission=2.5 --multiplier NQ=20 --out /tmp/breakout",
            "  replay backtest --strategy zmq --data data --out /tmp/mine    NEXUS answers each MARKET_DATA with"
                    + " {type: STEP_ACK, seq}"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "2:Wrong usage, ticks or a strategy that cannot be read, a strategy that failed, or a disk that is full.",
            "4:A fault in this program.",
            "130:Ctrl-C: the journal in --out ends there, and can be used."
        })
public final class BacktestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StrategyOptions strategy;

    @Mixin
    private TickOptions ticks;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Platforms, symbols and limits. Default: config/gateway.yaml in the installation.")
    private Path config;

    @Option(
            names = "--fill-model",
            paramLabel = "SPEC",
            defaultValue = FillModel.DEFAULT,
            description = "How orders are filled; see below.")
    private String fillModel;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all that is random. Default: 1.")
    private long seed;

    @Mixin
    private MultiplierOption multipliers;

    @Option(names = "--no-report", description = "Only the journal: no profit and loss, no report.html.")
    private boolean noReport;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder for the result.")
    private Path out;

    private PrintWriter output;
    private PrintWriter err;

    @Override
    public Integer call() throws IOException, BacktestException, NoJournalException, TickException {
        output = spec.commandLine().getOut();
        err = spec.commandLine().getErr();
        Backtest.Setup setup = new Backtest.Setup(config(), fillModel(), seed);
        OutFolder folder = OutFolder.check(out, ticks.dataFolder());
        Messages messages = new Messages();
        int exitCode;
        try (Interruption interruption = Interruption.listen();
                PlatformInputs inputs = ticks.open(setup.config())) {
            inputs.remarks().forEach(err::println);
            if (!inputs.next()) {
                throw new BacktestException("there is nothing in the range that was asked for");
            }
            try (Nexus nexus = strategy.open(messages, err, interruption)) {
                exitCode = nexus == null
                        ? ExitCodes.INTERRUPTED
                        : run(setup, folder, inputs, nexus, messages, interruption);
            }
            output.flush();
        }
        if (exitCode == ExitCodes.OK && !noReport) {
            report();
        }
        return exitCode;
    }

    private int run(
            Backtest.Setup setup,
            OutFolder folder,
            PlatformInputs inputs,
            Nexus nexus,
            Messages messages,
            Interruption interruption)
            throws IOException, BacktestException, TickException {
        String title = String.join(" ", strategy.parts()) + ", fill model " + fillModel + ", seed " + seed
                + ", ticks of " + inputs.description();
        long startNanos = System.nanoTime();
        Backtest.Result result;
        try (Backtest backtest = Backtest.open(setup, folder, identity(setup), inputs, nexus, messages);
                Progress progress = Progress.on(err, "backtesting", 0, 0)) {
            result = backtest.run(title, interruption::hasCome, progress::at);
        }
        new ResultText(output).print(title, result, System.nanoTime() - startNanos, folder.path());
        return result.stopped() ? ExitCodes.INTERRUPTED : ExitCodes.OK;
    }

    private RunFacts identity(Backtest.Setup setup) {
        List<String> parts = new ArrayList<>(strategy.parts());
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
            throw new ParameterException(spec.commandLine(), "--fill-model: " + e.getMessage(), e);
        }
    }

    private void report() throws NoJournalException {
        TradingReport report;
        try (JournalReader journal = JournalReader.open(out);
                Progress progress = Progress.on(err, "reporting", journal.firstSequence(), journal.lastSequence())) {
            ReportOptions options = ReportOptions.all().withMultipliers(multipliers.bySymbol());
            report = TradingReport.of(out, journal, options, progress::at);
        }
        output.println();
        output.print(report.text());
        Path page = out.resolve("report.html");
        try {
            report.writeHtml(page);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + page + ": " + e.getMessage(), e);
        }
        output.println();
        output.println("page       " + page);
        output.flush();
    }
}
