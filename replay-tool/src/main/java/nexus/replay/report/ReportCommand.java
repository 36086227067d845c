package nexus.replay.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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

/** {@code replay report}: what was traded and what it brought. */
@Command(
        name = "report",
        description = {
            "What was traded and what it brought: signals, orders, executions, profit and loss per symbol and platform,"
                    + " drawdown, exposure, round trips, latencies.",
            "A round trip goes from flat to flat, of one symbol on one platform. Realized profit is by average cost;"
                    + " what is still held is worth its last price on its platform."
        },
        exitCodeList = {
            "0:Done.",
            "2:Wrong usage, no journal, or a damaged one: then the report goes up to the damage.",
            "4:A fault in this program."
        })
public final class ReportCommand implements Callable<Integer> {
    private static final String STDOUT = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Mixin
    private MultiplierOption multipliers;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Where it begins: a record's sequence, or a time (ISO 8601 with zone, or ns since the epoch)."
                    + " What is held then is carried in. Default: the journal's first record.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Where it ends. Default: the journal's last record.")
    private Moment to;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = STDOUT,
            description = "Write everything as JSON: into the file, or instead of the text if no file is named.")
    private String json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write one page with charts, which needs no network.")
    private Path html;

    @Override
    public Integer call() throws NoJournalException {
        TradingReport report;
        try (JournalReader journal = data.open()) {
            report = read(journal);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(STDOUT.equals(json) ? report.json() : report.text());
        out.flush();
        write(report);
        if (report.damage() != null) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + report.damage());
            return ExitCodes.UNREADABLE;
        }
        return ExitCodes.OK;
    }

    private TradingReport read(JournalReader journal) throws NoJournalException {
        ReportOptions options =
                new ReportOptions(Optional.ofNullable(from), Optional.ofNullable(to), multipliers.bySymbol());
        try (Progress progress = Progress.on(
                spec.commandLine().getErr(), "reporting", journal.firstSequence(), journal.lastSequence())) {
            return TradingReport.of(data.folder(), journal, options, progress::at);
        }
    }

    private void write(TradingReport report) {
        try {
            if (json != null && !STDOUT.equals(json)) {
                report.writeJson(Path.of(json));
            }
            if (html != null) {
                report.writeHtml(html);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
