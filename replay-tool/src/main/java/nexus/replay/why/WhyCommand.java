package nexus.replay.why;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nexus.journal.store.JournalReader;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay why}: tells a trader why an order went out, or did not, and what became of it. */
@Command(
        name = "why",
        description = {
            "Why an order went out, or did not: the prices before the signal, the signal, the checks, the orders, what the"
                    + " platforms answered, what NEXUS was told, and how it stands.",
            "Works beside a running gateway, and where other parts of the journal are damaged."
        },
        exitCodeList = {
            "0:Found and told.",
            "1:No record of the journal names this id.",
            "2:Wrong usage, no journal, or a damaged one.",
            "4:A fault in this program."
        })
public final class WhyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Parameters(
            paramLabel = "ORDER_ID",
            description = "The order_id of a signal, the ref of an order, or a platform's own id of one.")
    private String id;

    @Option(
            names = "--to",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Tell no more than was known at this record or time. Default: the journal's end.")
    private Moment to;

    @Option(names = "--json", description = "One JSON object: signals, each with orders and events.")
    private boolean json;

    @Override
    public Integer call() throws NoJournalException {
        try (JournalReader journal = data.open();
                Interruption interruption = Interruption.listen()) {
            long first = journal.firstSequence();
            long last = to == null ? journal.lastSequence() : to.last(journal);
            IdSearch search;
            try (Progress progress = progress("searching", first, last)) {
                search = new IdSearch(journal, first, last, progress, interruption);
                search.run(id);
            }
            if (interruption.hasCome()) {
                return ExitCodes.OK;
            }
            if (search.found().isEmpty()) {
                return notFound(journal, first, last, search, interruption);
            }
            Course course;
            try (Progress progress = progress("routing again", first, last)) {
                course = new Course(journal, search.found(), last, progress, interruption);
                course.run(data.folder());
            }
            if (!interruption.hasCome()) {
                print(answer(search, course, last));
            }
            return ExitCodes.OK;
        }
    }

    private Progress progress(String what, long first, long last) {
        return Progress.on(spec.commandLine().getErr(), what, first, last);
    }

    private Answer answer(IdSearch search, Course course, long last) {
        List<String> remarks = new ArrayList<>(search.unreadable());
        remarks.addAll(course.problems());
        if (search.isIncomplete()) {
            remarks.add(
                    "only the first " + IdSearch.MAX_FOUND + " records that name it are shown; narrow it with --to");
        }
        return new Answer(
                id,
                new Stories(search, course).tell(),
                course.reached(),
                course.reachedNanos(),
                course.isComplete(),
                course.reached() >= last,
                to == null ? "the journal's end" : "--to",
                remarks);
    }

    private void print(Answer answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            new WhyJson(out).print(answer);
        } else {
            new WhyText(out).print(answer);
        }
        out.flush();
    }

    private int notFound(JournalReader journal, long first, long last, IdSearch search, Interruption interruption) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("replay why: no record names " + id + ", neither as an order_id, nor as a ref, nor as a platform's"
                + " own id, in records " + first + " to " + last + " of " + data.folder());
        List<String> near = new NearIds(id).in(journal, first, last, interruption);
        if (!near.isEmpty()) {
            err.println("Signals with ids like it: " + String.join(", ", near));
        }
        search.unreadable().forEach(problem -> err.println("Not searched: " + problem));
        err.flush();
        return ExitCodes.NOT_FOUND;
    }
}
