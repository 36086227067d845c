package nexus.replay.audit;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import nexus.journal.store.JournalReader;
import nexus.replay.audit.model.Severity;
import nexus.replay.audit.model.Thresholds;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code replay audit}: is every order and every fill as it should be? */
@Command(
        name = "audit",
        description = "Holds every order and execution against what they should be.",
        exitCodeList = {
            "0:Nothing was found, or nothing as severe as --fail-on.",
            "1:Something was found.",
            "2:Wrong usage, no journal, or a damaged one: then the audit goes up to the damage.",
            "4:A fault in this program."
        })
public final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Where it begins: a record's sequence, or a time (ISO 8601 with zone, or ns since the epoch)."
                    + " Orders of before are carried in. Default: the journal's first record.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Where it ends. Default: the journal's last record.")
    private Moment to;

    @Option(
            names = "--fail-on",
            paramLabel = "error|warning",
            defaultValue = "error",
            converter = SeverityConverter.class,
            description = "What ends with exit code 1. Default: error.")
    private Severity failOn;

    @Override
    public Integer call() throws NoJournalException {
        AuditReport report;
        try (JournalReader journal = data.open()) {
            report = read(journal);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(report.text());
        out.flush();
        if (report.damage() != null) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + report.damage());
            return ExitCodes.UNREADABLE;
        }
        return report.findings().atLeast(failOn) > 0 ? ExitCodes.FOUND : ExitCodes.OK;
    }

    private AuditReport read(JournalReader journal) throws NoJournalException {
        AuditOptions options = new AuditOptions(Optional.ofNullable(from), Optional.ofNullable(to), Thresholds.USUAL);
        try (Progress progress =
                Progress.on(spec.commandLine().getErr(), "auditing", journal.firstSequence(), journal.lastSequence())) {
            return AuditReport.of(data.folder(), journal, options, cost -> {}, progress::at);
        }
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
