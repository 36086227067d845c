package nexus.replay.dataset;

import java.io.IOException;
import nexus.gateway.router.Changes;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;
import nexus.replay.events.WireTime;
import nexus.replay.table.Row;

/** A tick as rows: a trade where it has a price, a quote where it has a bid or an ask; both where it has both. */
final class MarketRows {
    private static final int PRICE = DatasetTable.OWN;
    private static final int SIZE = PRICE + 1;
    private static final int AGGRESSOR = PRICE + 2;
    private static final int BID = DatasetTable.OWN;
    private static final int ASK = BID + 1;
    private static final int BID_SIZE = BID + 2;
    private static final int ASK_SIZE = BID + 3;

    private final TableSink sink;
    private final Row trade = new Row(DatasetTable.TRADES.schema());
    private final Row quote = new Row(DatasetTable.QUOTES.schema());
    private final MapReader data = new MapReader();

    MarketRows(TableSink sink) {
        this.sink = sink;
    }

    /**
     * Takes a record that the router has taken as a tick.
     *
     * @param fields looks at the record
     */
    void tick(JournalRecord record, RecordFields fields, Changes changes, String runId) throws IOException {
        data.wrapMap(fields.message(), fields.message().find(Keys.DATA));
        boolean isTrade = has(Keys.PRICE);
        boolean isQuote = has(Keys.BID) || has(Keys.ASK);
        if (isTrade) {
            begin(DatasetTable.TRADES, trade, record, changes, runId);
            number(trade, PRICE, Keys.PRICE);
            number(trade, SIZE, Keys.VOLUME);
            String aggressor = text(Keys.AGGRESSOR);
            if ("BUY".equals(aggressor) || "SELL".equals(aggressor)) {
                trade.whole(AGGRESSOR, "BUY".equals(aggressor) ? 1 : -1);
            }
            sink.row(DatasetTable.TRADES, trade);
        }
        if (isQuote) {
            begin(DatasetTable.QUOTES, quote, record, changes, runId);
            number(quote, BID, Keys.BID);
            number(quote, ASK, Keys.ASK);
            number(quote, BID_SIZE, Keys.BID_SIZE);
            number(quote, ASK_SIZE, Keys.ASK_SIZE);
            sink.row(DatasetTable.QUOTES, quote);
        }
    }

    private void begin(DatasetTable table, Row row, JournalRecord record, Changes changes, String runId) {
        table.begin(row);
        row.whole(DatasetTable.SEQ, record.sequence()).text(DatasetTable.RUN_ID, runId);
        row.whole(DatasetTable.RECEIVED_NS, record.timeNanos());
        Long platformNanos = has(Keys.TIMESTAMP) ? WireTime.nanos(data.decimalValue(data.find(Keys.TIMESTAMP))) : null;
        if (platformNanos != null) {
            row.whole(DatasetTable.EVENT_NS, platformNanos);
        }
        row.text(DatasetTable.PLATFORM, changes.tickPlatform()).text(DatasetTable.SYMBOL, changes.tickUniversal());
        row.text(DatasetTable.PLATFORM_SYMBOL, text(Keys.SYMBOL)).text(DatasetTable.CONTRACT, changes.tickContract());
    }

    private boolean has(Key key) {
        int field = data.find(key);
        return field != MapReader.ABSENT && data.isNumber(field);
    }

    /** A float of 32 bits is the decimal that it was written as. */
    private void number(Row row, int column, Key key) {
        if (has(key)) {
            int field = data.find(key);
            double value = data.isShortFloat(field) ? data.decimalValue(field).doubleValue() : data.doubleValue(field);
            if (Double.isFinite(value)) {
                row.floating(column, value);
            }
        }
    }

    private String text(Key key) {
        int field = data.find(key);
        return field == MapReader.ABSENT || data.type(field) != ValueType.STRING ? null : data.textValue(field);
    }
}
