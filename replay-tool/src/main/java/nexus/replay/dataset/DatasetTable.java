package nexus.replay.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nexus.replay.table.Column;
import nexus.replay.table.Row;
import nexus.replay.table.Schema;
import nexus.replay.table.Type;

/** The tables of the learning data. What each column means is told in docs/learning.md. */
enum DatasetTable {
    TRADES(new Column("price", Type.FLOAT64), new Column("size", Type.FLOAT64), new Column("aggressor", Type.INT8)),
    QUOTES(
            new Column("bid", Type.FLOAT64),
            new Column("ask", Type.FLOAT64),
            new Column("bid_size", Type.FLOAT64),
            new Column("ask_size", Type.FLOAT64)),
    SIGNALS(
            new Column("order_id", Type.TEXT),
            new Column("side", Type.INT8),
            new Column("quantity", Type.FLOAT64),
            new Column("confidence", Type.FLOAT64),
            new Column("metadata", Type.JSON),
            new Column("ts_signal_ns", Type.TIME_NANOS),
            new Column("order_type", Type.TEXT),
            new Column("limit_price", Type.FLOAT64),
            new Column("stop_price", Type.FLOAT64)),
    ORDERS(
            new Column("order_id", Type.TEXT),
            new Column("ref", Type.TEXT),
            new Column("event", Type.TEXT),
            new Column("side", Type.INT8),
            new Column("quantity", Type.FLOAT64),
            new Column("cum_quantity", Type.FLOAT64),
            new Column("leaves_quantity", Type.FLOAT64),
            new Column("avg_price", Type.FLOAT64),
            new Column("status", Type.TEXT),
            new Column("code", Type.TEXT)),
    FILLS(
            new Column("exec_id", Type.TEXT),
            new Column("order_id", Type.TEXT),
            new Column("ref", Type.TEXT),
            new Column("side", Type.INT8),
            new Column("price", Type.FLOAT64),
            new Column("quantity", Type.FLOAT64),
            new Column("fee", Type.FLOAT64),
            new Column("fee_currency", Type.TEXT),
            new Column("mid_arrival", Type.FLOAT64),
            new Column("spread_arrival", Type.FLOAT64),
            new Column("mid_kind", Type.TEXT)),
    OUTCOMES(
            new Column("order_id", Type.TEXT),
            new Column("ref", Type.TEXT),
            new Column("label_available_ns", Type.TIME_NANOS),
            new Column("filled_qty", Type.FLOAT64),
            new Column("avg_price", Type.FLOAT64),
            new Column("slippage_bps", Type.FLOAT64),
            new Column("markout_100ms_bps", Type.FLOAT64),
            new Column("markout_1s_bps", Type.FLOAT64),
            new Column("markout_10s_bps", Type.FLOAT64),
            new Column("markout_1min_bps", Type.FLOAT64),
            new Column("markout_5min_bps", Type.FLOAT64),
            new Column("reject_code", Type.TEXT),
            new Column("complete", Type.BOOLEAN),
            new Column("mid_kind", Type.TEXT));

    static final int SEQ = 0;
    static final int RUN_ID = 1;
    static final int EVENT_NS = 2;
    static final int RECEIVED_NS = 3;
    static final int PLATFORM = 4;
    static final int SYMBOL = 5;
    static final int PLATFORM_SYMBOL = 6;
    static final int CONTRACT = 7;
    static final int VERSION_COLUMN = 8;

    /** The first column of a table's own. */
    static final int OWN = 9;

    /** Columns may be added at the end with the next version. */
    private static final int VERSION = 1;

    /** Immutable, though nothing marks it so. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Schema schema;

    DatasetTable(Column... own) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("seq", Type.INT64),
                new Column("run_id", Type.TEXT),
                new Column("ts_event_ns", Type.TIME_NANOS),
                new Column("ts_recv_ns", Type.TIME_NANOS),
                new Column("platform", Type.TEXT),
                new Column("symbol", Type.TEXT),
                new Column("platform_symbol", Type.TEXT),
                new Column("contract", Type.TEXT),
                new Column("schema", Type.INT16)));
        columns.addAll(List.of(own));
        schema = new Schema(word(), VERSION, columns);
    }

    /** As {@code type=} says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Schema schema() {
        return schema;
    }

    /** An empty row but for its version. */
    Row begin(Row row) {
        row.clear();
        return row.whole(VERSION_COLUMN, VERSION);
    }
}
