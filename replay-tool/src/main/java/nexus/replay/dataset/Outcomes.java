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
 * Follows each order until it has ended, nothing was heard of it for the longest {@link Horizon}, and so the market at each
 * of them behind its fills is known; and tells its outcome then: never before. One that is still open is not told.
 *
 * <p>An order that moves once more behind that is told once more, as not complete: its last row counts.
 */
final class Outcomes {
    private static final int FIRST = DatasetTable.OWN;

    /** How long nothing is heard of an order that has ended before its outcome is told: fills may cross its cancel. */
    private static final Horizon QUIET = Horizon.MIN_5;

    private final Markets markets;
    private final TableSink sink;
    private final long firstSequence;
    private final Map<String, Outcome> open = new LinkedHashMap<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNanos).thenComparingLong(Waiting::number));
    private final List<String> touched = new ArrayList<>();
    private final Row row = new Row(DatasetTable.OUTCOMES.schema());
    private long numbers;

    /** @param firstSequence of the data: orders whose signal came earlier are left out, whatever is known of them */
    Outcomes(Markets markets, TableSink sink, long firstSequence) {
        this.markets = markets;
        this.sink = sink;
        this.firstSequence = firstSequence;
    }

    /**
     * One fill and one horizon, or an event and the time for which an order must be quiet.
     *
     * @param horizon null for the quiet time
     */
    private record Waiting(
            long number,
            String ref,
            Outcome outcome,
            String platform,
            String platformSymbol,
            Horizon horizon,
            long fillNanos,
            BigDecimal price,
            BigDecimal quantity) {
        long dueNanos() {
            return fillNanos + (horizon == null ? QUIET : horizon).nanos();
        }
    }

    /** A record comes, and no market has taken it yet: what was due before it is known now. */
    void before(long timeNanos) {
        while (!waiting.isEmpty() && waiting.peek().dueNanos() < timeNanos) {
            Waiting due = waiting.poll();
            touched.add(due.ref);
            if (due.horizon == null) {
                due.outcome.quiet(due.dueNanos());
                continue;
            }
            // As of that time: the quote that stands, however long before the fill it came, if it is young enough. The
            // platform may have shown its first price behind the fill.
            Market market = markets.of(due.platform, due.platformSymbol);
            Reference later = market == null ? null : market.reference(due.dueNanos());
            // What a later buyer would pay more is gain for a buy.
            BigDecimal gain = later == null
                    ? null
                    : BasisPoints.cost(due.outcome.isBuy(), BasisPoints.decimal(later.price()), due.price);
            due.outcome.marked(due.horizon, gain, due.quantity, due.dueNanos());
        }
    }

    void event(EventKind kind, Row event) throws IOException {
        if (event.isNull(EventColumns.SIGNAL_SEQ) || event.whole(EventColumns.SIGNAL_SEQ) < firstSequence) {
            return;
        }
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
        outcome.waitFor(1);
        waiting.add(new Waiting(numbers++, ref, outcome, null, null, null, nowNanos, null, null));
        if (kind == EventKind.ORDER_SENT) {
            outcome.sent(Arrival.at(EventRow.market(markets, event), nowNanos));
        } else if (EventRow.isTrade(kind, event)) {
            BigDecimal quantity = EventRow.decimal(event, EventColumns.COUNTED_QUANTITY);
            BigDecimal price = EventRow.decimal(event, EventColumns.LAST_PRICE);
            outcome.traded(quantity);
            outcome.waitFor(Horizon.values().length);
            String platform = event.text(EventColumns.PLATFORM);
            String platformSymbol = event.text(EventColumns.PLATFORM_SYMBOL);
            for (Horizon horizon : Horizon.values()) {
                waiting.add(new Waiting(
                        numbers++, ref, outcome, platform, platformSymbol, horizon, nowNanos, price, quantity));
            }
        }
    }

    /** The market when an order was sent, as long as its outcome is still to come; the order may be null. */
    Arrival arrival(String ref) {
        Outcome outcome = ref == null ? null : open.get(ref);
        return outcome == null ? Arrival.UNKNOWN : outcome.arrival();
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
