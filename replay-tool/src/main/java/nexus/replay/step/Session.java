package nexus.replay.step;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.replay.command.Interruption;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import picocli.CommandLine.TypeConversionException;

/** The conversation: one command a line, each answered; stands at one record. */
final class Session {
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("n", "next"),
            Map.entry("b", "back"),
            Map.entry("g", "goto"),
            Map.entry("o", "order"),
            Map.entry("r", "reject"),
            Map.entry("f", "fill"),
            Map.entry("d", "divergence"),
            Map.entry("/", "find"),
            Map.entry("s", "state"),
            Map.entry("m", "mark"),
            Map.entry("=", "diff"),
            Map.entry("w", "why"),
            Map.entry("h", "help"),
            Map.entry("?", "help"),
            Map.entry("q", "quit"));

    /** How often a search looks whether it is to stop. */
    private static final int PATIENCE_MASK = 0xfff;

    private final JournalReader journal;
    private final JournalReader second;
    private final Machine machine;
    private final BufferedReader in;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean isTerminal;
    private final Interruption interruption;
    private final StepText text;
    private final Goals goals = new Goals();
    private long here;
    private long mark;
    private byte[] markedState;

    /**
     * Prepares.
     *
     * @param journal where the machine's cursor is
     * @param second of the same journal, to look elsewhere
     * @param isTerminal whether a person sits there, who is prompted and may stop a search with Enter
     */
    Session(
            JournalReader journal,
            JournalReader second,
            Machine machine,
            BufferedReader in,
            PrintWriter out,
            PrintWriter err,
            boolean isTerminal,
            Interruption interruption) {
        this.journal = journal;
        this.second = second;
        this.machine = machine;
        this.in = in;
        this.out = out;
        this.err = err;
        this.isTerminal = isTerminal;
        this.interruption = interruption;
        this.text = new StepText(out);
    }

    /** Shows a record, then does what it is told, up to {@code quit} or the end of the commands. */
    void run(long first) throws IOException {
        answer("goto " + first);
        String last = "next";
        for (String line = prompt(); line != null && !interruption.hasCome(); line = prompt()) {
            String command = line.isBlank() ? last : line.strip();
            last = command;
            if (!answer(command)) {
                return;
            }
        }
    }

    private String prompt() throws IOException {
        out.flush();
        if (isTerminal) {
            err.print(here + "> ");
            err.flush();
            prepareBack();
        }
        return in.readLine();
    }

    /** While the person reads. */
    private void prepareBack() throws IOException {
        try {
            if (here > 0 && !in.ready()) {
                machine.prepareBack(here);
            }
        } catch (NoJournalException | JournalDamageException | IllegalStateException e) {
            // Said when it is asked for: the machine finds the same again.
            return;
        }
    }

    /** Returns whether to go on. */
    private boolean answer(String line) {
        String word = line.startsWith("/") ? "/" : line.split("\\s+", 2)[0];
        String argument = line.substring(word.length()).strip();
        String command = SHORT.getOrDefault(word, word).toLowerCase(Locale.ROOT);
        if (command.equals("quit") || command.equals("exit")) {
            return false;
        }
        try {
            obey(command, argument);
        } catch (NoJournalException | JournalDamageException | IllegalArgumentException | TypeConversionException e) {
            out.println(e.getMessage());
        } catch (IllegalStateException e) {
            out.println("the router refuses to go on: " + e.getMessage());
        }
        return true;
    }

    private void obey(String command, String argument) throws NoJournalException {
        switch (command) {
            case "next" -> show(Math.addExact(here, count(argument)));
            case "back" -> show(Math.max(journal.firstSequence(), here - count(argument)));
            case "goto" -> show(moment(argument).last(second));
            case "order" -> search(goals.order(), "no further order");
            case "reject" -> search(goals.reject(), "no further refusal");
            case "fill" -> search(goals.fill(), "no further fill");
            case "divergence" -> search(goals.divergence(), "no further divergence");
            case "find" -> find(argument);
            case "state" -> {
                machine.moveBehind(here);
                text.state(machine.router(), argument);
            }
            case "mark" -> mark();
            case "diff" -> diff();
            case "why" -> why();
            case "help" -> text.help();
            default -> throw new IllegalArgumentException("there is no command '" + command + "'; try help");
        }
    }

    private static long count(String argument) {
        if (argument.isEmpty()) {
            return 1;
        }
        if (!argument.matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("'" + argument + "' is no number of records");
        }
        return Long.parseLong(argument);
    }

    private static Moment moment(String argument) {
        return new Moment.Converter().convert(argument);
    }

    private void show(long sequence) throws NoJournalException {
        long last = journal.lastSequence();
        if (sequence > last) {
            throw new NoJournalException("there is no record " + sequence + ": the journal ends with record " + last);
        }
        text.show(machine.step(sequence));
        here = sequence;
    }

    private void find(String argument) throws NoJournalException {
        if (argument.isEmpty()) {
            throw new IllegalArgumentException("find what? A kind or type such as SIGNAL, or a text");
        }
        search(goals.find(argument), "no further record with '" + argument + "'");
    }

    private void search(Machine.Goal goal, String nothing) throws NoJournalException {
        long last = journal.lastSequence();
        boolean[] stopped = new boolean[1];
        long found;
        try (Progress progress = Progress.on(err, "searching, Enter stops", here, last)) {
            found = machine.search(here, goal, sequence -> {
                progress.at(sequence);
                if ((sequence & PATIENCE_MASK) == 0 && wantsStop()) {
                    stopped[0] = true;
                }
                return stopped[0] || sequence >= last;
            });
        }
        if (found > 0) {
            show(found);
        } else if (stopped[0]) {
            out.println("stopped at record " + machine.position() + "; still at " + here);
        } else {
            out.println(nothing + " up to record " + last);
        }
    }

    private boolean wantsStop() {
        try {
            boolean pressed = isTerminal && in.ready();
            if (pressed) {
                in.readLine();
            }
            return pressed || interruption.hasCome();
        } catch (IOException e) {
            // Whoever could stop it is gone.
            return true;
        }
    }

    private void mark() throws NoJournalException {
        machine.moveBehind(here);
        markedState = machine.router().stateBytes();
        mark = here;
        out.println("marked: the state behind record " + mark);
    }

    private void diff() throws NoJournalException {
        if (markedState == null) {
            throw new IllegalArgumentException("nothing is marked: use mark first");
        }
        machine.moveBehind(here);
        List<Change> changes = changes(Router.ofState(markedState), machine.router());
        out.println("from behind record " + mark + " to behind record " + here + ":");
        if (changes.isEmpty()) {
            out.println("  no difference");
        }
        text.changes(changes);
    }

    /** Of everything, orders that have ended too. */
    private static List<Change> changes(Router before, Router after) {
        List<Change> changes = new ArrayList<>();
        Map<String, String> old = new LinkedHashMap<>();
        Map<String, String> now = new LinkedHashMap<>();
        new NamedState(before.view()).all(old::put);
        new NamedState(after.view()).all(now::put);
        Change.between(old, now, changes);
        after.orders().forEach(order -> {
            OrderView known = before.view().order(order.ref()).orElse(null);
            Change.of(known, order, changes);
        });
        before.orders().forEach(order -> {
            if (after.view().order(order.ref()).isEmpty()) {
                changes.add(new Change("orders/" + order.ref(), Change.summary(order), null));
            }
        });
        return changes;
    }

    private void why() throws NoJournalException {
        machine.moveBehind(here);
        new CauseChain(second, machine.router().view()).of(here).forEach(line -> out.println("  " + line));
    }
}
