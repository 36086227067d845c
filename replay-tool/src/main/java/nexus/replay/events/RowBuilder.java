package nexus.replay.events;

import java.io.IOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.HexFormat;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Sha256;
import nexus.replay.command.RecordFields;
import nexus.replay.json.JsonWriter;
import nexus.replay.table.Row;

/** Fills the one row, again and again: what all rows of a record have in common, and the groups of columns. */
final class RowBuilder {
    private final Router router;
    private final RunContext run;
    private final OrderMemory orders;
    private final RowSink sink;
    private final Row row = new Row(EventColumns.SCHEMA);
    private final MessageDigest sha256 = Sha256.digest();
    private JournalRecord record;
    private EventKind kind;
    private String payloadHash;
    private int part;
    private boolean isHeard;

    RowBuilder(Router router, RunContext run, OrderMemory orders, RowSink sink) {
        this.router = router;
        this.run = run;
        this.orders = orders;
        this.sink = sink;
    }

    /** @param heard whether the sink is to have this record's rows */
    void record(JournalRecord next, boolean heard) {
        record = next;
        isHeard = heard;
        payloadHash = null;
        part = 0;
    }

    /** Begins a row; {@link #end} ends it. */
    RowBuilder begin(EventKind event) {
        kind = event;
        row.clear();
        row.whole(EventColumns.SEQ, record.sequence());
        row.whole(EventColumns.PART, part++);
        row.text(EventColumns.RUN_ID, run.runId());
        row.text(EventColumns.EVENT, event.name());
        row.whole(EventColumns.EVENT_NS, record.timeNanos());
        if (record.cause() != 0) {
            row.whole(EventColumns.CAUSE_SEQ, record.cause());
        }
        row.text(EventColumns.EXECUTION_ALGORITHM, run.build());
        row.text(EventColumns.CONFIGURATION_SHA256, run.configurationHash(router.configurationText()));
        return this;
    }

    void end() throws IOException {
        if (!isHeard) {
            return;
        }
        if (payloadHash == null) {
            sha256.update(record.payload(), record.payloadOffset(), record.payloadLength());
            payloadHash = HexFormat.of().formatHex(sha256.digest());
        }
        row.text(EventColumns.PAYLOAD_SHA256, payloadHash);
        sink.row(kind, row);
    }

    RowBuilder text(int column, String value) {
        row.text(column, value);
        return this;
    }

    RowBuilder decimal(int column, BigDecimal value) {
        row.decimal(column, value);
        return this;
    }

    RowBuilder whole(int column, Long value) {
        if (value != null) {
            row.whole(column, value);
        }
        return this;
    }

    /** What the signal of an order, or the one at hand, asked for. */
    RowBuilder signal(SignalFacts signal) {
        text(EventColumns.ORDER_TYPE, signal.orderType());
        decimal(EventColumns.LIMIT_PRICE, signal.limitPrice());
        decimal(EventColumns.STOP_PRICE, signal.stopPrice());
        text(EventColumns.TIME_IN_FORCE, signal.timeInForce());
        text(EventColumns.DECISION_ALGORITHM, signal.client().name());
        text(EventColumns.DECISION_VERSION, signal.client().version());
        whole(EventColumns.SIGNAL_NS, signal.signalNanos());
        return whole(EventColumns.RECEIVED_NS, signal.receivedNanos());
    }

    /** An order as it stands behind the record. */
    RowBuilder order(OrderView order) {
        OrderFacts facts = orders.of(order, record.sequence());
        signal(facts.signal);
        text(EventColumns.ORDER_ID, order.orderId()).text(EventColumns.REF, order.ref());
        whole(EventColumns.SIGNAL_SEQ, order.signalSequence());
        text(EventColumns.PLATFORM, order.platform());
        text(EventColumns.PLATFORM_ORDER_ID, order.platformOrderId());
        text(EventColumns.SYMBOL, order.symbol()).text(EventColumns.PLATFORM_SYMBOL, order.platformSymbol());
        text(EventColumns.CONTRACT, order.contract()).text(EventColumns.SIDE, order.side());
        decimal(EventColumns.QUANTITY, order.quantity());
        decimal(EventColumns.PLATFORM_QUANTITY, order.platformQuantity());
        decimal(EventColumns.CUM_QUANTITY, order.filled());
        decimal(EventColumns.LEAVES_QUANTITY, order.leaves());
        decimal(EventColumns.AVG_PRICE, order.averagePrice());
        text(EventColumns.STATUS, order.state()).text(EventColumns.REASON, order.reason());
        text(EventColumns.CHECKS, facts.checks);
        return whole(EventColumns.ROUTED_NS, facts.routedNanos);
    }

    /** An execution; behind {@link #order}, if it has one. */
    RowBuilder execution(CountedExecution execution) {
        text(EventColumns.ORDER_ID, execution.orderId());
        text(EventColumns.PLATFORM, execution.platform());
        text(EventColumns.SYMBOL, execution.symbol()).text(EventColumns.PLATFORM_SYMBOL, execution.platformSymbol());
        text(EventColumns.CONTRACT, execution.contract()).text(EventColumns.SIDE, execution.side());
        decimal(EventColumns.LAST_QUANTITY, execution.quantity());
        decimal(EventColumns.LAST_PRICE, execution.price());
        decimal(EventColumns.COUNTED_QUANTITY, execution.counted());
        if (!execution.flags().isEmpty()) {
            StringBuilder flags = new StringBuilder();
            JsonWriter json = new JsonWriter(flags).beginArray();
            execution.flags().forEach(flag -> json.add(flag.name()));
            json.endArray();
            text(EventColumns.FLAGS, flags.toString());
        }
        return this;
    }

    /** What a platform's message says itself: its own time and ids. */
    RowBuilder platformMessage(RecordFields message) {
        whole(EventColumns.PLATFORM_NS, WireTime.nanos(message.decimal(Keys.TIMESTAMP)));
        return text(EventColumns.EXEC_ID, message.id(Keys.EXEC_ID));
    }
}
