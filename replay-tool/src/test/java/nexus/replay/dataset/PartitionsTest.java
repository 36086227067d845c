package nexus.replay.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nexus.replay.parquet.Duck;
import nexus.replay.table.ManifestFile;
import nexus.replay.table.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionsTest {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final int OWN = DatasetTable.OWN;

    @TempDir
    Path folder;

    /** However many symbols come in turns: files of a good size, and each row once, in order. */
    @Test
    void manySymbolsInTurnsGiveFewFiles() throws Exception {
        long seed = Long.getLong("partitions.seed", 20_261_123L);
        System.out.println("PartitionsTest: -Dpartitions.seed=" + seed);
        Random random = new Random(seed);
        int rows = 20_000;
        Partitions partitions = new Partitions(folder, 512 << 10);
        for (int i = 1; i <= rows; i++) {
            partitions.row(DatasetTable.QUOTES, quote(i, i, "S" + random.nextInt(30)));
        }

        List<ManifestFile> files = partitions.finish();

        assertThat(files).hasSizeBetween(31, 200).allSatisfy(file -> {
            assertThat(file.path()).endsWith("/part-" + file.firstSequence() + "-" + file.lastSequence() + ".parquet");
            assertThat(folder.resolve(file.path())).exists();
        });
        assertThat(files.stream().mapToLong(ManifestFile::rows).sum()).isEqualTo(rows);
        assertThat(Duck.query("select count(distinct seq), min(seq), max(seq), count(bid), count(ask) from '" + folder
                        + "/*/*/*/*.parquet'"))
                .containsExactly(List.of((long) rows, 1L, (long) rows, rows / 2L, 0L));
        assertThat(Duck.query("select count(*) from (select seq, lag(seq) over (partition by filename order by"
                        + " file_row_number) as before from read_parquet('" + folder
                        + "/*/*/*/*.parquet', filename = true, file_row_number = true)) where before >= seq"))
                .containsExactly(List.of(0L));
    }

    @Test
    void eachValueComesBack() throws Exception {
        Partitions partitions = new Partitions(folder, Partitions.MOST_BYTES);
        Row row = new Row(DatasetTable.OUTCOMES.schema());
        DatasetTable.OUTCOMES.begin(row);
        row.whole(DatasetTable.SEQ, 7).whole(DatasetTable.RECEIVED_NS, Long.MAX_VALUE);
        row.text(OWN, "")
                .text(OWN + 1, "ü")
                .whole(OWN + 2, -1)
                .floating(OWN + 3, -0.0)
                .flag(OWN + 12, false);
        partitions.row(DatasetTable.OUTCOMES, row);
        partitions.finish();

        assertThat(Duck.query(
                        "select seq, ts_recv_ns, run_id, order_id, ref, label_available_ns, filled_qty, avg_price,"
                                + " complete from '" + folder + "/*/*/*/*.parquet'"))
                .containsExactly(Arrays.asList(7L, Long.MAX_VALUE, null, "", "ü", -1L, -0.0, null, false));
    }

    @Test
    void everySymbolIsAName() throws Exception {
        List<String> symbols =
                new ArrayList<>(List.of("NQ/M25", "a:b", "..", "x.", "600519", "%41", "ü".repeat(2_000)));
        symbols.add("ü".repeat(1_999) + "u");
        Partitions partitions = new Partitions(folder, Partitions.MOST_BYTES);
        for (int i = 0; i < symbols.size(); i++) {
            partitions.row(DatasetTable.QUOTES, quote(i + 1, i + 1, symbols.get(i)));
        }
        partitions.row(DatasetTable.QUOTES, quote(100, 100, null));
        partitions.finish();

        assertThat(Duck.query("select symbol from read_parquet('" + folder
                        + "/*/*/*/*.parquet', hive_partitioning = false) order by seq"))
                .extracting(row -> row.get(0))
                .startsWith(symbols.toArray())
                .endsWith((Object) null);
        assertThat(
                        Duck.query(
                                "select count(distinct symbol) from read_parquet('" + folder
                                        + "/*/*/*/*.parquet', hive_partitioning = true) where symbol in ('NQ/M25', 'a:b', '..', 'x.', '%41')"))
                .containsExactly(List.of(5L));
        try (Stream<Path> names = Files.walk(folder)) {
            assertThat(names.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.length() < 200)
                    .noneMatch(name -> name.matches(".*[:*?\"<>|\\\\].*|.*\\."));
        }
    }

    @Test
    void theDayIsThatOfReceipt() throws Exception {
        Partitions partitions = new Partitions(folder, Partitions.MOST_BYTES);
        partitions.row(DatasetTable.QUOTES, quote(1, NANOS_PER_DAY - 1, "A"));
        partitions.row(DatasetTable.QUOTES, quote(2, NANOS_PER_DAY, "A"));
        // The wall clock is put back over midnight.
        partitions.row(DatasetTable.QUOTES, quote(3, NANOS_PER_DAY - 1, "A"));

        assertThat(partitions.finish())
                .extracting(ManifestFile::path)
                .containsExactly(
                        "type=quotes/date=1970-01-01/symbol=A/part-1-1.parquet",
                        "type=quotes/date=1970-01-01/symbol=A/part-3-3.parquet",
                        "type=quotes/date=1970-01-02/symbol=A/part-2-2.parquet");
    }

    /** Every second one has a bid. */
    private static Row quote(long sequence, long timeNanos, String symbol) {
        Row row = DatasetTable.QUOTES.begin(new Row(DatasetTable.QUOTES.schema()));
        row.whole(DatasetTable.SEQ, sequence).whole(DatasetTable.RECEIVED_NS, timeNanos);
        row.text(DatasetTable.SYMBOL, symbol);
        return sequence % 2 == 0 ? row.floating(OWN, (double) sequence) : row;
    }
}
