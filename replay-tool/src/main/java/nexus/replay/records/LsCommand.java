package nexus.replay.records;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.NoJournalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code replay ls}: what is there, run by run. */
@Command(name = "ls", description = "Lists the journal's runs: records, times, counts by kind, files.")
public final class LsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    private final MapReader reader = new MapReader();

    @Override
    public Integer call() throws NoJournalException {
        PrintWriter out = spec.commandLine().getOut();
        try (JournalReader journal = data.open()) {
            long end = journal.lastSequence();
            JournalRecord record = new JournalRecord();
            RunSummary run = null;
            while (journal.next(record)) {
                if (record.kind() == RecordKind.RUN || run == null) {
                    print(out, run);
                    run = begin(record);
                }
                run.add(record);
                if (record.sequence() >= end) {
                    break;
                }
            }
            print(out, run);
            JournalFiles.of(data.folder()).forEach(out::println);
            journal.tornTail().ifPresent(tail -> out.println("unfinished end: " + tail));
            out.flush();
        }
        return ExitCodes.OK;
    }

    private static void print(PrintWriter out, RunSummary run) {
        if (run != null) {
            out.println(run.text());
        }
    }

    private RunSummary begin(JournalRecord record) {
        boolean readable = record.kind() == RecordKind.RUN
                && reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null;
        return new RunSummary(
                readable ? text(Keys.RUN_ID) : "(no RUN record)", readable ? text(Keys.BUILD) : "unknown", record);
    }

    private String text(Key key) {
        int field = reader.find(key);
        return field == MapReader.ABSENT ? "unknown" : reader.textValue(field);
    }
}
