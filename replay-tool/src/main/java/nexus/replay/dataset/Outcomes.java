package nexus.replay.dataset;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import nexus.replay.audit.cost.BasisPoints;
import nexus.replay.audit.cost.Horizon;
import nexus.replay.audit.market.Market;
import nexus.replay.audit.market.Markets;
import nexus.replay.audit.market.Reference;
import nexus.replay.events.EventColumns;
import nexus.replay.events.EventKind;
import nexus.replay.table.Row;

/**
 * Follows each order until it has ended and the market at each {@link Horizon} behind its fills is known, and tells its
 * outcome then: never before, never twice. One that is still open is not told.
 *
 * <p>An order that moves once more behind that, such as by a fill that crossed its cancel, is told once more, as not
 * complete: its last row counts.
 */
final class Outcomes {
    private static final int FIRST = DatasetTable.OWN;

    private final Markets markets;
    private final TableSink sink;
    private final Map<String, Outcome> open = new LinkedHashMap<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNanos).thenComparingLong(Waiting::number));
    private final List<String> touched = new ArrayList<>();
    private final Row row = new Row(DatasetTable.OUTCOMES.schema());
    private long numbers;

    Outcomes(Markets markets, TableSink sink) {
        this.markets = markets;
        this.sink = sink;
    }

    /** One fill and one horizon. */
    private record Waiting(
            long number,
            String ref,
            Outcome outcome,
            Market market,
            Horizon horizon,
            long fillNanos,
            BigDecimal price,
            BigDecimal quantity) {
        long dueNanos() {
            return fillNanos + horizon.nanos();
        }
    }

    /** A record comes, and no market has taken it yet: what was due before it is known now. */
    void before(long timeNanos) {
        while (!waiting.isEmpty() && waiting.peek().dueNanos() < timeNanos) {
            Waiting due = waiting.poll();
            // The price counts if the platform has shown one since the fill.
            boolean isLater = due.market != null && due.market.tickNanos() > due.fillNanos;
            Reference later = isLater ? due.market.reference(due.dueNanos()) : null;
            // What a later buyer would pay more is gain for a buy.
            BigDecimal gain = later == null
                    ? null
                    : BasisPoints.cost(due.outcome.isBuy(), BasisPoints.decimal(later.price()), due.price);
            due.outcome.marked(due.horizon, gain, due.quantity, due.dueNanos());
            touched.add(due.ref);
        }
    }

    void event(EventKind kind, Row event) throws IOException {
        if (kind == EventKind.SIGNAL_REFUSED || kind == EventKind.ORDER_REFUSED) {
            refused(event);
            return;
        }
        String ref = event.text(EventColumns.REF);
        if (ref == null || event.isNull(EventColumns.STATUS)) {
            return;
        }
        long nowNanos = event.whole(EventColumns.EVENT_NS);
        Outcome outcome = open.get(ref);
        if (outcome == null) {
            boolean isMade = kind == EventKind.ORDER_NEW;
            if (!isMade && !EventRow.isTrade(kind, event)) {
                return;
            }
            outcome = new Outcome(nowNanos, isMade);
            open.put(ref, outcome);
        }
        outcome.event(event);
        touched.add(ref);
        Market market = EventRow.market(markets, event);
        if (kind == EventKind.ORDER_SENT) {
            outcome.sent(market == null ? null : market.reference(nowNanos));
        } else if (EventRow.isTrade(kind, event)) {
            BigDecimal quantity = EventRow.decimal(event, EventColumns.LAST_QUANTITY);
            BigDecimal price = EventRow.decimal(event, EventColumns.LAST_PRICE);
            outcome.waitFor(Horizon.values().length, quantity);
            for (Horizon horizon : Horizon.values()) {
                waiting.add(new Waiting(numbers++, ref, outcome, market, horizon, nowNanos, price, quantity));
            }
        }
    }

    /** What never became an order has come out at once. */
    private void refused(Row event) throws IOException {
        EventRow.common(event, DatasetTable.OUTCOMES, row, EventColumns.PLATFORM_NS);
        row.text(FIRST, event.text(EventColumns.ORDER_ID));
        row.whole(FIRST + 2, event.whole(EventColumns.EVENT_NS)).floating(FIRST + 3, 0);
        row.text(FIRST + 11, event.text(EventColumns.CODE)).flag(FIRST + 12, true);
        sink.row(DatasetTable.OUTCOMES, row);
    }

    /** The record has been taken: tells what is known behind it. */
    void after(long sequence, long timeNanos) throws IOException {
        if (touched.isEmpty()) {
            return;
        }
        for (String ref : touched) {
            Outcome outcome = open.get(ref);
            if (outcome != null && outcome.isDone()) {
                open.remove(ref);
                outcome.fill(row, sequence, timeNanos);
                sink.row(DatasetTable.OUTCOMES, row);
            }
        }
        touched.clear();
    }

    /** When the oldest order was made whose outcome is still to come, nanoseconds since the epoch; or else this time. */
    long openSince(long timeNanos) {
        return open.values().stream().mapToLong(outcome -> outcome.sinceNanos).reduce(timeNanos, Math::min);
    }
}
