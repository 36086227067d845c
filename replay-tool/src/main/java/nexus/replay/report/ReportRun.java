package nexus.replay.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.NoJournalException;
import nexus.replay.playback.Playback;

/** Moves a router over the range and keeps the books behind it. */
final class ReportRun {
    private final Path dataFolder;
    private final JournalReader journal;
    private final ReportOptions options;
    private final LongConsumer progress;
    private final List<String> notices = new ArrayList<>();

    ReportRun(Path dataFolder, JournalReader journal, ReportOptions options, LongConsumer progress) {
        this.dataFolder = dataFolder;
        this.journal = journal;
        this.options = options;
        this.progress = progress;
    }

    TradingReport run() throws NoJournalException {
        long last = options.to().isPresent() ? options.to().get().last(journal) : journal.lastSequence();
        long first = options.from().isPresent() ? options.from().get().first(journal) : journal.firstSequence();
        if (first > last) {
            throw new NoJournalException("there is nothing to report on: the range would begin with record " + first
                    + " and end with record " + last);
        }
        Playback playback = Playback.before(dataFolder, journal, first, null, notices::add);
        JournalRecord record = new JournalRecord();
        long sequence = playback.start();
        while (sequence < first - 1 && playback.next(record)) {
            sequence = record.sequence();
            progress.accept(sequence);
        }
        return read(playback, record, first, last);
    }

    private TradingReport read(Playback playback, JournalRecord record, long first, long last)
            throws NoJournalException {
        // The book begins with what the router holds before it takes the first record.
        if (!journal.next(record)) {
            throw new NoJournalException("there is no record " + first);
        }
        Bookkeeping books = new Bookkeeping(playback.router(), options.multipliers(), record.timeNanos());
        String damage = null;
        try {
            boolean isThere = true;
            while (isThere) {
                playback.replay().accept(record);
                books.take(record);
                progress.accept(record.sequence());
                isThere = record.sequence() < last && journal.next(record);
            }
        } catch (JournalDamageException e) {
            damage = e.getMessage();
        }
        playback.divergence()
                .map(text -> text + ": the report says what it makes of the inputs. See 'replay verify'.")
                .ifPresent(notices::add);
        return books.report(first, notices, damage);
    }
}
