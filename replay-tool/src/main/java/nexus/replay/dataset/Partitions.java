package nexus.replay.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nexus.replay.parquet.ParquetWriter;
import nexus.replay.table.ManifestFile;
import nexus.replay.table.Row;
import nexus.replay.table.RowWriter;
import nexus.replay.table.WrittenFile;

/**
 * The files of one run: one for each table, day and symbol, or more where more than {@value #MOST_OPEN} symbols are
 * written in turns. Days are those of UTC, by the time of receipt.
 */
final class Partitions implements TableSink, Closeable {
    /** So many row groups are held in memory at the most. */
    static final int MOST_OPEN = 48;

    private static final long GROUP_BYTES = 4L << 20;
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400;

    /** What Hive, and with it Spark, calls a partition without a value. */
    private static final String NO_SYMBOL = "__HIVE_DEFAULT_PARTITION__";

    private final Path folder;
    private final Map<DatasetTable, Map<String, Part>> open = new EnumMap<>(DatasetTable.class);
    private final List<ManifestFile> files = new ArrayList<>();
    private long day = Long.MIN_VALUE;
    private int openCount;
    private long rows;

    Partitions(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        for (DatasetTable table : DatasetTable.values()) {
            open.put(table, new HashMap<>());
        }
    }

    /** A file that is being written. */
    private static final class Part {
        private final DatasetTable table;
        private final String symbol;
        private final Path temporary;
        private final RowWriter writer;
        private final long first;
        private long last;
        private long usedAt;

        Part(DatasetTable table, String symbol, Path temporary, long first) throws IOException {
            this.table = table;
            this.symbol = symbol;
            this.temporary = temporary;
            this.writer = ParquetWriter.open(temporary, table.schema(), GROUP_BYTES);
            this.first = first;
        }
    }

    @Override
    public void row(DatasetTable table, Row row) throws IOException {
        long today = Math.floorDiv(row.whole(DatasetTable.RECEIVED_NS), NANOS_PER_DAY);
        if (today != day) {
            finishOpen();
            day = today;
        }
        String symbol = row.text(DatasetTable.SYMBOL);
        Part part = open.get(table).get(symbol);
        long sequence = row.whole(DatasetTable.SEQ);
        if (part == null) {
            if (openCount == MOST_OPEN) {
                finishIdlest();
            }
            Path path = partition(table, symbol).resolve(DatasetFiles.openName(sequence));
            part = new Part(table, symbol, path, sequence);
            open.get(table).put(symbol, part);
            openCount++;
        }
        part.last = sequence;
        part.usedAt = rows++;
        part.writer.write(row);
    }

    private Path partition(DatasetTable table, String symbol) {
        String date = Instant.ofEpochSecond(day * SECONDS_PER_DAY)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
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
        // Windows drops a dot at the end of a name.
        return name.charAt(name.length() - 1) == '.' ? name.substring(0, name.length() - 1) + "%2E" : name.toString();
    }

    private void finishIdlest() throws IOException {
        Part idlest = open.values().stream()
                .flatMap(parts -> parts.values().stream())
                .min(Comparator.comparingLong(part -> part.usedAt))
                .orElseThrow();
        open.get(idlest.table).remove(idlest.symbol);
        openCount--;
        finish(idlest);
    }

    private void finish(Part part) throws IOException {
        try (RowWriter writer = part.writer) {
            WrittenFile written = writer.finish();
            Path named = part.temporary.resolveSibling(DatasetFiles.name(part.first, part.last));
            Files.move(part.temporary, named, StandardCopyOption.REPLACE_EXISTING);
            WrittenFile renamed = new WrittenFile(named, written.rows(), written.bytes(), written.sha256());
            files.add(ManifestFile.of(folder, renamed, part.table.schema(), part.first, part.last));
        }
    }

    private void finishOpen() throws IOException {
        while (openCount > 0) {
            finishIdlest();
        }
    }

    /** Ends all files; returns them in the order of their names. */
    List<ManifestFile> finish() throws IOException {
        finishOpen();
        files.sort(Comparator.comparing(ManifestFile::path));
        return List.copyOf(files);
    }

    /** Gives up what is not finished. */
    @Override
    public void close() throws IOException {
        for (Map<String, Part> parts : open.values()) {
            for (Part part : parts.values()) {
                part.writer.close();
            }
            parts.clear();
        }
        openCount = 0;
    }
}
