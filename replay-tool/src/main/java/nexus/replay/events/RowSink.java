package nexus.replay.events;

import java.io.IOException;
import nexus.replay.table.Row;

/** Takes rows as they come. */
@FunctionalInterface
public interface RowSink {
    /**
     * Takes a row.
     *
     * @param kind what {@link EventColumns#EVENT} says
     * @param row of {@link EventColumns#SCHEMA}; borrowed until the call returns
     */
    void row(EventKind kind, Row row) throws IOException;
}
