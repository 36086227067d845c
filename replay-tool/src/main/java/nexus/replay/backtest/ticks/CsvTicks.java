package nexus.replay.backtest.ticks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
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
    private final List<NumberColumn> numberColumns = new ArrayList<>();
    /** Encoded names of the platform's, by what the file calls them. */
    private final Map<String, byte[]> platformSymbols = new LinkedHashMap<>();

    private final Numbers numbers = new Numbers();
    private final IsoTime isoTime = new IsoTime();
    private byte[] fileSymbol;
    private String untradable;
    private byte[] contract;
    private byte[] lastSymbol = new byte[0];
    private byte[] lastPlatformSymbol;
    private long timeNanos = Long.MIN_VALUE;

    /** The symbol that the file does not say, or null. */
    private String named;

    /** When platforms call a symbol something else. */
    private long nextNameNanos = Long.MIN_VALUE;

    private MapWriter message;

    /** A column of numbers that the file has, and what they are called in the message. */
    private record NumberColumn(int cell, Key key, boolean isPrice) {}

    private CsvTicks(CsvLines lines, CsvHeader header, PlatformSymbols symbols) throws IOException {
        this.lines = lines;
        this.header = header;
        this.timeColumn = header.timeColumn();
        this.fileBytes = Math.max(1, Files.size(lines.file()));
        this.symbols = symbols;
        this.encoder = new TickEncoder(symbols.platform());
        add(Column.PRICE, Keys.PRICE, true);
        add(Column.BID, Keys.BID, true);
        add(Column.ASK, Keys.ASK, true);
        add(Column.SIZE, Keys.VOLUME, false);
        add(Column.BID_SIZE, Keys.BID_SIZE, false);
        add(Column.ASK_SIZE, Keys.ASK_SIZE, false);
    }

    private void add(Column column, Key key, boolean isPrice) {
        if (header.has(column)) {
            numberColumns.add(new NumberColumn(header.cell(column), key, isPrice));
        }
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
            named = tickFile.symbol();
            untradable = symbols.isTradable(tickFile.symbol()) ? null : tickFile.symbol();
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
        if (time >= nextNameNanos) {
            nextNameNanos = symbols.nextChangeNanos(time);
            platformSymbols.clear();
            lastSymbol = new byte[0];
            fileSymbol = named == null ? null : encoded(named);
        }
        encoder.begin(header.has(Column.SYMBOL) ? symbol() : fileSymbol);
        boolean hasPrice = false;
        for (NumberColumn number : numberColumns) {
            hasPrice |= put(number) && number.isPrice();
        }
        if (!hasPrice) {
            throw lines.problem(
                    numberColumns.get(0).cell(),
                    "empty, and so are the other prices: a tick needs one of price, bid, ask");
        }
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
            if (numbers.read(lines.buffer(), lines.start(cell), lines.end(cell))) {
                nanos = switch (timeColumn) {
                    case TIME_MILLIS -> numbers.scaledUp(6);
                    case TIME_MICROS -> numbers.scaledUp(3);
                    case TIME_NANOS -> numbers.scaledUp(0);
                    default -> numbers.scaledUp(NANO_DIGITS);
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

    private byte[] encoded(String symbol) {
        return TickEncoder.encoded(symbols.ofSymbol(symbol, timeNanos));
    }

    private byte[] symbol() throws TickException {
        int cell = header.cell(Column.SYMBOL);
        int start = lines.start(cell);
        int end = lines.end(cell);
        if (start == end) {
            throw problem(Column.SYMBOL, "empty");
        }
        if (!Arrays.equals(lines.buffer(), start, end, lastSymbol, 0, lastSymbol.length)) {
            lastSymbol = Arrays.copyOfRange(lines.buffer(), start, end);
            lastPlatformSymbol = platformSymbols.computeIfAbsent(lines.text(cell), this::encoded);
        }
        return lastPlatformSymbol;
    }

    /** Adds a number to the message; false if its cell is empty. */
    private boolean put(NumberColumn number) throws TickException {
        if (lines.isEmpty(number.cell())) {
            return false;
        }
        int cell = number.cell();
        if (!numbers.read(lines.buffer(), lines.start(cell), lines.end(cell))) {
            throw lines.problem(
                    cell,
                    "'" + lines.text(cell)
                            + "' is no decimal number with a point, such as 1313.7, of at most 18 digits");
        }
        if (number.isPrice()) {
            encoder.price(number.key(), numbers);
        } else if (numbers.unscaled() < 0) {
            throw lines.problem(cell, "'" + lines.text(cell) + "' must not be negative");
        } else {
            encoder.size(number.key(), numbers);
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
        return Optional.ofNullable(untradable);
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
