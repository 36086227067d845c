package nexus.replay.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import nexus.gateway.router.Changes;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.market.Market;
import nexus.replay.audit.market.Markets;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.RecordFields;
import nexus.replay.events.EventKind;
import nexus.replay.events.EventRows;
import nexus.replay.playback.Playback;
import nexus.replay.table.Row;

/**
 * Moves a router over the journal and makes the rows of all tables. Each row is a function of the records up to its own;
 * where the reading begins makes no difference, as long as it is before the oldest order whose outcome is still to come,
 * and a little earlier: see {@link #PRICE_AGE_NANOS}.
 */
final class DatasetRun {
    /** The oldest price that counts as the market, nanoseconds: that of the audit. */
    static final long PRICE_AGE_NANOS = 60_000_000_000L;

    private static final long NO_EXTREMES = 1;

    private final Markets markets = new Markets(NO_EXTREMES, PRICE_AGE_NANOS);
    private final MarketRows marketRows;
    private final OrderRows orderRows;
    private final Outcomes outcomes;
    private final RecordFields fields = new RecordFields();
    private final TableSink sink;
    private final Set<String> symbols;
    private final long firstTold;
    private String runId;
    private boolean isTold;
    private long firstNanos;
    private long lastRead;
    private long lastNanos;
    private String problem;

    /**
     * A run.
     *
     * @param symbols only these universal symbols; empty for all
     * @param firstSequence of the first record of the data, of all runs
     * @param firstTold sequence of the first record whose rows are wanted
     */
    DatasetRun(TableSink sink, Set<String> symbols, long firstSequence, long firstTold) {
        this.sink = sink;
        this.symbols = Set.copyOf(symbols);
        this.firstTold = firstTold;
        this.marketRows = new MarketRows(this::told);
        this.outcomes = new Outcomes(markets, this::told, firstSequence);
        this.orderRows = new OrderRows(outcomes, this::told);
    }

    private void told(DatasetTable table, Row row) throws IOException {
        if (isTold) {
            String symbol = row.text(DatasetTable.SYMBOL);
            if (symbols.isEmpty() || (symbol != null && symbols.contains(symbol))) {
                sink.row(table, row);
            }
        }
    }

    /**
     * Reads.
     *
     * @param begin sequence from which on everything is to be known that later rows need
     * @param last of the last record
     * @param problems told of snapshots that cannot be used
     */
    void read(
            Path dataFolder,
            JournalReader journal,
            long begin,
            long last,
            LongConsumer progress,
            BooleanSupplier isStopped,
            Consumer<String> problems)
            throws IOException, NoJournalException {
        Playback playback = EventRows.before(dataFolder, journal, begin, problems);
        JournalRecord record = new JournalRecord();
        try (EventRows events = EventRows.of(dataFolder, playback.router(), this::event)) {
            while (lastRead < last && !isStopped.getAsBoolean() && playback.next(record)) {
                take(record, playback.router().changes(), events, journal);
                progress.accept(record.sequence());
            }
        } catch (JournalDamageException e) {
            problem = e.getMessage();
        }
    }

    private void take(JournalRecord record, Changes changes, EventRows events, JournalReader journal)
            throws IOException {
        isTold = record.sequence() >= firstTold;
        lastRead = record.sequence();
        lastNanos = record.timeNanos();
        if (firstNanos == 0 && isTold) {
            firstNanos = lastNanos;
        }
        if (runId == null || record.kind() == RecordKind.RUN) {
            String folder = journal.runName();
            runId = folder.substring(folder.indexOf('-') + 1);
        }
        outcomes.before(lastNanos);
        if (changes.isTick() && record.kind() == RecordKind.PLATFORM_IN) {
            fields.of(record);
            marketRows.tick(record, fields, changes, runId);
            markets.tick(fields, changes.tickPlatform(), lastNanos, Unheard.TICKS);
        }
        events.take(record, true);
        outcomes.after(lastRead, lastNanos);
    }

    private void event(EventKind kind, Row row) throws IOException {
        orderRows.event(kind, row);
        outcomes.event(kind, row);
    }

    /** Nobody listens to single ticks here. */
    private enum Unheard implements Markets.Listener {
        TICKS;

        @Override
        public void beforeTick(Market market, long timeNanos) {
            // See above.
        }

        @Override
        public void afterTick(Market market, long timeNanos, double bid, double ask, double trade) {
            // See above.
        }
    }

    /** Sequence of the last record that was read; 0 if none was. */
    long lastRead() {
        return lastRead;
    }

    long lastNanos() {
        return lastNanos;
    }

    /** Time of the first record whose rows were wanted; 0 if none was read. */
    long firstNanos() {
        return firstNanos;
    }

    /** When the oldest order was made whose outcome is still to come, or else the last record's time. */
    long openSinceNanos() {
        return outcomes.openSince(lastNanos);
    }

    /** Why it ended before its last record; null if it did not. */
    String problem() {
        return problem;
    }

    /** Names in one form, for the manifest. */
    static String listed(Set<String> symbols) {
        List<String> sorted = new ArrayList<>(symbols);
        sorted.sort(null);
        return String.join(",", sorted);
    }
}
