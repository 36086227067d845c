package nexus.replay.backtest.ticks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.replay.command.Times;

/** The ticks of one CSV file, one row a tick, as a platform's messages. */
final class CsvTicks implements AutoCloseable {
    private static final int NANO_DIGITS = 9;

    private final CsvLines lines;
    private final long fileBytes;
    private final PlatformSymbols symbols;
    private final TickEncoder encoder;
    private final CsvHeader header;
    private final Column timeColumn;
    private final Map<String, String> platformSymbols = new LinkedHashMap<>();
    private final Numbers number = new Numbers();
    private final IsoTime isoTime = new IsoTime();
    private String fileSymbol;
    private byte[] contract;
    private byte[] lastSymbol = new byte[0];
    private String lastPlatformSymbol;
    private long timeNanos = Long.MIN_VALUE;
    private MapWriter message;

    private CsvTicks(CsvLines lines, CsvHeader header, PlatformSymbols symbols) throws IOException {
        this.lines = lines;
        this.header = header;
        this.timeColumn = header.timeColumn();
        this.fileBytes = Math.max(1, Files.size(lines.file()));
        this.symbols = symbols;
        this.encoder = new TickEncoder(symbols.platform());
    }

    /**
     * Opens a file and reads its header.
     *
     * @param tickFile which, of which symbol if it does not say it, and which contract of it
     * @throws TickException if that is no such file
     */
    static CsvTicks open(TickFile tickFile, PlatformSymbols symbols) throws IOException, TickException {
        CsvLines lines = CsvLines.open(tickFile.path());
        try {
            CsvTicks ticks = new CsvTicks(lines, CsvHeader.read(lines), symbols);
            ticks.choose(tickFile);
            return ticks;
        } catch (IOException | TickException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private void choose(TickFile tickFile) throws TickException {
        if (!header.has(Column.SYMBOL)) {
            if (tickFile.symbol() == null) {
                throw new TickException(lines.file()
                        + ": the file has no column symbol: say which it is, with --symbol GC or --ticks GC=FILE");
            }
            fileSymbol = symbols.ofSymbol(tickFile.symbol());
            platformSymbols.put(tickFile.symbol(), fileSymbol);
        }
        if (tickFile.contract() != null) {
            if (!header.has(Column.CONTRACT)) {
                throw new TickException(lines.file() + ": the file has no column contract to choose '"
                        + tickFile.contract() + "' from");
            }
            contract = tickFile.contract().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Whether the file has several contracts in it, of which one must be chosen. */
    static boolean hasContracts(TickFile tickFile, PlatformSymbols symbols) throws IOException, TickException {
        try (CsvTicks ticks = open(tickFile, symbols)) {
            return ticks.header.has(Column.CONTRACT);
        }
    }

    /** The contract with the most rows; of equals the first by name. The file is read from end to end. */
    static String busiestContract(TickFile tickFile, PlatformSymbols symbols) throws IOException, TickException {
        try (CsvTicks ticks = open(tickFile, symbols)) {
            Map<String, Long> rows = new TreeMap<>();
            int cell = ticks.header.cell(Column.CONTRACT);
            while (ticks.lines.next()) {
                ticks.requireColumns();
                rows.merge(ticks.lines.text(cell), 1L, Long::sum);
            }
            return rows.entrySet().stream()
                    .max(Map.Entry.<String, Long>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .map(Map.Entry::getKey)
                    .orElseThrow(() -> new TickException(tickFile.path() + ": there is no row behind the header"));
        }
    }

    /**
     * Moves to the next tick.
     *
     * @return false at the end
     * @throws TickException if a row cannot be read, or lies before the one above
     */
    boolean next() throws IOException, TickException {
        do {
            if (!lines.next()) {
                return false;
            }
            requireColumns();
        } while (contract != null && !isContract());
        long time = readTime();
        if (time < timeNanos) {
            throw problem(
                    timeColumn,
                    "the time is " + Times.length(timeNanos - time)
                            + " before that of the tick above it: sort the file by time");
        }
        timeNanos = time;
        encoder.begin(header.has(Column.SYMBOL) ? symbol() : fileSymbol);
        boolean hasTrade = price(Column.PRICE, Keys.PRICE);
        boolean hasBid = price(Column.BID, Keys.BID);
        boolean hasAsk = price(Column.ASK, Keys.ASK);
        if (!hasTrade && !hasBid && !hasAsk) {
            throw problem(
                    header.has(Column.PRICE) ? Column.PRICE : header.has(Column.BID) ? Column.BID : Column.ASK,
                    "empty, and so are the other prices: a tick needs one of price, bid, ask");
        }
        size(Column.SIZE, Keys.VOLUME);
        size(Column.BID_SIZE, Keys.BID_SIZE);
        size(Column.ASK_SIZE, Keys.ASK_SIZE);
        message = encoder.end(time);
        return true;
    }

    private void requireColumns() throws TickException {
        if (lines.cells() != header.columns()) {
            throw new TickException(lines.file() + ":" + lines.line() + ": " + lines.cells()
                    + " columns, the header has " + header.columns());
        }
    }

    private boolean isContract() {
        int cell = header.cell(Column.CONTRACT);
        return Arrays.equals(lines.buffer(), lines.start(cell), lines.end(cell), contract, 0, contract.length);
    }

    private long readTime() throws TickException {
        int cell = header.cell(timeColumn);
        long nanos = IsoTime.NONE;
        try {
            if (number.read(lines.buffer(), lines.start(cell), lines.end(cell))) {
                nanos = switch (timeColumn) {
                    case TIME_MILLIS -> number.scaledUp(6);
                    case TIME_MICROS -> number.scaledUp(3);
                    case TIME_NANOS -> number.scaledUp(0);
                    default -> number.scaledUp(NANO_DIGITS);
                };
            } else if (timeColumn == Column.TIME) {
                nanos = isoTime.read(lines.buffer(), lines.start(cell), lines.end(cell));
            }
        } catch (ArithmeticException e) {
            throw problem(timeColumn, "'" + lines.text(cell) + "' lies behind the year 2262");
        }
        if (nanos <= 0) {
            String rule = timeColumn == Column.TIME
                    ? "is no time: ISO 8601 with zone (2026-11-22T14:30:00.5Z) or seconds since 1970 are read"
                    : "is no time: a whole number since 1970 is expected in such a column";
            throw problem(timeColumn, "'" + lines.text(cell) + "' " + rule);
        }
        return nanos;
    }

    private String symbol() throws TickException {
        int cell = header.cell(Column.SYMBOL);
        int start = lines.start(cell);
        int end = lines.end(cell);
        if (start == end) {
            throw problem(Column.SYMBOL, "empty");
        }
        if (!Arrays.equals(lines.buffer(), start, end, lastSymbol, 0, lastSymbol.length)) {
            lastSymbol = Arrays.copyOfRange(lines.buffer(), start, end);
            lastPlatformSymbol = platformSymbols.computeIfAbsent(lines.text(cell), symbols::ofSymbol);
        }
        return lastPlatformSymbol;
    }

    private boolean price(Column column, Key key) throws TickException {
        if (!read(column)) {
            return false;
        }
        encoder.price(key, number);
        return true;
    }

    private void size(Column column, Key key) throws TickException {
        if (read(column)) {
            if (number.unscaled() < 0) {
                throw problem(column, "'" + lines.text(header.cell(column)) + "' must not be negative");
            }
            encoder.size(key, number);
        }
    }

    /** Reads the number in a column; false if it is empty or there is no such column. */
    private boolean read(Column column) throws TickException {
        if (!header.has(column) || lines.isEmpty(header.cell(column))) {
            return false;
        }
        int cell = header.cell(column);
        if (!number.read(lines.buffer(), lines.start(cell), lines.end(cell))) {
            throw problem(
                    column,
                    "'" + lines.text(cell)
                            + "' is no decimal number with a point, such as 1313.7, of at most 18 digits");
        }
        return true;
    }

    private TickException problem(Column column, String what) {
        return lines.problem(header.cell(column), what);
    }

    /** Nanoseconds since the epoch. */
    long timeNanos() {
        return timeNanos;
    }

    /** The tick at hand as a MARKET_DATA message; borrowed until the next. */
    MapWriter message() {
        return message;
    }

    /** How much of the file has been read, 0 to 1. */
    double done() {
        return Math.min(1, lines.bytesRead() / (double) fileBytes);
    }

    /** The symbol of all ticks if it was given for the file, and no order can ever reach it. */
    Optional<String> untradable() {
        return Optional.ofNullable(fileSymbol).filter(symbol -> !symbols.isTradable(symbol));
    }

    /** Columns of the file that are not read. */
    List<String> unusedColumns() {
        return header.unused();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
