package nexus.replay.export;

import java.util.Base64;
import java.util.List;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.table.Column;
import nexus.replay.table.Row;
import nexus.replay.table.Schema;
import nexus.replay.table.Type;

/** Journal records as rows, nothing left out: {@code raw} is the payload in base64, {@code message} the same for people. */
public final class RecordRows {
    private static final int SEQ = 0;
    private static final int RUN_ID = 1;
    private static final int TIME_NS = 2;
    private static final int KIND = 3;
    private static final int KIND_CODE = 4;
    private static final int FLAGS = 5;
    private static final int SOURCE = 6;
    private static final int CAUSE = 7;
    private static final int RAW = 8;
    private static final int MESSAGE = 9;

    /** One row for each record. */
    public static final Schema SCHEMA = new Schema(
            "records",
            1,
            List.of(
                    new Column("seq", Type.INT64),
                    new Column("run_id", Type.TEXT),
                    new Column("time_ns", Type.TIME_NANOS),
                    new Column("kind", Type.TEXT),
                    new Column("kind_code", Type.INT8),
                    new Column("flags", Type.INT64),
                    new Column("source", Type.INT64),
                    new Column("cause", Type.INT64),
                    new Column("raw", Type.TEXT),
                    new Column("message", Type.JSON)));

    private final MapReader reader = new MapReader();
    private final StringBuilder json = new StringBuilder();
    private final Row row = new Row(SCHEMA);

    /** The record as a row, borrowed until the next call. */
    public Row of(JournalRecord record, String runId) {
        row.clear();
        row.whole(SEQ, record.sequence()).text(RUN_ID, runId).whole(TIME_NS, record.timeNanos());
        row.text(KIND, record.kind().name()).whole(KIND_CODE, record.kind().id());
        row.whole(FLAGS, record.flags()).whole(SOURCE, record.source()).whole(CAUSE, record.cause());
        row.text(RAW, Base64.getEncoder().encodeToString(record.copyPayload()));
        boolean isMessage = record.flags() == 0
                && reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength()) == null;
        if (isMessage) {
            json.setLength(0);
            JsonText.append(json, record.payload(), record.payloadOffset(), record.payloadLength());
            row.text(MESSAGE, json.toString());
        }
        return row;
    }
}
