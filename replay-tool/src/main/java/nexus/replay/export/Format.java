package nexus.replay.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import nexus.replay.parquet.ParquetWriter;
import nexus.replay.table.RowWriter;
import nexus.replay.table.Schema;

/** How rows are written. */
enum Format {
    JSONL {
        @Override
        RowWriter open(Path target, Schema schema) throws IOException {
            return JsonLinesRows.open(target, schema);
        }
    },
    CSV {
        @Override
        RowWriter open(Path target, Schema schema) throws IOException {
            return CsvRows.open(target, schema);
        }
    },
    PARQUET {
        @Override
        RowWriter open(Path target, Schema schema) throws IOException {
            return ParquetWriter.open(target, schema, ParquetWriter.LARGE_GROUP_BYTES);
        }
    };

    /** Opens a file. */
    abstract RowWriter open(Path target, Schema schema) throws IOException;

    /** As the command line says it, and what file names end in. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
