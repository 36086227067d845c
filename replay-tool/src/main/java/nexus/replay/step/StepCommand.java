package nexus.replay.step;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import nexus.journal.store.JournalReader;
import nexus.replay.command.DataOption;
import nexus.replay.command.ExitCodes;
import nexus.replay.command.Interruption;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay step}: walks through the journal, record by record, forward and back. */
@Command(
        name = "step",
        description = {
            "A debugger over the journal: shows each record, what the router makes of it, and what that changes in its"
                    + " state. Forward, back, to the next order, refusal, fill or divergence.",
            "Reads commands from stdin, one a line: 'help' lists them. Enter repeats the last one, Ctrl-D ends, and while a"
                    + " search runs Enter stops it."
        },
        exitCodeList = {
            "0:Ended with quit, or with the commands.",
            "2:Wrong usage, no journal, or a damaged one.",
            "4:A fault in this program."
        })
public final class StepCommand implements Callable<Integer> {
    /** Records between two states that are kept: so many are routed in some ten milliseconds. */
    private static final long SPACING = 10_000;
    /** Of the memory that there is, what states may take. */
    private static final int SHARE = 4;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOption data;

    @Option(
            names = "--at",
            paramLabel = "T|SEQ",
            converter = Moment.Converter.class,
            description = "Where to begin: a record, or the last one at a time. Default: the first record.")
    private Moment at;

    @Override
    public Integer call() throws NoJournalException {
        try (JournalReader journal = data.open();
                JournalReader second = data.open();
                Interruption interruption = Interruption.listen()) {
            long first = at == null ? journal.firstSequence() : at.last(journal);
            States states = new States(Runtime.getRuntime().maxMemory() / SHARE);
            Machine machine = new Machine(data.folder(), journal, states, SPACING, System::nanoTime);
            boolean isTerminal = Terminal.ERR.isThere() && Terminal.IN.isThere();
            // Not closed: stdin is the process's.
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            new Session(
                            journal,
                            second,
                            machine,
                            in,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr(),
                            isTerminal,
                            interruption)
                    .run(first);
            spec.commandLine().getOut().flush();
            return ExitCodes.OK;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the commands: " + e.getMessage(), e);
        }
    }
}
