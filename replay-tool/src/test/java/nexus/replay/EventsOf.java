package nexus.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.NoJournalException;
import nexus.replay.events.EventRows;
import nexus.replay.playback.Playback;
import nexus.replay.table.Column;
import nexus.replay.table.Row;

/** The rows of a journal's life cycle, as texts by column. */
final class EventsOf {
    private EventsOf() {}

    /** All rows of the records from {@code first} on. */
    static List<Map<String, String>> rows(Path data, long first) throws IOException, NoJournalException {
        List<Map<String, String>> found = new ArrayList<>();
        try (JournalReader journal = JournalReader.open(data)) {
            Playback playback = EventRows.before(data, journal, first, problem -> {
                throw new AssertionError(problem);
            });
            try (EventRows rows = EventRows.of(data, playback.router(), (kind, row) -> found.add(texts(row)))) {
                JournalRecord record = new JournalRecord();
                while (playback.next(record)) {
                    rows.take(record, record.sequence() >= first);
                }
            }
        }
        return found;
    }

    static Map<String, String> texts(Row row) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<Column> columns = row.schema().columns();
        for (int i = 0; i < columns.size(); i++) {
            if (!row.isNull(i)) {
                texts.put(
                        columns.get(i).name(),
                        switch (columns.get(i).type()) {
                            case TEXT, DECIMAL_TEXT, JSON -> row.text(i);
                            case INT8, INT16, INT64, TIME_NANOS -> Long.toString(row.whole(i));
                            case FLOAT64 -> Double.toString(row.floating(i));
                            case BOOLEAN -> Boolean.toString(row.flag(i));
                        });
            }
        }
        return texts;
    }

    /** What happened, in short: the event, then the id and the platform where there are any. */
    static List<String> stories(List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> String.join(
                        " ",
                        row.get("event"),
                        row.getOrDefault("order_id", "-"),
                        row.getOrDefault("platform", "-"),
                        row.getOrDefault("code", row.getOrDefault("status", "-"))))
                .toList();
    }

    /** The only row of this event. */
    static Map<String, String> only(List<Map<String, String>> rows, String event) {
        List<Map<String, String>> found =
                rows.stream().filter(row -> event.equals(row.get("event"))).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " rows of " + event + " in " + stories(rows));
        }
        return found.get(0);
    }
}
