package nexus.replay.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import nexus.replay.table.ManifestFile;
import nexus.replay.table.Row;
import nexus.replay.table.RowWriter;
import nexus.replay.table.Schema;

/** One table on its way into its file. */
final class TableFile implements Closeable {
    private final What what;
    private final RowWriter writer;
    private long firstSequence;
    private long lastSequence;

    private TableFile(What what, RowWriter writer) {
        this.what = what;
        this.writer = writer;
    }

    static TableFile open(What what, Format format, Path folder) throws IOException {
        return new TableFile(what, format.open(folder.resolve(name(what, format)), what.schema()));
    }

    /** The file's name. */
    static String name(What what, Format format) {
        return what.word() + "." + format.word();
    }

    What what() {
        return what;
    }

    void write(Row row, long sequence) throws IOException {
        writer.write(row);
        firstSequence = firstSequence == 0 ? sequence : firstSequence;
        lastSequence = sequence;
    }

    /** The file gets its name. */
    ManifestFile finish(Path folder) throws IOException {
        Schema schema = what.schema();
        return ManifestFile.of(folder, writer.finish(), schema, firstSequence, lastSequence);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
