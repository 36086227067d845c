package nexus.replay.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.cost.OrderCost;
import nexus.replay.command.NoJournalException;
import nexus.replay.playback.Playback;

/** Moves a router over the range and keeps the books behind it. */
final class AuditRun {
    private final Path dataFolder;
    private final JournalReader journal;
    private final AuditOptions options;
    private final Consumer<OrderCost> orderCosts;
    private final LongConsumer progress;
    private final List<String> notices = new ArrayList<>();

    AuditRun(
            Path dataFolder,
            JournalReader journal,
            AuditOptions options,
            Consumer<OrderCost> orderCosts,
            LongConsumer progress) {
        this.dataFolder = dataFolder;
        this.journal = journal;
        this.options = options;
        this.orderCosts = orderCosts;
        this.progress = progress;
    }

    AuditReport run() throws NoJournalException {
        long last = options.to().isPresent() ? options.to().get().last(journal) : journal.lastSequence();
        long first = options.from().isPresent() ? options.from().get().first(journal) : journal.firstSequence();
        if (first > last) {
            throw new NoJournalException("there is nothing to audit: the range would begin with record " + first
                    + " and end with record " + last);
        }
        Playback playback = playback(first);
        first = Math.max(first, playback.start() + 1);
        JournalRecord record = new JournalRecord();
        long sequence = playback.start();
        while (sequence < first - 1 && playback.next(record)) {
            sequence = record.sequence();
            progress.accept(sequence);
        }
        return read(playback, record, first, last);
    }

    /** Where a journal's first runs are gone, and nobody says where to begin, it is behind its first snapshot. */
    private Playback playback(long first) throws NoJournalException {
        if (options.from().isEmpty() && first != 1) {
            Optional<Playback> later = Playback.behind(dataFolder, journal, first, null, notices::add);
            if (later.isPresent()) {
                notices.add("The journal begins with record " + first
                        + ", for earlier runs are gone: the audit begins behind" + " the snapshot of record "
                        + later.get().start() + ".");
                return later.get();
            }
        }
        return Playback.before(dataFolder, journal, first, null, notices::add);
    }

    private AuditReport read(Playback playback, JournalRecord record, long first, long last) throws NoJournalException {
        // The books begin with what the router holds before it takes the first record.
        if (!journal.next(record)) {
            throw new NoJournalException("there is no record " + first);
        }
        AuditBooks books = new AuditBooks(playback.router(), options, record.timeNanos(), orderCosts);
        String damage = null;
        try {
            boolean isThere = true;
            while (isThere) {
                playback.accept(record);
                books.take(record);
                progress.accept(record.sequence());
                isThere = record.sequence() < last && journal.next(record);
            }
        } catch (JournalDamageException e) {
            damage = e.getMessage();
        }
        playback.divergence().map(text -> text + ": see 'replay verify'.").ifPresent(notices::add);
        return books.report(first, notices, damage);
    }
}
