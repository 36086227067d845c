package nexus.replay.audit.statement;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nexus.config.StatementMap;
import nexus.config.StatementMap.Column;

/** A broker's statement, read into rows by its map. */
public final class Statement {
    /** Of a file that is wrong all through, these are enough. */
    private static final int MOST_PROBLEMS = 20;

    private final Path file;
    private final StatementMap map;
    private final Cells cells;
    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private final List<StatementRow> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Statement(Path file, StatementMap map) {
        this.file = file;
        this.map = map;
        this.cells = new Cells(map);
    }

    /**
     * Reads a file.
     *
     * @throws StatementException with all that is wrong with it, up to {@value #MOST_PROBLEMS} problems
     */
    public static Statement read(Path file, StatementMap map) throws StatementException {
        Statement statement = new Statement(file, map);
        try (CsvRows csv = CsvRows.open(file, map.charset(), map.separator())) {
            statement.read(csv);
        } catch (NoSuchFileException e) {
            throw new StatementException(file + ": no such file");
        } catch (CharacterCodingException e) {
            throw new StatementException(file + ": not " + map.charset() + ": set file.encoding in the map");
        } catch (IOException e) {
            throw new StatementException(file + ": cannot be read: " + e.getMessage());
        } catch (StatementException e) {
            statement.problems.add(file + ": " + e.getMessage());
        }
        if (!statement.problems.isEmpty()) {
            throw new StatementException(String.join(System.lineSeparator(), statement.problems));
        }
        return statement;
    }

    StatementMap map() {
        return map;
    }

    List<StatementRow> rows() {
        return rows;
    }

    private void read(CsvRows csv) throws IOException, StatementException {
        csv.skipLines(map.skipLines());
        List<String> header = csv.next();
        if (header == null) {
            throw new StatementException("the file is empty, a header is expected");
        }
        find(header, csv.line());
        if (!problems.isEmpty()) {
            return;
        }
        for (List<String> row = csv.next(); row != null && problems.size() < MOST_PROBLEMS; row = csv.next()) {
            row(row, csv.line());
        }
    }

    private void find(List<String> header, long line) {
        List<String> names = header.stream().map(String::strip).toList();
        for (Map.Entry<Column, String> column : new EnumMap<>(map.columns()).entrySet()) {
            int place = names.indexOf(column.getValue());
            if (place < 0) {
                problems.add(
                        file + ":" + line + ": the header has no column '" + column.getValue() + "': it has " + names);
            } else if (names.lastIndexOf(column.getValue()) != place) {
                problems.add(file + ":" + line + ": the header has two columns '" + column.getValue() + "'");
            }
            places.put(column.getKey(), place);
        }
    }

    private void row(List<String> row, long line) {
        int before = problems.size();
        BigDecimal quantity = number(row, line, Column.QUANTITY, true);
        BigDecimal price = number(row, line, Column.PRICE, true);
        BigDecimal fee = number(row, line, Column.FEE, false);
        Long time = time(row, line);
        String symbol = text(row, Column.SYMBOL);
        if (symbol == null) {
            problem(row, line, Column.SYMBOL, "must name a symbol");
        }
        boolean isSold = isSold(row, line, quantity);
        if (quantity != null && quantity.signum() == 0) {
            problem(row, line, Column.QUANTITY, "must not be 0");
        }
        if (problems.size() > before) {
            return;
        }
        String currency = text(row, Column.CURRENCY);
        String stated = currency != null ? currency : map.feeCurrency();
        rows.add(new StatementRow(
                line,
                text(row, Column.EXEC_ID),
                text(row, Column.ORDER_ID),
                map.symbols().getOrDefault(symbol, symbol),
                isSold ? quantity.abs().negate() : quantity.abs(),
                price,
                fee == null ? null : map.feeIsNegative() ? fee.negate() : fee,
                stated.isEmpty() ? null : stated,
                time));
    }

    private boolean isSold(List<String> row, long line, BigDecimal quantity) {
        if (!places.containsKey(Column.SIDE)) {
            return quantity != null && quantity.signum() < 0;
        }
        String side = text(row, Column.SIDE);
        String word = side == null ? "" : side.toUpperCase(Locale.ROOT);
        if (!map.buy().contains(word) && !map.sell().contains(word)) {
            problem(row, line, Column.SIDE, "must be one of side.buy or side.sell in the map");
        }
        return map.sell().contains(word);
    }

    private BigDecimal number(List<String> row, long line, Column column, boolean isRequired) {
        String text = text(row, column);
        if (text == null && !isRequired) {
            return null;
        }
        Optional<BigDecimal> value = text == null ? Optional.empty() : cells.number(text);
        if (value.isEmpty()) {
            problem(row, line, column, "must be " + cells.numberRule());
        }
        return value.orElse(null);
    }

    private Long time(List<String> row, long line) {
        String date = text(row, Column.DATE);
        String time = text(row, Column.TIME);
        if (date == null && time == null) {
            return null;
        }
        String joined = date == null ? time : time == null ? date : date + " " + time;
        Optional<Long> nanos = cells.time(joined);
        if (nanos.isEmpty()) {
            problem(
                    row,
                    line,
                    time == null ? Column.DATE : Column.TIME,
                    "'" + shown(joined) + "' must be a time as time.format in the map says");
        }
        return nanos.orElse(null);
    }

    /** Null where the column or the cell is not there, or is empty. */
    private String text(List<String> row, Column column) {
        Integer place = places.get(column);
        if (place == null || place >= row.size()) {
            return null;
        }
        String text = row.get(place).strip();
        return text.isEmpty() ? null : text;
    }

    private void problem(List<String> row, long line, Column column, String rule) {
        String text = text(row, column);
        problems.add(file + ":" + line + ": " + map.columns().getOrDefault(column, "quantity") + ": "
                + (text == null ? "nothing" : "'" + shown(text) + "'") + " — " + rule);
    }

    private static String shown(String text) {
        String visible = text.replaceAll("\\p{Cntrl}", "?");
        return visible.length() > 40 ? visible.substring(0, 40) + "…" : visible;
    }
}
