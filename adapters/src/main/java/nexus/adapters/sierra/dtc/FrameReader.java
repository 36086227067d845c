package nexus.adapters.sierra.dtc;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Cuts what comes from a stream into messages. */
public final class FrameReader {
    /** The longest that we know has 720 bytes; the limit leaves room for what is appended one day. */
    static final int MAX_LENGTH = 8_192;

    private static final int CAPACITY = 65_536;

    /** Takes messages. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes one, which is good until this returns.
         *
         * @throws IOException if the stream must end here: one line for people
         */
        void take(Message message) throws IOException;
    }

    private final byte[] bytes = new byte[CAPACITY];
    private final Message message = Message.view();
    private int count;

    /** Where the next bytes belong; never without room. */
    public ByteBuffer space() {
        return ByteBuffer.wrap(bytes, count, CAPACITY - count);
    }

    /**
     * Hands on every message that is complete now.
     *
     * @param added how many bytes were put into {@link #space}
     * @throws IOException if this is no stream of binary messages, or the sink says so: one line for people
     */
    public void added(int added, Sink to) throws IOException {
        count += added;
        int start = 0;
        while (count - start >= Message.HEAD_LENGTH) {
            int length = (bytes[start] & 0xff) | (bytes[start + 1] & 0xff) << 8;
            if (length < Message.HEAD_LENGTH || length > MAX_LENGTH) {
                throw new IOException(problem(start, length));
            }
            if (count - start < length) {
                break;
            }
            message.wrap(bytes, start, length);
            to.take(message);
            start += length;
        }
        System.arraycopy(bytes, start, bytes, 0, count - start);
        count -= start;
    }

    private String problem(int start, int length) {
        return bytes[start] == '{'
                ? "the DTC server speaks JSON: set its Encoding to Automatic or Binary"
                : "no DTC message: a length of " + length + ", want " + Message.HEAD_LENGTH + " to " + MAX_LENGTH;
    }
}
