package nexus.replay.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import nexus.config.ConfigException;
import nexus.config.StatementMapLoader;
import nexus.gateway.page.WholeFile;
import nexus.journal.store.JournalReader;
import nexus.replay.audit.cost.OrderCost;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Severity;
import nexus.replay.audit.statement.Statement;
import nexus.replay.audit.statement.StatementException;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.figures.EvenSample;
import nexus.replay.table.TargetFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code replay audit}: is every order and every fill as it should be, and what did trading cost? */
@Command(
        name = "audit",
        description = {
            "Holds every order and execution of the journal against what they should be, against the market that the"
                    + " platform showed, and against a broker's statement; and reckons what trading cost.",
            "Findings have codes: F01 to F16 from the journal alone, R01 to R05 from a statement; docs/audit.md explains"
                    + " each. The same journal gives the same output, byte for byte, so that two audits can be compared."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing was found, or nothing as heavy as --fail-on.",
            "1:Something was found.",
            "2:Wrong usage, no journal, a statement or map that cannot be read, or a damaged journal: then the audit goes up"
                    + " to the damage.",
            "4:A fault in this program."
        })
public final class AuditCommand implements Callable<Integer> {
    private static final String STDOUT = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Mixin
    private ThresholdOptions thresholds;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Where it begins: a record's sequence, or a time (ISO 8601 with zone, or ns since the epoch)."
                    + " Orders and positions of before are carried in. Default: the journal's first record.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Where it ends. Default: the journal's last record.")
    private Moment to;

    @Option(
            names = "--statement",
            paramLabel = "CSV",
            description = "A broker's statement, to be compared with the executions of one platform.")
    private Path statement;

    @Option(
            names = "--map",
            paramLabel = "YAML",
            description = "How the statement is to be read: which column is what; see docs/audit.md.")
    private Path map;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = STDOUT,
            description = "Write everything as JSON: into the file, or instead of the text if no file is named.")
    private String json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write one page with charts, which needs no network.")
    private Path html;

    @Option(
            names = "--fail-on",
            paramLabel = "error|warning",
            defaultValue = "error",
            converter = SeverityConverter.class,
            description = "What ends with exit code 1. Default: error.")
    private Severity failOn;

    @Override
    public Integer call() throws NoJournalException, IOException {
        AuditOptions options = new AuditOptions(
                Optional.ofNullable(from), Optional.ofNullable(to), thresholds.thresholds(), statement());
        PrintWriter out = spec.commandLine().getOut();
        AuditReport report;
        if (json == null || json.equals(STDOUT)) {
            report = audit(options, json == null ? null : out);
        } else {
            report = auditInto(Path.of(json), options);
        }
        if (!STDOUT.equals(json)) {
            out.print(report.text());
        }
        out.flush();
        if (report.damage() != null) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + report.damage());
            return ExitCodes.UNREADABLE;
        }
        return report.findings().atLeast(failOn) > 0 ? ExitCodes.FOUND : ExitCodes.OK;
    }

    private Optional<Statement> statement() {
        if ((statement == null) != (map == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--statement and --map belong together: the map says which column is what");
        }
        if (statement == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Statement.read(statement, StatementMapLoader.load(map)));
        } catch (ConfigException | StatementException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private AuditReport auditInto(Path file, AuditOptions options) throws NoJournalException, IOException {
        try (TargetFile target = TargetFile.of(file)) {
            Writer writer = new BufferedWriter(new OutputStreamWriter(target.stream(), StandardCharsets.UTF_8));
            AuditReport report = audit(options, writer);
            writer.flush();
            target.commit(1);
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file + ": " + e.getMessage(), e);
        }
    }

    /** @param out gets the JSON, the orders as they come; null if nobody wants it */
    private AuditReport audit(AuditOptions options, Appendable out) throws NoJournalException, IOException {
        AuditJson document = out == null ? null : new AuditJson(out, Findings.MOST_LISTED);
        EvenSample<OrderCost> shown = new EvenSample<>(AuditPage.MOST_ORDERS);
        AuditReport report;
        try (JournalReader journal = data.open();
                Progress progress = Progress.on(
                        spec.commandLine().getErr(), "auditing", journal.firstSequence(), journal.lastSequence())) {
            report = AuditReport.of(
                    data.folder(),
                    journal,
                    options,
                    cost -> {
                        shown.add(cost);
                        if (document != null) {
                            document.order(cost);
                        }
                    },
                    progress::at);
        }
        if (document != null) {
            document.finish(report);
        }
        if (html != null) {
            WholeFile.write(html, AuditPage.of(report, shown));
        }
        return report;
    }

    private static final class SeverityConverter implements ITypeConverter<Severity> {
        @Override
        public Severity convert(String text) {
            for (Severity severity : Severity.values()) {
                if (severity.word().equals(text)) {
                    return severity;
                }
            }
            throw new TypeConversionException("'" + text + "' is neither error nor warning");
        }
    }
}
