package nexus.replay.why;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.Interruption;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.playback.Playback;

/**
 * Lets the router go through the part of the journal where the signals in question lived, and notes what it knew, said
 * and changed. Goes on until all their orders have ended, or to the end. Where a damaged record stops it, it goes on from
 * a snapshot behind, if there is one.
 */
final class Course {
    /** So far before the first record in question it begins, to see the ticks before that. */
    static final long WARM_UP_RECORDS = 100_000;

    private final JournalReader journal;
    private final long last;
    private final Progress progress;
    private final Interruption interruption;
    private final long[] inputs;
    private final long firstFound;
    private final long lastFound;
    private final Ear ear = new Ear();
    private final ForwardedTicks ticks;
    private final Findings findings;
    private final Set<String> problems = new LinkedHashSet<>();
    private int nextInput;
    private long reached;
    private long reachedNanos;
    private boolean isBroken;

    /**
     * Prepares.
     *
     * @param found the records in question, one at least, in the journal's order
     * @param last where to end at the latest
     */
    Course(JournalReader journal, List<KeptRecord> found, long last, Progress progress, Interruption interruption) {
        this.journal = journal;
        this.last = last;
        this.progress = progress;
        this.interruption = interruption;
        this.inputs = found.stream()
                .filter(record -> record.kind().isInput())
                .mapToLong(KeptRecord::sequence)
                .toArray();
        this.firstFound = found.get(0).sequence();
        this.lastFound = found.get(found.size() - 1).sequence();
        List<KeptRecord> signals = found.stream().filter(Stories::isSignal).toList();
        this.ticks = new ForwardedTicks(signals.stream()
                .map(signal -> signal.message().text(Keys.SYMBOL))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
        this.findings = new Findings(signals, ticks);
    }

    /** Does the work, as far as the journal lets it. */
    void run(Path dataFolder) {
        try {
            Optional<Playback> playback = begin(dataFolder);
            while (playback.isPresent() && !interruption.hasCome()) {
                playback = playToDamage(dataFolder, playback.get());
            }
        } catch (IllegalStateException e) {
            problems.add("the router refuses to go on behind record " + reached + ": " + e.getMessage());
        }
    }

    private Optional<Playback> begin(Path dataFolder) {
        long early = Math.max(1, firstFound - WARM_UP_RECORDS);
        for (long target : new long[] {early, firstFound}) {
            try {
                return Optional.of(Playback.before(dataFolder, journal, target, ear, problem -> {}));
            } catch (NoJournalException e) {
                problems.add("the router cannot be asked from the beginning: " + e.getMessage());
            }
        }
        return Playback.behind(dataFolder, journal, firstFound, ear, problem -> {});
    }

    /** Returns where to go on behind damage, if anywhere. */
    private Optional<Playback> playToDamage(Path dataFolder, Playback playback) {
        reached = playback.start();
        boolean isSound = false;
        while (!isSound) {
            try {
                play(playback);
                isSound = true;
            } catch (JournalDamageException e) {
                if (!playback.passOver(e)) {
                    Optional<Playback> behind = Playback.behind(dataFolder, journal, e.sequence(), ear, problem -> {});
                    problems.add("the router cannot go past what is damaged"
                            + behind.map(one -> "; it went on behind record " + one.start())
                                    .orElse("")
                            + ": " + e.getMessage());
                    isBroken = behind.isEmpty();
                    return behind;
                }
            }
        }
        return Optional.empty();
    }

    private void play(Playback playback) {
        JournalRecord record = new JournalRecord();
        Router router = playback.router();
        findings.begin(router, reached);
        while (!isEnough() && !interruption.hasCome() && playback.next(record)) {
            reached = record.sequence();
            reachedNanos = record.timeNanos();
            progress.at(reached);
            if (record.kind().isInput()) {
                boolean isWanted = isWanted(reached);
                if (isWanted || ear.heard) {
                    findings.look(record, router, isWanted, ear.notes);
                }
                ear.clear();
            }
        }
    }

    /** Whether nothing further can happen, or all is seen. */
    private boolean isEnough() {
        boolean allSeen = reached >= lastFound && !findings.hasOpenOrders();
        return reached >= last || allSeen;
    }

    /** Without a search for each record: they come in ascending order. */
    private boolean isWanted(long sequence) {
        while (nextInput < inputs.length && inputs[nextInput] < sequence) {
            nextInput++;
        }
        return nextInput < inputs.length && inputs[nextInput] == sequence;
    }

    /** What was found on the way. */
    Findings findings() {
        return findings;
    }

    /** The last record that the router has seen, 0 if none. */
    long reached() {
        return reached;
    }

    /** Whether the router was still running where it ended, so that the orders are known as they stand there. */
    boolean isComplete() {
        return reached > 0 && !isBroken && isEnough();
    }

    /** Time of the last record that the router has seen. */
    long reachedNanos() {
        return reachedNanos;
    }

    /** Why it saw less than it should, in words. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Hears the router on one input after the other. */
    private final class Ear implements Outputs {
        private final List<Findings.Note> notes = new ArrayList<>();
        private boolean heard;

        @Override
        public void output(Output output) {
            if (output.role() == Output.Role.MARKET_DATA) {
                if (output.cause() >= firstFound - WARM_UP_RECORDS) {
                    ticks.take(output);
                }
            } else {
                heard = true;
            }
        }

        @Override
        public void note(Level level, long seq, String text) {
            heard = true;
            notes.add(new Findings.Note(level, text));
        }

        private void clear() {
            if (heard) {
                heard = false;
                notes.clear();
            }
        }
    }
}
