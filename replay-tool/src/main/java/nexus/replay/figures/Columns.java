package nexus.replay.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nexus.replay.profit.Amounts;

/** Builds a table column by column. */
public final class Columns<R> {
    private final List<R> source;
    private final List<String> header = new ArrayList<>();
    private final List<List<String>> columns = new ArrayList<>();

    /** @param source one element a row */
    public Columns(List<R> source) {
        this.source = source;
    }

    /** Adds a column of texts. */
    public void words(String name, Function<R, String> cell) {
        header.add(name);
        columns.add(source.stream().map(cell).toList());
    }

    /** Adds a column of decimals, all with the same number of digits behind the point; see {@link Amounts#column}. */
    public void decimals(String name, Function<R, BigDecimal> cell, int maxScale) {
        List<BigDecimal> values = new ArrayList<>();
        source.forEach(row -> values.add(cell.apply(row)));
        header.add(name);
        columns.add(Amounts.column(values, maxScale));
    }

    /**
     * The table of all columns so far.
     *
     * @param leftColumns how many columns, from the first, hold words
     */
    public Table table(String title, int leftColumns) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < source.size(); row++) {
            int at = row;
            rows.add(columns.stream().map(column -> column.get(at)).toList());
        }
        return new Table(title, leftColumns, header, rows);
    }
}
