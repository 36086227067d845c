package nexus.journal.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nexus.journal.store.DayFile.Found;

/**
 * Reads all runs and days of a journal as one, forward and back, also beside a live writer in another process. Never
 * writes: it opens files for reading only, on every system.
 *
 * <p>The cursor stands between two records; a new reader's before the first. Every record is checked (checksum, length,
 * sequence) each time it is read. A run may end in a torn tail or in damage if the next run begins with exactly the
 * sequence that is missing: that run's writer found the same and went on behind it. Anything else is a
 * {@link JournalDamageException}, thrown again and again until {@link #seek} leads elsewhere.
 *
 * <p>For one thread. Errors of the disk are {@link java.io.UncheckedIOException}.
 */
public final class JournalReader implements AutoCloseable {
    private final Path folder;
    private final FolderListing listing;
    private final List<RunFolder> folders = new ArrayList<>();
    /** Those of the folders that hold records. */
    private final List<RunFolder> runs = new ArrayList<>();

    private RunFolder run;
    private Day day;
    private long position;
    private long nextSequence;
    private long nextRunSequence = Long.MAX_VALUE;
    private JournalDamageException damage;
    private Day namedDay;
    private String dayName = "";

    private JournalReader(Path folder) {
        this.folder = folder;
        this.listing = new FolderListing(folder);
    }

    /** Opens the journal of a data folder, which may still be empty or missing. */
    public static JournalReader open(Path dataFolder) {
        return new JournalReader(RunFolder.journalFolder(dataFolder));
    }

    /**
     * Shows the record behind the cursor and moves over it.
     *
     * @param into valid until the next call of a method of this reader
     * @return false if there is no further record yet
     * @throws JournalDamageException if the record is damaged or missing; the cursor stays before it
     */
    public boolean next(JournalRecord into) {
        if (damage != null) {
            throw damage;
        }
        if (run == null && !enterFirstRun()) {
            return false;
        }
        while (true) {
            Found found = day.file().look(position);
            String problem = found == Found.DAMAGE ? day.file().problem() : null;
            long inItsPlace = 0;
            if (found == Found.RECORD) {
                problem = day.load();
                if (problem == null) {
                    inItsPlace = RecordFormat.sequence(day.record());
                    problem = sequenceProblem(inItsPlace);
                }
                if (problem == null) {
                    RecordFormat.view(day.record(), into);
                    position = day.file().end();
                    nextSequence++;
                    return true;
                }
            }
            if (problem != null) {
                if (!enterRunAt(nextSequence)) {
                    throw damaged(problem, inItsPlace);
                }
            } else if (!enterWhatFollows()) {
                return false;
            }
        }
    }

    private String sequenceProblem(long found) {
        if (found != nextSequence) {
            return "record " + found + " in its place";
        }
        if (found == nextRunSequence) {
            return "in two runs, here and in one that begins with it";
        }
        return null;
    }

    private boolean enterFirstRun() {
        refresh();
        if (runs.isEmpty()) {
            return false;
        }
        enter(runs.get(0));
        return true;
    }

    private void enter(RunFolder next) {
        enter(next, next.dayAfter(null), 0, next.firstSequence());
    }

    private void enter(RunFolder next, Day nextDay, long nextPosition, long sequence) {
        run = next;
        day = nextDay;
        position = nextPosition;
        nextSequence = sequence;
        nextRunSequence = sequenceAfter(next);
        damage = null;
    }

    private long sequenceAfter(RunFolder one) {
        int next = runs.indexOf(one) + 1;
        return next < runs.size() ? runs.get(next).firstSequence() : Long.MAX_VALUE;
    }

    /** Behind damage: the run that begins with the missing record, if there is one. */
    private boolean enterRunAt(long sequence) {
        refresh();
        nextRunSequence = sequenceAfter(run);
        if (nextRunSequence != sequence || isSoundHere(sequence)) {
            return false;
        }
        enter(runs.get(runs.indexOf(run) + 1));
        return true;
    }

    private boolean isSoundHere(long sequence) {
        return day.file().look(position) == Found.RECORD
                && day.load() == null
                && RecordFormat.sequence(day.record()) == sequence;
    }

    /** At the end of a file: on to the next day or run, or to what the writer appended just now. False if neither. */
    private boolean enterWhatFollows() {
        Day nextDay = run.dayAfter(day);
        refresh();
        nextRunSequence = sequenceAfter(run);
        boolean isLast = nextDay == null && nextRunSequence == Long.MAX_VALUE;
        boolean isHole = day.hasIndexBehind(position, nextSequence);
        if (isLast && !isHole) {
            return false;
        }
        // Looked at again behind all that: the writer may have appended here before it went on there.
        Found again = day.file().look(position);
        if (again == Found.RECORD || again == Found.DAMAGE) {
            return true;
        }
        if (isLast) {
            throw damaged("missing, yet the index knows of records behind it", 0);
        }
        if (nextDay != null) {
            day = nextDay;
            position = 0;
            return true;
        }
        if (nextRunSequence != nextSequence) {
            throw damaged("missing, the next run begins with record " + nextRunSequence, nextRunSequence);
        }
        enter(runs.get(runs.indexOf(run) + 1));
        return true;
    }

    private JournalDamageException damaged(String what, long found) {
        damage =
                new JournalDamageException(nextSequence, what, found, day.file().path(), position);
        return damage;
    }

    /**
     * Shows the record before the cursor and moves back over it; {@link #next} then gives the same.
     *
     * @param into valid until the next call of a method of this reader
     * @return false at the start of the journal
     * @throws JournalDamageException if that record is damaged or missing; the cursor stays behind it
     */
    public boolean previous(JournalRecord into) {
        if (run == null) {
            return false;
        }
        long sequence = nextSequence - 1;
        if (sequence < runs.get(0).firstSequence()) {
            return false;
        }
        long here = day.firstSequence() <= sequence ? day.find(sequence) : -1;
        if (here >= 0) {
            position = here;
            nextSequence = sequence;
            damage = null;
        } else if (!seek(sequence)) {
            throw new JournalDamageException(
                    sequence, "damaged or missing", 0, day.file().path(), position);
        }
        day.file().look(position);
        day.load();
        RecordFormat.view(day.record(), into);
        return true;
    }

    /** Moves the cursor before the first record. */
    public void toStart() {
        run = null;
        damage = null;
    }

    /** Moves the cursor behind the last sound record: {@link #next} gives only what is appended from now on. */
    public void toEnd() {
        seekBefore(Long.MAX_VALUE);
    }

    /**
     * Moves the cursor before a record, by arithmetic and a walk over 255 records at most.
     *
     * @return false if there is no sound record of this sequence; the cursor is where it was then. The sequence behind
     *     the last counts as there: {@link #next} gives it once it is appended
     */
    public boolean seek(long sequence) {
        refresh();
        for (int r = runs.size() - 1; r >= 0; r--) {
            RunFolder candidate = runs.get(r);
            if (candidate.firstSequence() <= sequence) {
                return seekIn(candidate, sequence) || seekEnd(sequence);
            }
        }
        return false;
    }

    /**
     * Moves the cursor before the first sound record of this sequence or a later one: over damage, and over what is
     * missing.
     *
     * @return false if there is none; the cursor is where it was then
     */
    public boolean seekAtLeast(long sequence) {
        if (sequence > lastSequence()) {
            return false;
        }
        if (seek(sequence)) {
            return true;
        }
        for (RunFolder candidate : runs) {
            if (sequenceAfter(candidate) > sequence && seekAtLeastIn(candidate, sequence)) {
                return true;
            }
        }
        return false;
    }

    private boolean seekAtLeastIn(RunFolder candidate, long sequence) {
        for (Day each : candidate.days()) {
            long found = each.findAtLeast(sequence);
            if (found >= 0 && RecordFormat.sequence(each.record()) < sequenceAfter(candidate)) {
                enter(candidate, each, found, RecordFormat.sequence(each.record()));
                return true;
            }
        }
        return false;
    }

    /**
     * Moves the cursor behind the last sound record before this sequence, wherever that is; to the start if there is
     * none. If the record of the sequence cannot be read, {@link #next} says why.
     */
    public void seekBefore(long sequence) {
        toStart();
        refresh();
        for (int r = runs.size() - 1; r >= 0; r--) {
            if (runs.get(r).firstSequence() >= sequence) {
                continue;
            }
            List<Day> days = runs.get(r).days();
            for (int d = days.size() - 1; d >= 0; d--) {
                Day each = days.get(d);
                if (each.findBefore(sequence) >= 0) {
                    enter(runs.get(r), each, each.file().end(), RecordFormat.sequence(each.record()) + 1);
                    return;
                }
            }
        }
    }

    private boolean seekIn(RunFolder candidate, long sequence) {
        List<Day> days = candidate.days();
        for (int d = days.size() - 1; d >= 0; d--) {
            long first = days.get(d).firstSequence();
            if (first != 0 && first <= sequence) {
                long found = days.get(d).find(sequence);
                if (found >= 0) {
                    enter(candidate, days.get(d), found, sequence);
                }
                return found >= 0;
            }
        }
        return false;
    }

    private boolean seekEnd(long sequence) {
        if (lastSequence() + 1 != sequence) {
            return false;
        }
        toEnd();
        return true;
    }

    /**
     * Moves the cursor before the first record with this time or a later one.
     *
     * @param timeNanos nanoseconds since the epoch
     * @return false if there is none; the cursor is where it was then
     */
    public boolean seekTime(long timeNanos) {
        refresh();
        RunFolder foundRun = null;
        Day foundDay = null;
        for (RunFolder candidate : runs) {
            for (Day each : candidate.days()) {
                if (each.firstSequence() == 0) {
                    continue;
                }
                if (each.firstTimeNanos() >= timeNanos) {
                    return enterTime(foundRun, foundDay, timeNanos) || enterTime(candidate, each, timeNanos);
                }
                foundRun = candidate;
                foundDay = each;
            }
        }
        return enterTime(foundRun, foundDay, timeNanos);
    }

    private boolean enterTime(RunFolder candidate, Day one, long timeNanos) {
        long found = one == null ? -1 : one.findTime(timeNanos);
        if (found >= 0) {
            enter(candidate, one, found, RecordFormat.sequence(one.record()));
        }
        return found >= 0;
    }

    /** Sequence of the record behind the cursor, whether it is there yet or not; 0 before the first record. */
    public long nextSequence() {
        return run == null ? 0 : nextSequence;
    }

    /** Name of the run's folder that the cursor is in; empty before the first record. */
    public String runName() {
        return run == null ? "" : run.name();
    }

    /**
     * The queue file of the record that {@link #next} or {@link #previous} has shown last, as {@code run folder/file},
     * with a slash on every system; empty before the first record.
     */
    public String fileName() {
        if (run == null) {
            return "";
        }
        if (day != namedDay) {
            namedDay = day;
            dayName = run.name() + "/" + day.file().path().getFileName();
        }
        return dayName;
    }

    /** The first record's sequence, by the name of the first run; 0 if there is no record. */
    public long firstSequence() {
        refresh();
        return runs.isEmpty() ? 0 : runs.get(0).firstSequence();
    }

    /**
     * The first record's sequence of a run, by its name.
     *
     * @param runName of its folder
     * @throws IllegalArgumentException if there is no such run with records
     */
    public long firstSequenceOf(String runName) {
        return runNamed(runName).firstSequence();
    }

    /** The last record's sequence of a run: the one before the next run's first, or the last sound one. See above. */
    public long lastSequenceOf(String runName) {
        long next = sequenceAfter(runNamed(runName));
        return next == Long.MAX_VALUE ? lastSequence() : next - 1;
    }

    private RunFolder runNamed(String runName) {
        refresh();
        return runs.stream()
                .filter(each -> each.name().equals(runName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no run " + runName + " with records in " + folder));
    }

    /** The last sound record's sequence over all runs; 0 if there is none. Does not move the cursor. */
    public long lastSequence() {
        try (JournalReader end = new JournalReader(folder)) {
            end.toEnd();
            return end.run == null ? 0 : end.nextSequence - 1;
        }
    }

    /**
     * What lies behind the last sound record, in words; empty if nothing. For the next run to write down: a dead
     * writer's append that never ended, or records that the machine lost. With a live writer it may be the append of
     * this moment. Does not move the cursor.
     */
    public Optional<String> tornTail() {
        try (JournalReader end = new JournalReader(folder)) {
            end.toEnd();
            if (end.run == null) {
                return Optional.empty();
            }
            return TornTail.describe(end.day.file(), end.position, end.nextSequence);
        }
    }

    private void refresh() {
        String[] names = listing.ifChanged();
        if (names != null) {
            List<RunFolder> known = List.copyOf(folders);
            folders.clear();
            for (String name : names) {
                RunFolder one = known.stream()
                        .filter(k -> k.name().equals(name))
                        .findFirst()
                        .orElseGet(() -> RunFolder.of(folder, name));
                if (one != null) {
                    folders.add(one);
                }
            }
            known.stream().filter(k -> !folders.contains(k)).forEach(RunFolder::close);
            folders.sort(Comparator.comparingLong(RunFolder::firstSequence).thenComparing(RunFolder::name));
        }
        if (names != null || runs.size() < folders.size()) {
            runs.clear();
            folders.stream().filter(RunFolder::hasRecords).forEach(runs::add);
        }
    }

    @Override
    public void close() {
        folders.forEach(RunFolder::close);
        folders.clear();
        runs.clear();
        run = null;
    }
}
