package nexus.replay.dataset;

import java.math.BigDecimal;
import nexus.replay.audit.market.Market;
import nexus.replay.audit.market.Markets;
import nexus.replay.audit.market.Reference;
import nexus.replay.events.EventColumns;
import nexus.replay.events.EventKind;
import nexus.replay.table.Row;

/** Reads rows of the life cycle. */
final class EventRow {
    private EventRow() {}

    /** Fills the common columns. */
    static void common(Row event, DatasetTable table, Row row, int eventTimeColumn) {
        table.begin(row);
        row.whole(DatasetTable.SEQ, event.whole(EventColumns.SEQ));
        row.text(DatasetTable.RUN_ID, event.text(EventColumns.RUN_ID));
        time(event, eventTimeColumn, row, DatasetTable.EVENT_NS);
        row.whole(DatasetTable.RECEIVED_NS, event.whole(EventColumns.EVENT_NS));
        row.text(DatasetTable.PLATFORM, event.text(EventColumns.PLATFORM));
        row.text(DatasetTable.SYMBOL, event.text(EventColumns.SYMBOL));
        row.text(DatasetTable.PLATFORM_SYMBOL, event.text(EventColumns.PLATFORM_SYMBOL));
        row.text(DatasetTable.CONTRACT, event.text(EventColumns.CONTRACT));
    }

    static void time(Row event, int from, Row row, int to) {
        if (!event.isNull(from)) {
            row.whole(to, event.whole(from));
        }
    }

    static void number(Row event, int from, Row row, int to) {
        if (!event.isNull(from)) {
            row.floating(to, Double.parseDouble(event.text(from)));
        }
    }

    /** 1 to buy, -1 to sell. */
    static void side(Row event, Row row, int to) {
        String side = event.text(EventColumns.SIDE);
        if ("BUY".equals(side) || "SELL".equals(side)) {
            row.whole(to, "BUY".equals(side) ? 1 : -1);
        }
    }

    /** Null if it is unknown. */
    static BigDecimal decimal(Row event, int column) {
        return event.isNull(column) ? null : new BigDecimal(event.text(column));
    }

    /** Whether something was bought or sold. */
    static boolean isTrade(EventKind kind, Row event) {
        boolean isExecution =
                kind == EventKind.EXECUTION || kind == EventKind.EXECUTION_CLAIMED || kind == EventKind.RESOLVED;
        return isExecution
                && !event.isNull(EventColumns.LAST_QUANTITY)
                && !event.isNull(EventColumns.LAST_PRICE)
                && new BigDecimal(event.text(EventColumns.LAST_QUANTITY)).signum() != 0;
    }

    /** Where the event's symbol is traded; null where its platform has never shown it. */
    static Market market(Markets markets, Row event) {
        boolean isNamed = !event.isNull(EventColumns.PLATFORM) && !event.isNull(EventColumns.PLATFORM_SYMBOL);
        return isNamed ? markets.of(event.text(EventColumns.PLATFORM), event.text(EventColumns.PLATFORM_SYMBOL)) : null;
    }

    /** What a reference price is: the middle of a quote, or a trade. */
    static String kind(Reference reference) {
        return reference.isMid() ? "MID" : "TRADE";
    }
}
