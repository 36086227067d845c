package nexus.replay.dataset;

import java.io.IOException;
import nexus.replay.table.Row;

/** Takes the rows of all tables, in the order of the journal. */
interface TableSink {
    /**
     * Takes a row.
     *
     * @param row has sequence and time of receipt; borrowed until the call returns
     */
    void row(DatasetTable table, Row row) throws IOException;
}
