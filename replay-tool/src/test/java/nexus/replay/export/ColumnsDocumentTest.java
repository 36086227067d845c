package nexus.replay.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import nexus.replay.events.EventColumns;
import nexus.replay.events.EventKind;
import nexus.replay.table.Column;
import nexus.replay.table.Schema;
import org.junit.jupiter.api.Test;

/** docs/export.md tells of every column and every kind of event, and of no other. */
class ColumnsDocumentTest {
    private static final Pattern COLUMN = Pattern.compile("\\| `([a-z0-9_]+)` \\| ([A-Z0-9_]+) \\|.*");
    private static final Pattern EVENT = Pattern.compile("\\| `([A-Z_]+)` \\| ([a-z, ]*) ?\\|.*");

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "export.md"));
    }

    @Test
    void columnsOfEvents() throws IOException {
        List<String> told = lines().stream()
                .map(COLUMN::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1) + " " + matcher.group(2))
                .toList();
        assertThat(told)
                .isEqualTo(EventColumns.SCHEMA.columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .toList());
    }

    @Test
    void kindsOfEventsAndWhereTheyAre() throws IOException {
        List<String> told = lines().stream()
                .map(EVENT::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1) + " " + matcher.group(2).strip())
                .toList();
        assertThat(told)
                .isEqualTo(Arrays.stream(EventKind.values())
                        .map(kind -> kind + " " + tables(kind))
                        .toList());
    }

    private static String tables(EventKind kind) {
        List<String> tables = List.of(What.SIGNALS, What.ORDERS, What.FILLS).stream()
                .filter(what -> what.holds(kind))
                .map(What::word)
                .toList();
        return String.join(", ", tables);
    }

    @Test
    void columnsOfMarketDataAndRecords() throws IOException {
        String text = String.join(" ", lines());
        for (Schema schema : List.of(TickRows.SCHEMA, RecordRows.SCHEMA)) {
            String section = text.substring(text.indexOf("`" + schema.name().replace('_', '-') + "`: "));
            assertThat(schema.columns())
                    .extracting(Column::name)
                    .allSatisfy(name -> assertThat(section).contains("`" + name + "`"));
        }
    }
}
