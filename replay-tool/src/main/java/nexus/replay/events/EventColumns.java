package nexus.replay.events;

import java.util.ArrayList;
import java.util.List;
import nexus.replay.table.Column;
import nexus.replay.table.Schema;
import nexus.replay.table.Type;

/** The columns of the life cycle, by their positions. What each means is told in docs/export.md. */
public final class EventColumns {
    private static final List<Column> COLUMNS = new ArrayList<>();

    // Which row
    public static final int SEQ = add("seq", Type.INT64);
    public static final int PART = add("part", Type.INT16);
    public static final int RUN_ID = add("run_id", Type.TEXT);
    public static final int EVENT = add("event", Type.TEXT);
    public static final int EVENT_NS = add("event_ns", Type.TIME_NANOS);

    // What it belongs to
    public static final int ORDER_ID = add("order_id", Type.TEXT);
    public static final int REF = add("ref", Type.TEXT);
    public static final int SIGNAL_SEQ = add("signal_seq", Type.INT64);
    public static final int CAUSE_SEQ = add("cause_seq", Type.INT64);
    public static final int REPLACES_SEQ = add("replaces_seq", Type.INT64);
    public static final int PLATFORM = add("platform", Type.TEXT);
    public static final int PLATFORM_ORDER_ID = add("platform_order_id", Type.TEXT);
    public static final int EXEC_ID = add("exec_id", Type.TEXT);
    public static final int SYMBOL = add("symbol", Type.TEXT);
    public static final int PLATFORM_SYMBOL = add("platform_symbol", Type.TEXT);
    public static final int CONTRACT = add("contract", Type.TEXT);

    // What was wanted
    public static final int SIDE = add("side", Type.TEXT);
    public static final int ORDER_TYPE = add("order_type", Type.TEXT);
    public static final int LIMIT_PRICE = add("limit_price", Type.DECIMAL_TEXT);
    public static final int STOP_PRICE = add("stop_price", Type.DECIMAL_TEXT);
    public static final int TIME_IN_FORCE = add("time_in_force", Type.TEXT);
    public static final int QUANTITY = add("quantity", Type.DECIMAL_TEXT);
    public static final int PLATFORM_QUANTITY = add("platform_quantity", Type.DECIMAL_TEXT);
    public static final int CONFIDENCE = add("confidence", Type.DECIMAL_TEXT);
    public static final int METADATA = add("metadata", Type.JSON);

    // What was done
    public static final int LAST_QUANTITY = add("last_quantity", Type.DECIMAL_TEXT);
    public static final int LAST_PRICE = add("last_price", Type.DECIMAL_TEXT);
    public static final int COUNTED_QUANTITY = add("counted_quantity", Type.DECIMAL_TEXT);
    public static final int CUM_QUANTITY = add("cum_quantity", Type.DECIMAL_TEXT);
    public static final int LEAVES_QUANTITY = add("leaves_quantity", Type.DECIMAL_TEXT);
    public static final int AVG_PRICE = add("avg_price", Type.DECIMAL_TEXT);
    public static final int FEE = add("fee", Type.DECIMAL_TEXT);
    public static final int FEE_CURRENCY = add("fee_currency", Type.TEXT);
    public static final int PREVIOUS_QUANTITY = add("previous_quantity", Type.DECIMAL_TEXT);

    // How it stands, and why
    public static final int STATUS = add("status", Type.TEXT);
    public static final int CODE = add("code", Type.TEXT);
    public static final int REASON = add("reason", Type.TEXT);
    public static final int FLAGS = add("flags", Type.JSON);
    public static final int CHECKS = add("checks", Type.JSON);

    // Who decided
    public static final int DECISION_ALGORITHM = add("decision_algorithm", Type.TEXT);
    public static final int DECISION_VERSION = add("decision_version", Type.TEXT);
    public static final int EXECUTION_ALGORITHM = add("execution_algorithm", Type.TEXT);
    public static final int CONFIGURATION_SHA256 = add("configuration_sha256", Type.TEXT);
    public static final int WHO = add("who", Type.TEXT);

    // When
    public static final int SIGNAL_NS = add("signal_ns", Type.TIME_NANOS);
    public static final int RECEIVED_NS = add("received_ns", Type.TIME_NANOS);
    public static final int ROUTED_NS = add("routed_ns", Type.TIME_NANOS);
    public static final int PLATFORM_NS = add("platform_ns", Type.TIME_NANOS);

    // Proof
    public static final int PAYLOAD_SHA256 = add("payload_sha256", Type.TEXT);

    /** All of them. */
    public static final Schema SCHEMA = new Schema("events", 1, COLUMNS);

    private EventColumns() {}

    private static int add(String name, Type type) {
        COLUMNS.add(new Column(name, type));
        return COLUMNS.size() - 1;
    }
}
