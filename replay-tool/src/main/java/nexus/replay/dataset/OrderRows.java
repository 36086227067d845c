package nexus.replay.dataset;

import java.io.IOException;
import nexus.replay.audit.market.Market;
import nexus.replay.audit.market.Markets;
import nexus.replay.audit.market.Reference;
import nexus.replay.events.EventColumns;
import nexus.replay.events.EventKind;
import nexus.replay.table.Row;

/** Events as rows of the learning data: signals, orders, fills. */
final class OrderRows {
    private static final int FIRST = DatasetTable.OWN;

    private final Markets markets;
    private final TableSink sink;
    private final Row signal = new Row(DatasetTable.SIGNALS.schema());
    private final Row order = new Row(DatasetTable.ORDERS.schema());
    private final Row fill = new Row(DatasetTable.FILLS.schema());

    OrderRows(Markets markets, TableSink sink) {
        this.markets = markets;
        this.sink = sink;
    }

    void event(EventKind kind, Row event) throws IOException {
        if (kind == EventKind.SIGNAL) {
            signal(event);
        }
        if (kind.isOfOrder()) {
            order(event);
        }
        if (EventRow.isTrade(kind, event)) {
            fill(event);
        }
    }

    private void signal(Row event) throws IOException {
        EventRow.common(event, DatasetTable.SIGNALS, signal, EventColumns.SIGNAL_NS);
        signal.text(FIRST, event.text(EventColumns.ORDER_ID));
        EventRow.side(event, signal, FIRST + 1);
        EventRow.number(event, EventColumns.QUANTITY, signal, FIRST + 2);
        EventRow.number(event, EventColumns.CONFIDENCE, signal, FIRST + 3);
        signal.text(FIRST + 4, event.text(EventColumns.METADATA));
        EventRow.time(event, EventColumns.SIGNAL_NS, signal, FIRST + 5);
        signal.text(FIRST + 6, event.text(EventColumns.ORDER_TYPE));
        EventRow.number(event, EventColumns.LIMIT_PRICE, signal, FIRST + 7);
        EventRow.number(event, EventColumns.STOP_PRICE, signal, FIRST + 8);
        sink.row(DatasetTable.SIGNALS, signal);
    }

    private void order(Row event) throws IOException {
        EventRow.common(event, DatasetTable.ORDERS, order, EventColumns.PLATFORM_NS);
        order.text(FIRST, event.text(EventColumns.ORDER_ID)).text(FIRST + 1, event.text(EventColumns.REF));
        order.text(FIRST + 2, event.text(EventColumns.EVENT));
        EventRow.side(event, order, FIRST + 3);
        EventRow.number(event, EventColumns.QUANTITY, order, FIRST + 4);
        EventRow.number(event, EventColumns.CUM_QUANTITY, order, FIRST + 5);
        EventRow.number(event, EventColumns.LEAVES_QUANTITY, order, FIRST + 6);
        EventRow.number(event, EventColumns.AVG_PRICE, order, FIRST + 7);
        order.text(FIRST + 8, event.text(EventColumns.STATUS)).text(FIRST + 9, event.text(EventColumns.CODE));
        sink.row(DatasetTable.ORDERS, order);
    }

    private void fill(Row event) throws IOException {
        EventRow.common(event, DatasetTable.FILLS, fill, EventColumns.PLATFORM_NS);
        fill.text(FIRST, event.text(EventColumns.EXEC_ID)).text(FIRST + 1, event.text(EventColumns.ORDER_ID));
        fill.text(FIRST + 2, event.text(EventColumns.REF));
        EventRow.side(event, fill, FIRST + 3);
        EventRow.number(event, EventColumns.LAST_PRICE, fill, FIRST + 4);
        EventRow.number(event, EventColumns.LAST_QUANTITY, fill, FIRST + 5);
        EventRow.number(event, EventColumns.FEE, fill, FIRST + 6);
        fill.text(FIRST + 7, event.text(EventColumns.FEE_CURRENCY));
        long nowNanos = event.whole(EventColumns.EVENT_NS);
        Market market = EventRow.market(markets, event);
        Reference reference = market == null ? null : market.reference(nowNanos);
        if (reference != null) {
            fill.floating(FIRST + 8, reference.price()).text(FIRST + 10, EventRow.kind(reference));
        }
        double spread = market == null ? Double.NaN : market.spread(nowNanos);
        if (!Double.isNaN(spread)) {
            fill.floating(FIRST + 9, spread);
        }
        sink.row(DatasetTable.FILLS, fill);
    }
}
