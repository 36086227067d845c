package nexus.replay.parquet;

import java.io.IOException;
import java.nio.file.Path;
import nexus.replay.table.Row;
import nexus.replay.table.RowWriter;
import nexus.replay.table.Schema;
import nexus.replay.table.TargetFile;
import nexus.replay.table.WrittenFile;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Writes rows into a Parquet file. Columns are optional (null is unknown) and have the types that every reader knows:
 * texts, decimals and JSON are strings; times are plain 64-bit integers, nanoseconds since the epoch, since readers
 * disagree about finer marks; small whole numbers are marked as such.
 *
 * <p>Rows wait in memory until a row group is full: that many bytes are held, and a little more.
 */
public final class ParquetWriter implements RowWriter {
    /** For one file at a time. */
    public static final long LARGE_GROUP_BYTES = 32L << 20;

    private static final int PAGE_BYTES = 256 << 10;

    private final TargetFile target;
    private final RowOutputFile output;
    private final org.apache.parquet.hadoop.ParquetWriter<Row> writer;
    private long rows;
    private boolean isDone;

    private ParquetWriter(
            TargetFile target, RowOutputFile output, org.apache.parquet.hadoop.ParquetWriter<Row> writer) {
        this.target = target;
        this.output = output;
        this.writer = writer;
    }

    /**
     * Begins a file.
     *
     * @param file does not appear before {@link #finish}
     * @param groupBytes of a row group in memory
     */
    public static ParquetWriter open(Path file, Schema schema, long groupBytes) throws IOException {
        TargetFile target = TargetFile.of(file);
        try {
            RowOutputFile output = new RowOutputFile(target.stream());
            var writer = new RowWriterBuilder(output, schema)
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withRowGroupSize(groupBytes)
                    .withPageSize(PAGE_BYTES)
                    .build();
            return new ParquetWriter(target, output, writer);
        } catch (IOException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    @Override
    public void write(Row row) throws IOException {
        writer.write(row);
        rows++;
    }

    @Override
    public WrittenFile finish() throws IOException {
        writer.close();
        isDone = true;
        return target.commit(rows);
    }

    @Override
    public void close() throws IOException {
        if (!isDone) {
            isDone = true;
            // The library writes the rest of the file before it lets its memory go.
            output.discard();
            try {
                writer.close();
            } finally {
                target.close();
            }
        }
    }
}
