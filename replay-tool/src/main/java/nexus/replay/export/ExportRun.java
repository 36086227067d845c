package nexus.replay.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import nexus.journal.prune.PruneActs;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.NoJournalException;
import nexus.replay.events.EventRows;
import nexus.replay.playback.Playback;
import nexus.replay.table.Manifest;

/** Moves over the range once and fills all tables on the way. */
final class ExportRun {
    private final Path dataFolder;
    private final JournalReader journal;
    private final Tables tables;
    private final LongConsumer progress;
    private final BooleanSupplier isStopped;
    private final List<String> notices = new ArrayList<>();
    private final JournalRecord record = new JournalRecord();
    private String runFolder = "";
    private String runId = "";
    private long firstRead;
    private long firstNanos;
    private long lastRead;
    private long lastNanos;
    private String problem;
    private boolean wasStopped;

    ExportRun(Path dataFolder, JournalReader journal, Tables tables, LongConsumer progress, BooleanSupplier isStopped) {
        this.dataFolder = dataFolder;
        this.journal = journal;
        this.tables = tables;
        this.progress = progress;
        this.isStopped = isStopped;
    }

    /** Every record as it is: no router is needed, and none can stand in the way. */
    void bare(long first, long last) throws IOException {
        notePruned(first);
        try {
            boolean isThere = journal.seek(first) || journal.seekAtLeast(first);
            while (isThere && goesOn(last) && journal.next(record)) {
                take();
            }
        } catch (JournalDamageException e) {
            problem = e.getMessage();
        }
    }

    /** With a router that takes each record first. */
    void routed(long first, long last) throws IOException, NoJournalException {
        Playback playback = before(first);
        long from = Math.max(first, playback.start() + 1);
        if (from > first) {
            problem = "records " + first + " to " + playback.start() + " are left out: " + notices.remove(0);
        }
        notePruned(first);
        try {
            while (goesOn(last) && playback.next(record)) {
                if (record.sequence() < from) {
                    tables.pass(record);
                    progress.accept(record.sequence());
                    lastRead = record.sequence();
                } else {
                    take();
                }
            }
        } catch (JournalDamageException e) {
            problem = e.getMessage();
        }
        playback.divergence()
                .map(text -> text + ": events say what it makes of the inputs. See 'replay verify'.")
                .ifPresent(notices::add);
    }

    /** What is not there because it was taken out on purpose is not missing. */
    private void notePruned(long first) {
        if (first <= journal.firstSequence()) {
            notices.addAll(PruneActs.of(dataFolder).before(journal.firstSequence()));
        }
    }

    /** A router that stands before the first record; or behind it, if there is no other way: the notices then say why. */
    private Playback before(long first) throws NoJournalException {
        try {
            Playback playback = EventRows.before(dataFolder, journal, first, notices::add);
            tables.behind(playback.router());
            return playback;
        } catch (NoJournalException e) {
            Optional<Playback> behind = Playback.behind(dataFolder, journal, first, null, problem -> {});
            if (behind.isEmpty()) {
                throw e;
            }
            notices.add(0, e.getMessage());
            tables.behind(behind.get().router());
            return behind.get();
        }
    }

    private boolean goesOn(long last) {
        wasStopped |= isStopped.getAsBoolean();
        return !wasStopped && lastRead < last;
    }

    private void take() throws IOException {
        if (firstRead == 0) {
            firstRead = record.sequence();
            firstNanos = record.timeNanos();
        }
        String folder = journal.runName();
        if (!folder.equals(runFolder)) {
            runFolder = folder;
            runId = folder.substring(folder.indexOf('-') + 1);
        }
        tables.take(record, runId);
        lastRead = record.sequence();
        lastNanos = record.timeNanos();
        progress.accept(lastRead);
    }

    /** Whether it ended early because that was wanted. */
    boolean wasStopped() {
        return wasStopped;
    }

    /** What was read; empty if no record of the range could be. */
    Optional<Manifest.Covered> covered() {
        return firstRead == 0
                ? Optional.empty()
                : Optional.of(new Manifest.Covered(firstRead, lastRead, firstNanos, lastNanos, problem));
    }

    /** Why records are missing; null if none are. */
    String problem() {
        return problem;
    }

    List<String> notices() {
        return notices;
    }
}
