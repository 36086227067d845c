package nexus.replay.parquet;

import nexus.replay.table.Row;
import nexus.replay.table.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;

/** Makes the library's writer for rows of a schema, without Hadoop's configuration. */
final class RowWriterBuilder extends ParquetWriter.Builder<Row, RowWriterBuilder> {
    private final Schema schema;

    RowWriterBuilder(OutputFile file, Schema schema) {
        super(file);
        this.schema = schema;
        withConf(new PlainParquetConfiguration());
    }

    @Override
    protected RowWriterBuilder self() {
        return this;
    }

    /** The library demands it, and calls the other. */
    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<Row> getWriteSupport(Configuration hadoop) {
        return new RowWriteSupport(schema);
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration plain) {
        return new RowWriteSupport(schema);
    }
}
