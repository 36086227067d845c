package nexus.replay.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.gateway.router.Changes;
import nexus.gateway.router.Router;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;
import nexus.replay.events.EventColumns;
import nexus.replay.events.EventKind;
import nexus.replay.events.EventRows;
import nexus.replay.table.Row;

/** The tables of one export: each record goes to those that it belongs in. */
final class Tables implements Closeable {
    private final List<TableFile> files = new ArrayList<>();
    private final Selection selection;
    private final Path dataFolder;
    private final TickRows ticks = new TickRows();
    private final RecordRows records = new RecordRows();
    private TableFile events;
    private TableFile marketData;
    private TableFile allRecords;
    private Router router;
    private EventRows eventRows;

    private Tables(Path dataFolder, Selection selection) {
        this.dataFolder = dataFolder;
        this.selection = selection;
    }

    /** Opens a file for each table. */
    static Tables open(Path dataFolder, ExportOptions options, Path folder) throws IOException {
        Tables tables = new Tables(dataFolder, options.selection());
        try {
            for (What what : options.what().tables()) {
                tables.add(TableFile.open(what, options.format(), folder));
            }
            return tables;
        } catch (IOException e) {
            tables.close();
            throw e;
        }
    }

    private void add(TableFile file) {
        files.add(file);
        switch (file.what()) {
            case MARKET_DATA -> marketData = file;
            case RECORDS -> allRecords = file;
            default -> events = file;
        }
    }

    /** From here on this router is the one that takes the records. */
    void behind(Router nextRouter) {
        router = nextRouter;
        if (events != null) {
            closeRows();
            eventRows = EventRows.of(dataFolder, nextRouter, this::event);
        }
    }

    /** A record that lies before the range, which the router has just taken. */
    void pass(JournalRecord record) throws IOException {
        if (eventRows != null) {
            eventRows.take(record, false);
        }
    }

    /**
     * A record of the range, which the router, if there is one, has just taken.
     *
     * @param runId of its run
     */
    void take(JournalRecord record, String runId) throws IOException {
        if (allRecords != null) {
            allRecords.write(records.of(record, runId), record.sequence());
        }
        if (eventRows != null) {
            eventRows.take(record, true);
        }
        if (marketData != null && record.kind() == RecordKind.PLATFORM_IN) {
            Changes changes = router.changes();
            if (changes.isTick()) {
                tick(ticks.of(record, changes, runId), record.sequence());
            }
        }
    }

    private void tick(Row row, long sequence) throws IOException {
        if (selection.takes(row, TickRows.SYMBOL, TickRows.PLATFORM)) {
            marketData.write(row, sequence);
        }
    }

    private void event(EventKind kind, Row row) throws IOException {
        if (events.what().holds(kind) && selection.takes(row, EventColumns.SYMBOL, EventColumns.PLATFORM)) {
            events.write(row, row.whole(EventColumns.SEQ));
        }
    }

    List<TableFile> files() {
        return files;
    }

    private void closeRows() {
        if (eventRows != null) {
            eventRows.close();
        }
    }

    /** What is not finished is gone. */
    @Override
    public void close() throws IOException {
        closeRows();
        for (TableFile file : files) {
            file.close();
        }
    }
}
