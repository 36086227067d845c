package nexus.replay.records;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.prune.PruneActs;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Interruption;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay ls}: what is there, run by run. */
@Command(
        name = "ls",
        description = {
            "Lists the journal's runs: records, times, counts by kind, files.",
            "Reads and checks every record; damaged places are named, and what is behind them is listed too."
        })
public final class LsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--from",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Count from this record or time on. Default: the first record.")
    private Moment from;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Count up to this record or time. Default: the last record.")
    private Moment to;

    private final MapReader reader = new MapReader();
    private final JournalRecord record = new JournalRecord();
    private PrintWriter out;
    private RunSummary run;
    private String runName = "";
    private boolean damaged;

    @Override
    public Integer call() throws NoJournalException {
        out = spec.commandLine().getOut();
        try (JournalReader journal = data.open();
                Interruption interruption = Interruption.listen()) {
            long first = from == null ? journal.firstSequence() : from.first(journal);
            long last = to == null ? journal.lastSequence() : to.last(journal);
            PruneActs.of(data.folder()).before(journal.firstSequence()).forEach(out::println);
            list(journal, first, last, interruption);
            JournalFiles.of(data.folder()).forEach(out::println);
            journal.tornTail().ifPresent(tail -> out.println("unfinished end: " + tail));
            out.flush();
        }
        return damaged ? ExitCodes.UNREADABLE : ExitCodes.OK;
    }

    private void list(JournalReader journal, long first, long last, Interruption interruption) {
        if (from != null && !journal.seek(first)) {
            journal.seekBefore(first);
        }
        try (Progress progress = Progress.on(spec.commandLine().getErr(), "listing", first, last)) {
            boolean more = true;
            while (more && !interruption.hasCome()) {
                more = step(journal, last);
                progress.at(record.sequence());
            }
        }
        print();
    }

    private boolean step(JournalReader journal, long last) {
        try {
            if (!journal.next(record)) {
                return false;
            }
        } catch (JournalDamageException e) {
            return pass(journal, e, last);
        }
        if (record.sequence() <= last) {
            add(journal.runName());
        }
        return record.sequence() < last;
    }

    private void add(String name) {
        if (!name.equals(runName)) {
            print();
            runName = name;
            run = begin(name);
        }
        run.add(record);
    }

    private boolean pass(JournalReader journal, JournalDamageException damage, long last) {
        if (damage.sequence() > last) {
            return false;
        }
        damaged = true;
        boolean goesOn = journal.seekAtLeast(damage.sequence());
        String line = "    DAMAGED: " + damage.getMessage()
                + (goesOn ? "; goes on with record " + journal.nextSequence() : "; nothing behind it can be read");
        if (run == null) {
            out.println(line);
        } else {
            run.damage(line);
        }
        return goesOn && journal.nextSequence() <= last;
    }

    private void print() {
        if (run != null) {
            run.lines().forEach(out::println);
        }
    }

    private RunSummary begin(String name) {
        boolean readable = record.kind() == RecordKind.RUN
                && reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null;
        return new RunSummary(
                readable ? text(Keys.RUN_ID) : name.substring(name.indexOf('-') + 1),
                readable ? text(Keys.BUILD) : "unknown",
                record);
    }

    private String text(Key key) {
        int field = reader.find(key);
        return field == MapReader.ABSENT ? "unknown" : reader.textValue(field);
    }
}
