package nexus.adapters.simulated;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import nexus.adapters.link.Tick;

/** Plays the trades of one contract from a file, at the times that the file gives them. */
final class RecordedTicks implements TickSource {
    private static final String HEADER = "ts_ms,contract,price,size";
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** One line of the file. */
    private record Row(long epochMillis, String contract, BigDecimal price, BigDecimal size) {}

    /** Lines of a file, with the header checked and taken off. */
    private static final class Rows implements AutoCloseable {
        private final Path file;
        private final BufferedReader reader;
        private long lineNumber = 1;

        private Rows(Path file, BufferedReader reader) {
            this.file = file;
            this.reader = reader;
        }

        static Rows open(Path file) throws IOException {
            InputStream bytes = Files.newInputStream(file);
            try {
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
                String header = reader.readLine();
                if (!HEADER.equals(header)) {
                    throw new IOException(file + " line 1: want " + HEADER + ", have " + header);
                }
                return new Rows(file, reader);
            } catch (IOException e) {
                bytes.close();
                throw e;
            }
        }

        /** The next row, or null at the end. */
        Row next() throws IOException {
            String line = reader.readLine();
            if (line == null) {
                return null;
            }
            lineNumber++;
            String[] columns = line.split(",", -1);
            try {
                if (columns.length != 4) {
                    throw new NumberFormatException(columns.length + " columns");
                }
                return new Row(
                        Long.parseLong(columns[0]), columns[1], new BigDecimal(columns[2]), new BigDecimal(columns[3]));
            } catch (NumberFormatException e) {
                throw new IOException(file + " line " + lineNumber + ": want " + HEADER + ", have " + line, e);
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private final Rows rows;
    private final String contract;
    private final String symbol;

    private RecordedTicks(Rows rows, String contract, String symbol) {
        this.rows = rows;
        this.contract = contract;
        this.symbol = symbol;
    }

    /**
     * Opens a recording; where it names no contract, reads it once to find the busiest.
     *
     * @throws IOException if the file cannot be read, is no such CSV, or lacks the contract; says which line
     */
    static RecordedTicks open(Recording recording) throws IOException {
        String contract = recording.contract() != null ? recording.contract() : busiest(recording.file());
        return new RecordedTicks(Rows.open(recording.file()), contract, recording.symbol());
    }

    private static String busiest(Path file) throws IOException {
        Map<String, Integer> tradesByContract = new TreeMap<>();
        try (Rows rows = Rows.open(file)) {
            Row row;
            while ((row = rows.next()) != null) {
                tradesByContract.merge(row.contract(), 1, Integer::sum);
            }
        }
        return tradesByContract.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new IOException(file + ": no trades"));
    }

    /** The contract that is played. */
    String contract() {
        return contract;
    }

    @Override
    public Tick next(long epochNanos) throws IOException {
        Row row;
        while ((row = rows.next()) != null) {
            if (row.contract().equals(contract)) {
                return Tick.trade(symbol, row.price(), row.size(), row.epochMillis() * NANOS_PER_MILLI);
            }
        }
        return null;
    }

    @Override
    public Set<String> symbols() {
        return Set.of(symbol);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
