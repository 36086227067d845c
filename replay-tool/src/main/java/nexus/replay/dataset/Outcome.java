package nexus.replay.dataset;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import nexus.replay.audit.cost.BasisPoints;
import nexus.replay.audit.cost.Horizon;
import nexus.replay.audit.market.Reference;
import nexus.replay.events.EventColumns;
import nexus.replay.table.Row;

/** What is known so far of how one order has come out. */
final class Outcome {
    private static final int FIRST = DatasetTable.OWN;
    private static final Set<String> ENDED = Set.of("FILLED", "CANCELED", "REJECTED", "ABANDONED");

    /** When its signal was received, nanoseconds since the epoch. */
    final long sinceNanos;

    /** False for an order that was made before the reading began, or whose outcome was told before. */
    final boolean isWhole;

    private final Row common = new Row(DatasetTable.ORDERS.schema());
    private final Map<Horizon, BigDecimal> markouts = new EnumMap<>(Horizon.class);

    /** Where the price behind some fill is not known. */
    private final Set<Horizon> missing = EnumSet.noneOf(Horizon.class);

    private BigDecimal markedQuantity = BigDecimal.ZERO;
    private String orderId;
    private String ref;
    private boolean isBuy;
    private BigDecimal filled = BigDecimal.ZERO;
    private BigDecimal averagePrice;
    private Reference arrival;
    private String rejectCode;
    private boolean isEnded;
    private int pending;
    private long availableNanos;

    Outcome(long sinceNanos, boolean isWhole) {
        this.sinceNanos = sinceNanos;
        this.isWhole = isWhole;
    }

    /** Takes a row of the order. */
    void event(Row event) {
        EventRow.common(event, DatasetTable.ORDERS, common, EventColumns.PLATFORM_NS);
        orderId = event.text(EventColumns.ORDER_ID);
        ref = event.text(EventColumns.REF);
        isBuy = "BUY".equals(event.text(EventColumns.SIDE));
        BigDecimal cumulative = EventRow.decimal(event, EventColumns.CUM_QUANTITY);
        filled = cumulative == null ? filled : cumulative;
        averagePrice = EventRow.decimal(event, EventColumns.AVG_PRICE);
        String status = event.text(EventColumns.STATUS);
        boolean hasEnded = ENDED.contains(status);
        if (hasEnded && (!isEnded || "REJECTED".equals(status))) {
            availableNanos = Math.max(availableNanos, event.whole(EventColumns.EVENT_NS));
        }
        isEnded = hasEnded;
        if ("REJECTED".equals(status) || "ABANDONED".equals(status)) {
            String code = event.text(EventColumns.CODE);
            rejectCode = code == null ? status : code;
        }
    }

    /** The order left for its platform while the market stood so; null if that is not known. */
    void sent(Reference market) {
        arrival = market;
    }

    boolean isBuy() {
        return isBuy;
    }

    /** So many prices behind a fill are waited for. */
    void waitFor(int prices, BigDecimal quantity) {
        pending += prices;
        markedQuantity = markedQuantity.add(quantity);
    }

    /**
     * A price behind a fill is known, or known to be unknown.
     *
     * @param gainBps null if it is unknown
     */
    void marked(Horizon horizon, BigDecimal gainBps, BigDecimal quantity, long dueNanos) {
        pending--;
        availableNanos = Math.max(availableNanos, dueNanos);
        if (gainBps == null) {
            missing.add(horizon);
        } else {
            markouts.merge(horizon, gainBps.multiply(quantity), BigDecimal::add);
        }
    }

    /** Whether nothing more is waited for. */
    boolean isDone() {
        return isEnded && pending == 0;
    }

    /**
     * The row.
     *
     * @param sequence of the record behind which it is known
     * @param timeNanos of that record
     */
    void fill(Row row, long sequence, long timeNanos) {
        DatasetTable.OUTCOMES.begin(row);
        row.whole(DatasetTable.SEQ, sequence).whole(DatasetTable.RECEIVED_NS, timeNanos);
        row.text(DatasetTable.RUN_ID, common.text(DatasetTable.RUN_ID));
        row.text(DatasetTable.PLATFORM, common.text(DatasetTable.PLATFORM));
        row.text(DatasetTable.SYMBOL, common.text(DatasetTable.SYMBOL));
        row.text(DatasetTable.PLATFORM_SYMBOL, common.text(DatasetTable.PLATFORM_SYMBOL));
        row.text(DatasetTable.CONTRACT, common.text(DatasetTable.CONTRACT));
        row.text(FIRST, orderId).text(FIRST + 1, ref).whole(FIRST + 2, availableNanos);
        row.floating(FIRST + 3, filled.doubleValue());
        BigDecimal slippage = null;
        if (averagePrice != null) {
            row.floating(FIRST + 4, averagePrice.doubleValue());
            slippage = arrival == null
                    ? null
                    : BasisPoints.cost(isBuy, averagePrice, BasisPoints.decimal(arrival.price()));
        }
        if (slippage != null) {
            row.floating(FIRST + 5, slippage.doubleValue()).text(FIRST + 13, EventRow.kind(arrival));
        }
        int column = FIRST + 6;
        for (Horizon horizon : Horizon.values()) {
            BigDecimal sum = markouts.get(horizon);
            if (sum != null && !missing.contains(horizon)) {
                row.floating(
                        column,
                        sum.divide(markedQuantity, MathContext.DECIMAL128).doubleValue());
            }
            column++;
        }
        row.text(FIRST + 11, rejectCode);
        boolean isPriced = filled.signum() == 0 || (slippage != null && missing.isEmpty());
        row.flag(FIRST + 12, isWhole && isPriced);
    }
}
