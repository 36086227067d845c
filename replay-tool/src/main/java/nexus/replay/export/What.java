package nexus.replay.export;

import java.util.List;
import java.util.Locale;
import nexus.replay.events.EventColumns;
import nexus.replay.events.EventKind;
import nexus.replay.table.Schema;

/** What can be exported: a table, or several. */
enum What {
    /** The life cycle of signals and orders, all of it. */
    EVENTS,
    /** What concerns orders, also those that were refused. */
    ORDERS,
    /** Executions, and what was corrected. */
    FILLS,
    /** Signals, cancels, and what came of them as a whole. */
    SIGNALS,
    /** Every tick that was taken. */
    MARKET_DATA,
    /** Every journal record as it is. */
    RECORDS,
    /** Events, market data and records. */
    ALL;

    /** As the command line says it, and the files' names. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The tables that it is. */
    List<What> tables() {
        return this == ALL ? List.of(EVENTS, MARKET_DATA, RECORDS) : List.of(this);
    }

    /** Whether a table of events has the rows of this kind. */
    boolean holds(EventKind kind) {
        return switch (this) {
            case EVENTS -> true;
            case ORDERS -> kind.isOfOrder();
            case FILLS -> kind.isOfFill();
            case SIGNALS -> kind.isOfSignal();
            case MARKET_DATA, RECORDS, ALL -> false;
        };
    }

    /** The columns of a table. */
    Schema schema() {
        return switch (this) {
            case EVENTS, ORDERS, FILLS, SIGNALS -> EventColumns.SCHEMA;
            case MARKET_DATA -> TickRows.SCHEMA;
            case RECORDS -> RecordRows.SCHEMA;
            case ALL -> throw new IllegalStateException("several tables");
        };
    }
}
