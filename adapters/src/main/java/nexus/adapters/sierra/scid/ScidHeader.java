package nexus.adapters.sierra.scid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The head of a {@code .scid} file, little-endian.
 *
 * <pre>
 *   offset  length
 *        0       4  "SCID"
 *        4       4  length of the head, 56 so far
 *        8       4  length of a record, 40 so far
 *       12       2  version, 1 so far
 *       14      42  not used here
 * </pre>
 */
record ScidHeader(int headLength, int recordLength) {
    static final int LENGTH = 56;
    private static final int MAGIC = 0x44494353;
    private static final int MAX_LENGTH = 4_096;

    /**
     * Reads it.
     *
     * @throws IOException if this is no such file: one line for people
     */
    static ScidHeader read(ByteBuffer bytes) throws IOException {
        ByteBuffer head = bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (head.remaining() < LENGTH || head.getInt(0) != MAGIC) {
            throw new IOException("is no .scid file");
        }
        int headLength = head.getInt(4);
        int recordLength = head.getInt(8);
        if (headLength < LENGTH
                || headLength > MAX_LENGTH
                || recordLength < ScidRecord.LENGTH
                || recordLength > MAX_LENGTH) {
            throw new IOException("has a head of " + headLength + " and records of " + recordLength + " bytes");
        }
        return new ScidHeader(headLength, recordLength);
    }

    /** How many whole records a file of a length has. */
    long records(long fileLength) {
        return Math.max(0, fileLength - headLength) / recordLength;
    }

    long offset(long record) {
        return headLength + record * recordLength;
    }
}
