package nexus.replay.parquet;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Where the library writes: a stream that others end. */
final class RowOutputFile implements OutputFile {
    private final OutputStream stream;
    private boolean isDiscarded;

    RowOutputFile(OutputStream stream) {
        this.stream = stream;
    }

    /** Takes nothing more to the disk. */
    void discard() {
        isDiscarded = true;
    }

    @Override
    public PositionOutputStream create(long blockBytes) {
        return new CountingStream();
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockBytes) {
        return new CountingStream();
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private final class CountingStream extends PositionOutputStream {
        private long position;

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            position++;
            if (!isDiscarded) {
                stream.write(value);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            position += length;
            if (!isDiscarded) {
                stream.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!isDiscarded) {
                stream.flush();
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
