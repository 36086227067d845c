package nexus.replay.table;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes rows of one schema into one file, which appears under its name with {@link #finish}. To be closed in any case:
 * what is not finished then is gone.
 */
public interface RowWriter extends Closeable {
    /**
     * Adds a row.
     *
     * @param row of the writer's schema; borrowed until the call returns
     */
    void write(Row row) throws IOException;

    /** Ends the file: on return it is on the disk under its name. To be called once; then only {@link #close}. */
    WrittenFile finish() throws IOException;

    /** Gives everything up that is not finished: no file is left. Does nothing behind {@link #finish}. */
    @Override
    void close() throws IOException;
}
