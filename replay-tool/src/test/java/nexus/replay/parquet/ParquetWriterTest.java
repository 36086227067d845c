package nexus.replay.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nexus.journal.store.Sha256;
import nexus.replay.table.Column;
import nexus.replay.table.Row;
import nexus.replay.table.Schema;
import nexus.replay.table.Type;
import nexus.replay.table.WrittenFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB finds in the files. */
class ParquetWriterTest {
    private static final Schema SCHEMA = new Schema(
            "everything",
            3,
            List.of(
                    new Column("seq", Type.INT64),
                    new Column("small", Type.INT8),
                    new Column("short", Type.INT16),
                    new Column("time_ns", Type.TIME_NANOS),
                    new Column("price", Type.FLOAT64),
                    new Column("flag", Type.BOOLEAN),
                    new Column("name", Type.TEXT),
                    new Column("amount", Type.DECIMAL_TEXT),
                    new Column("more", Type.JSON)));

    @TempDir
    private Path folder;

    @Test
    void everyTypeComesBackExactly() throws Exception {
        Path file = folder.resolve("with spaces ü.parquet");
        Row row = new Row(SCHEMA);
        try (ParquetWriter writer = ParquetWriter.open(file, SCHEMA, ParquetWriter.LARGE_GROUP_BYTES)) {
            row.whole(0, Long.MAX_VALUE).whole(1, -128).whole(2, 32_767).whole(3, 1_795_392_326_123_456_789L);
            row.floating(4, 0.1).flag(5, true).text(6, "naïve 価格 \"x\"");
            row.decimal(7, new BigDecimal("123456789012345678901234567890.11"));
            row.text(8, "{\"a\":[1,null]}");
            writer.write(row);
            row.clear();
            row.whole(0, Long.MIN_VALUE).floating(4, -0.0).flag(5, false).text(6, "");
            writer.write(row);
            row.clear();
            writer.write(row);
            assertThat(file).doesNotExist();
            assertThat(writer.finish().rows()).isEqualTo(3);
        }

        assertThat(Duck.query("select * from '" + file + "'"))
                .containsExactly(
                        Arrays.asList(
                                Long.MAX_VALUE,
                                (byte) -128,
                                (short) 32_767,
                                1_795_392_326_123_456_789L,
                                0.1,
                                true,
                                "naïve 価格 \"x\"",
                                "123456789012345678901234567890.11",
                                "{\"a\":[1,null]}"),
                        Arrays.asList(Long.MIN_VALUE, null, null, null, -0.0, false, "", null, null),
                        Arrays.asList(null, null, null, null, null, null, null, null, null));
        assertThat(Duck.query("select distinct compression from parquet_metadata('" + file + "')"))
                .containsExactly(List.of("ZSTD"));
        assertThat(Duck.query("select decode(key), decode(value) from parquet_kv_metadata('" + file + "') order by 1"))
                .containsExactly(List.of("nexus.schema", "everything"), List.of("nexus.schema_version", "3"));
    }

    @Test
    void manyRowGroupsHoldEveryRowInOrder() throws Exception {
        long seed = Long.getLong("parquet.seed", 20_261_123L);
        System.out.println("ParquetWriterTest: -Dparquet.seed=" + seed);
        Path file = folder.resolve("many.parquet");
        int rows = 200_000;
        long sum = writeRandom(file, seed, rows);

        assertThat(Duck.query(
                        "select count(*), min(seq), max(seq), sum(time_ns % 1000003)::bigint from '" + file + "'"))
                .containsExactly(List.of((long) rows, 0L, rows - 1L, sum));
        assertThat(Duck.query("select count(*) from (select seq, row_number() over () - 1 as place from '" + file
                        + "') where seq <> place"))
                .containsExactly(List.of(0L));
        assertThat((long) Duck.query("select count(distinct row_group_id) from parquet_metadata('" + file + "')")
                        .get(0)
                        .get(0))
                .isGreaterThan(3);
    }

    @Test
    void theSameRowsGiveTheSameBytes() throws Exception {
        writeRandom(folder.resolve("a.parquet"), 42, 20_000);
        writeRandom(folder.resolve("b.parquet"), 42, 20_000);
        assertThat(folder.resolve("a.parquet")).hasSameBinaryContentAs(folder.resolve("b.parquet"));
    }

    @Test
    void anUnfinishedFileLeavesNothing() throws Exception {
        Path file = folder.resolve("never.parquet");
        Row row = new Row(SCHEMA);
        try (ParquetWriter writer = ParquetWriter.open(file, SCHEMA, 1 << 16)) {
            for (int i = 0; i < 50_000; i++) {
                row.whole(0, i);
                writer.write(row);
            }
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsAnError() throws IOException {
        Path blocked = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> ParquetWriter.open(blocked.resolve("x.parquet"), SCHEMA, 1 << 20))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theHashIsOfTheFile() throws Exception {
        Path file = folder.resolve("hashed.parquet");
        try (ParquetWriter writer = ParquetWriter.open(file, SCHEMA, 1 << 20)) {
            WrittenFile written = writer.finish();
            assertThat(written.sha256()).isEqualTo(Sha256.of(file));
            assertThat(written.bytes()).isEqualTo(Files.size(file));
        }
        assertThat(Duck.query("select count(*) from '" + file + "'")).containsExactly(List.of(0L));
    }

    private static long writeRandom(Path file, long seed, int rows) throws IOException {
        Random random = new Random(seed);
        Row row = new Row(SCHEMA);
        long sum = 0;
        try (ParquetWriter writer = ParquetWriter.open(file, SCHEMA, 1 << 20)) {
            for (int i = 0; i < rows; i++) {
                row.clear();
                long time = Math.abs(random.nextLong() >>> 1);
                sum += time % 1_000_003;
                row.whole(0, i).whole(3, time).floating(4, random.nextDouble());
                row.text(6, "symbol " + random.nextInt(50));
                writer.write(row);
            }
            writer.finish();
        }
        return sum;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
