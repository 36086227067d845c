package nexus.replay.parquet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.replay.table.Column;
import nexus.replay.table.Row;
import nexus.replay.table.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Hands a row's values to the library, column by column. */
final class RowWriteSupport extends WriteSupport<Row> {
    /** Names in the file's own metadata; there is nothing else in it, so that the same rows give the same bytes. */
    private static final String SCHEMA_NAME = "nexus.schema";

    private static final String SCHEMA_VERSION = "nexus.schema_version";

    private final Schema schema;
    private RecordConsumer consumer;

    RowWriteSupport(Schema schema) {
        this.schema = schema;
    }

    /** The library demands it, and calls the other. */
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration hadoop) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration plain) {
        return context();
    }

    private WriteContext context() {
        Types.MessageTypeBuilder message = Types.buildMessage();
        schema.columns().forEach(column -> message.addField(typeOf(column)));
        return new WriteContext(message.named(schema.name()), metadata());
    }

    /** Sorted: the order of {@code Map.of} changes from one run of Java to the next. */
    private Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(SCHEMA_NAME, schema.name());
        metadata.put(SCHEMA_VERSION, Integer.toString(schema.version()));
        return metadata;
    }

    private static org.apache.parquet.schema.Type typeOf(Column column) {
        return switch (column.type()) {
            case TEXT, JSON, DECIMAL_TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case INT8 ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.intType(8, true))
                        .named(column.name());
            case INT16 ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.intType(16, true))
                        .named(column.name());
            case INT64, TIME_NANOS -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case FLOAT64 -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
        };
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(Row row) {
        List<Column> columns = schema.columns();
        consumer.startMessage();
        for (int i = 0; i < columns.size(); i++) {
            if (!row.isNull(i)) {
                String name = columns.get(i).name();
                consumer.startField(name, i);
                write(row, i, columns.get(i));
                consumer.endField(name, i);
            }
        }
        consumer.endMessage();
    }

    private void write(Row row, int at, Column column) {
        switch (column.type()) {
            case TEXT, JSON, DECIMAL_TEXT -> consumer.addBinary(Binary.fromString(row.text(at)));
            case INT8, INT16 -> consumer.addInteger((int) row.whole(at));
            case INT64, TIME_NANOS -> consumer.addLong(row.whole(at));
            case FLOAT64 -> consumer.addDouble(row.floating(at));
            case BOOLEAN -> consumer.addBoolean(row.flag(at));
        }
    }
}
