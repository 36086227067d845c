package nexus.replay.records;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Interruption;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.RecordText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay dump}: the journal, one record a line. */
@Command(
        name = "dump",
        description = {
            "Prints the journal, one record a line: sequence, time (UTC), kind, source, cause, message.",
            "Ends at a damaged place, and says where the journal can be read again."
        })
public final class DumpCommand implements Callable<Integer> {
    private static final long FOLLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** How many lines may be made for a reader of the output that is gone. */
    private static final int CHECK_EVERY = 256;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Begin with this record or time. Default: the first record.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "End with this record or time. Default: the last record.")
    private Moment to;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only records of this kind (PLATFORM_IN) or message type (ORDER_FILL); several with commas.")
    private List<String> types = List.of();

    @Option(
            names = "--json",
            description =
                    "One JSON object a line: sequence, time, time_ns, kind, source, cause, flags, message, and the"
                            + " bytes as base64 (raw).")
    private boolean json;

    @Option(names = "--follow", description = "Go on as the journal grows, until Ctrl-C.")
    private boolean follow;

    private final RecordText text = new RecordText();

    @Override
    public Integer call() throws NoJournalException {
        try (JournalReader reader = data.open();
                Interruption interruption = Interruption.listen()) {
            begin(reader);
            print(reader, interruption);
            spec.commandLine().getOut().flush();
            return ExitCodes.OK;
        } catch (JournalDamageException e) {
            spec.commandLine().getOut().flush();
            Damage.report(spec.commandLine(), data, e);
            return ExitCodes.UNREADABLE;
        }
    }

    private void begin(JournalReader reader) {
        if (from == null) {
            return;
        }
        long first = from.first(reader);
        if (!reader.seek(first)) {
            if (first > reader.lastSequence()) {
                reader.toEnd();
            } else {
                reader.seekBefore(first);
            }
        }
    }

    private void print(JournalReader reader, Interruption interruption) {
        PrintWriter out = spec.commandLine().getOut();
        JournalRecord record = new JournalRecord();
        int lines = 0;
        while (!interruption.hasCome()) {
            if (!reader.next(record)) {
                // PrintWriter.checkError flushes.
                if (!follow || out.checkError()) {
                    return;
                }
                LockSupport.parkNanos(FOLLOW_NANOS);
                continue;
            }
            if (to != null && place(to, record) > to.value()) {
                return;
            }
            if ((from == null || place(from, record) >= from.value()) && isWanted(record)) {
                out.println(json ? text.json(record) : text.line(record));
                if (++lines % CHECK_EVERY == 0 && out.checkError()) {
                    return;
                }
            }
            if (to != null && !to.isTime() && record.sequence() == to.value()) {
                return;
            }
        }
    }

    /** Where a record stands, in what the moment is measured in. */
    private static long place(Moment moment, JournalRecord record) {
        return moment.isTime() ? record.timeNanos() : record.sequence();
    }

    private boolean isWanted(JournalRecord record) {
        if (types.isEmpty()) {
            return true;
        }
        String type = text.type(record);
        return types.stream()
                .map(String::trim)
                .anyMatch(wanted -> wanted.equalsIgnoreCase(record.kind().name()) || wanted.equalsIgnoreCase(type));
    }
}
