package nexus.replay.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nexus.journal.store.Sha256;
import nexus.replay.parquet.ParquetWriter;
import nexus.replay.table.ManifestFile;
import nexus.replay.table.Row;
import nexus.replay.table.RowWriter;

/**
 * The files of one run: one for each table, day and symbol, or more where the rows of a day do not fit into memory: then
 * those of the largest partition are written. Days are those of UTC, by the time of receipt. However many symbols there
 * are, one file at a time is open.
 */
final class Partitions implements TableSink {
    /** So much is held in memory at the most, and a row group beside it. */
    static final long MOST_BYTES = 96L << 20;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    /** What Hive, and with it Spark, calls a partition without a value. */
    private static final String NO_SYMBOL = "__HIVE_DEFAULT_PARTITION__";

    /** A folder's name has room for 255 bytes; a symbol may have any length. */
    private static final int MOST_NAME = 150;

    private static final int HASH_BYTES = 8;

    private final Path folder;
    private final long mostBytes;
    private final Map<DatasetTable, Map<String, HeldRows>> held = new EnumMap<>(DatasetTable.class);
    private final List<ManifestFile> files = new ArrayList<>();
    private long day = Long.MIN_VALUE;
    private long bytes;

    /** @param mostBytes see {@link #MOST_BYTES} */
    Partitions(Path folder, long mostBytes) {
        this.folder = folder.toAbsolutePath().normalize();
        this.mostBytes = mostBytes;
        for (DatasetTable table : DatasetTable.values()) {
            held.put(table, new LinkedHashMap<>());
        }
    }

    @Override
    public void row(DatasetTable table, Row row) throws IOException {
        long today = Math.floorDiv(row.whole(DatasetTable.RECEIVED_NS), NANOS_PER_DAY);
        if (today != day) {
            writeAll();
            day = today;
        }
        Map<String, HeldRows> ofTable = held.get(table);
        String symbol = row.text(DatasetTable.SYMBOL);
        HeldRows rows = ofTable.get(symbol);
        if (rows == null) {
            rows = new HeldRows(table.schema());
            ofTable.put(symbol, rows);
        }
        long before = rows.bytes();
        rows.add(row);
        bytes += rows.bytes() - before;
        while (bytes > mostBytes) {
            writeLargest();
        }
    }

    private void writeLargest() throws IOException {
        DatasetTable table = null;
        String symbol = null;
        long most = -1;
        for (Map.Entry<DatasetTable, Map<String, HeldRows>> ofTable : held.entrySet()) {
            for (Map.Entry<String, HeldRows> rows : ofTable.getValue().entrySet()) {
                if (rows.getValue().bytes() > most) {
                    table = ofTable.getKey();
                    symbol = rows.getKey();
                    most = rows.getValue().bytes();
                }
            }
        }
        HeldRows largest = held.get(table).remove(symbol);
        bytes -= largest.bytes();
        write(table, symbol, largest);
    }

    private void writeAll() throws IOException {
        for (Map.Entry<DatasetTable, Map<String, HeldRows>> ofTable : held.entrySet()) {
            for (Map.Entry<String, HeldRows> rows : ofTable.getValue().entrySet()) {
                write(ofTable.getKey(), rows.getKey(), rows.getValue());
            }
            ofTable.getValue().clear();
        }
        bytes = 0;
    }

    private void write(DatasetTable table, String symbol, HeldRows rows) throws IOException {
        Path file = partition(table, symbol).resolve(DatasetFiles.name(rows.first(), rows.last()));
        try (RowWriter writer = ParquetWriter.open(file, table.schema(), ParquetWriter.LARGE_GROUP_BYTES)) {
            rows.writeTo(writer);
            files.add(ManifestFile.of(folder, writer.finish(), table.schema(), rows.first(), rows.last()));
        }
    }

    private Path partition(DatasetTable table, String symbol) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return folder.resolve("type=" + table.word()).resolve("date=" + date).resolve("symbol=" + safe(symbol));
    }

    /** As Hive writes a value into a path: what a file's name may not hold becomes % and two hexadecimal digits. */
    static String safe(String symbol) {
        if (symbol == null || symbol.isEmpty()) {
            return NO_SYMBOL;
        }
        StringBuilder name = new StringBuilder();
        for (byte one : symbol.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = (one >= '0' && one <= '9')
                    || (one >= 'A' && one <= 'Z')
                    || (one >= 'a' && one <= 'z')
                    || one == '_'
                    || one == '-'
                    || one == '.';
            if (isPlain) {
                name.append((char) one);
            } else {
                name.append('%').append(String.format("%02X", one));
            }
        }
        if (name.length() > MOST_NAME) {
            byte[] hash = Sha256.digest().digest(symbol.getBytes(StandardCharsets.UTF_8));
            int lastEscape = name.lastIndexOf("%", MOST_NAME - 1);
            name.setLength(lastEscape > MOST_NAME - 3 ? lastEscape : MOST_NAME);
            name.append('-').append(HexFormat.of().formatHex(hash, 0, HASH_BYTES));
        }
        // Windows drops a dot at the end of a name.
        return name.charAt(name.length() - 1) == '.' ? name.substring(0, name.length() - 1) + "%2E" : name.toString();
    }

    /** Writes what is still held; returns all files in the order of their names. */
    List<ManifestFile> finish() throws IOException {
        writeAll();
        files.sort(Comparator.comparing(ManifestFile::path));
        return List.copyOf(files);
    }
}
