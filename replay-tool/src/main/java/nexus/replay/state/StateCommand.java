package nexus.replay.state;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Interruption;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.playback.Playback;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay state}: what the router knew at a point of the journal. */
@Command(
        name = "state",
        description = {
            "Shows what the gateway's router knew behind a record: connections, orders, positions, last prices, messages"
                    + " that wait for NEXUS, whether trading was halted.",
            "Begins at the last snapshot before the record. Reads only; works beside a running gateway."
        })
public final class StateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--at",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Behind this record, or the last one up to this time. Default: the last record.")
    private Moment at;

    @Option(names = "--json", description = "One JSON object, with every order that is remembered.")
    private boolean json;

    @Override
    public Integer call() throws NoJournalException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (JournalReader journal = data.open();
                Interruption interruption = Interruption.listen()) {
            long target = at == null ? journal.lastSequence() : at.last(journal);
            Moved moved = move(journal, target, interruption, err);
            if (moved != null) {
                print(moved, out);
            }
            out.flush();
            return ExitCodes.OK;
        }
    }

    private void print(Moved moved, PrintWriter out) {
        if (json) {
            new StateJson(out).print(moved);
        } else {
            new StateText(out).print(moved);
        }
    }

    private Moved move(JournalReader journal, long target, Interruption interruption, PrintWriter err)
            throws NoJournalException {
        try (Progress progress = Progress.on(err, "replaying", 1, target)) {
            return Moved.to(
                    data.folder(), journal, target, progress, interruption, problem -> err.println(named(problem)));
        } catch (JournalDamageException e) {
            Optional<Playback> behind =
                    Playback.behind(data.folder(), journal, e.sequence(), null, problem -> err.println(named(problem)));
            throw new NoJournalException(e.getMessage() + "; states can be shown up to record " + (e.sequence() - 1)
                    + behind.map(playback -> " and, by the snapshot there, from record " + playback.start() + " on")
                            .orElse(", for there is no snapshot behind it"));
        } catch (IllegalStateException e) {
            throw new NoJournalException("the router refuses to go on (" + e.getMessage() + "): run replay verify");
        }
    }

    private String named(String problem) {
        return spec.qualifiedName() + ": " + problem;
    }
}
