package nexus.replay.export;

import java.util.List;
import nexus.gateway.router.Changes;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;
import nexus.replay.events.WireTime;
import nexus.replay.table.Column;
import nexus.replay.table.Row;
import nexus.replay.table.Schema;
import nexus.replay.table.Type;

/** The ticks that the router took, as rows: what the platform sent, under the names that the router knows. */
final class TickRows {
    private static final int SEQ = 0;
    private static final int RUN_ID = 1;
    private static final int RECEIVED_NS = 2;
    private static final int PLATFORM_NS = 3;
    static final int PLATFORM = 4;
    static final int SYMBOL = 5;
    private static final int PLATFORM_SYMBOL = 6;
    private static final int CONTRACT = 7;
    private static final int CURRENCY = 14;
    private static final int AGGRESSOR = 15;

    static final Schema SCHEMA = new Schema(
            "market_data",
            1,
            List.of(
                    new Column("seq", Type.INT64),
                    new Column("run_id", Type.TEXT),
                    new Column("received_ns", Type.TIME_NANOS),
                    new Column("platform_ns", Type.TIME_NANOS),
                    new Column("platform", Type.TEXT),
                    new Column("symbol", Type.TEXT),
                    new Column("platform_symbol", Type.TEXT),
                    new Column("contract", Type.TEXT),
                    new Column("price", Type.FLOAT64),
                    new Column("volume", Type.FLOAT64),
                    new Column("bid", Type.FLOAT64),
                    new Column("ask", Type.FLOAT64),
                    new Column("bid_size", Type.FLOAT64),
                    new Column("ask_size", Type.FLOAT64),
                    new Column("currency", Type.TEXT),
                    new Column("aggressor", Type.TEXT)));

    private static final int FIRST_NUMBER = 8;
    private static final List<Key> NUMBERS =
            List.of(Keys.PRICE, Keys.VOLUME, Keys.BID, Keys.ASK, Keys.BID_SIZE, Keys.ASK_SIZE);

    private final MapReader message = new MapReader();
    private final MapReader tick = new MapReader();
    private final Row row = new Row(SCHEMA);

    /**
     * The record as a row, borrowed until the next call.
     *
     * @param changes say that it is a tick
     */
    Row of(JournalRecord record, Changes changes, String runId) {
        row.clear();
        row.whole(SEQ, record.sequence()).text(RUN_ID, runId).whole(RECEIVED_NS, record.timeNanos());
        row.text(PLATFORM, changes.tickPlatform()).text(SYMBOL, changes.tickSymbol());
        row.text(CONTRACT, changes.tickContract());
        String problem = message.wrap(record.payload(), record.payloadOffset(), record.payloadLength());
        if (problem != null) {
            throw new IllegalStateException("record " + record.sequence() + " was taken as a tick: " + problem);
        }
        tick.wrapMap(message, message.find(Keys.DATA));
        row.text(PLATFORM_SYMBOL, text(Keys.SYMBOL));
        for (int i = 0; i < NUMBERS.size(); i++) {
            int field = number(NUMBERS.get(i));
            if (field != MapReader.ABSENT) {
                row.floating(FIRST_NUMBER + i, tick.doubleValue(field));
            }
        }
        row.text(CURRENCY, text(Keys.CURRENCY)).text(AGGRESSOR, text(Keys.AGGRESSOR));
        int timestamp = number(Keys.TIMESTAMP);
        Long nanos = timestamp == MapReader.ABSENT ? null : WireTime.nanos(tick.decimalValue(timestamp));
        if (nanos != null) {
            row.whole(PLATFORM_NS, nanos);
        }
        return row;
    }

    private int number(Key key) {
        int field = tick.find(key);
        return field == MapReader.ABSENT || !tick.isNumber(field) ? MapReader.ABSENT : field;
    }

    private String text(Key key) {
        int field = tick.find(key);
        return field == MapReader.ABSENT || tick.type(field) != ValueType.STRING ? null : tick.textValue(field);
    }
}
