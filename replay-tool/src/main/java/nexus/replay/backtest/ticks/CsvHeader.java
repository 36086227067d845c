package nexus.replay.backtest.ticks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which column of a file is where. */
final class CsvHeader {
    private static final int MAX_SHOWN = 20;

    private final Map<Column, Integer> cells = new EnumMap<>(Column.class);
    private final List<String> unused = new ArrayList<>();
    private final int columns;
    private Column timeColumn;

    private CsvHeader(int columns) {
        this.columns = columns;
    }

    /**
     * Reads the first line.
     *
     * @throws TickException if it is no header of a file of ticks
     */
    static CsvHeader read(CsvLines lines) throws IOException, TickException {
        if (!lines.next()) {
            throw new TickException(lines.file() + ": the file is empty, a header is expected: " + Column.list());
        }
        CsvHeader header = new CsvHeader(lines.cells());
        for (int cell = 0; cell < lines.cells(); cell++) {
            header.add(lines, cell);
        }
        boolean hasPrice = header.has(Column.PRICE) || header.has(Column.BID) || header.has(Column.ASK);
        if (header.timeColumn == null || !hasPrice) {
            throw new TickException(lines.file() + ":1: the header '" + text(lines)
                    + "' lacks a time or a price: the columns that are known are " + Column.list());
        }
        return header;
    }

    private void add(CsvLines lines, int cell) throws TickException {
        Column column = Column.ofName(lines.text(cell));
        if (column == null) {
            unused.add(lines.text(cell));
            return;
        }
        if (has(column) || (column.isTime() && timeColumn != null)) {
            throw lines.problem(cell, "'" + lines.text(cell) + "': the file has such a column already");
        }
        cells.put(column, cell);
        timeColumn = column.isTime() ? column : timeColumn;
    }

    private static String text(CsvLines lines) {
        List<String> names = new ArrayList<>();
        for (int cell = 0; cell < Math.min(lines.cells(), MAX_SHOWN); cell++) {
            names.add(lines.text(cell));
        }
        return String.join(",", names);
    }

    boolean has(Column column) {
        return cells.containsKey(column);
    }

    /** Where a column is that the file has, counted from 0. */
    int cell(Column column) {
        return cells.get(column);
    }

    /** The one that holds the time. */
    Column timeColumn() {
        return timeColumn;
    }

    /** How many there are. */
    int columns() {
        return columns;
    }

    /** Names of those that are not read. */
    List<String> unused() {
        return List.copyOf(unused);
    }
}
