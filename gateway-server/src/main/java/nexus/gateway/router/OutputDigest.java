package nexus.gateway.router;

import java.util.zip.CRC32C;

/**
 * Rolling digest of all router outputs: after each output, crc = CRC-32C(previous crc, role, destination, seq, message),
 * numbers big-endian. Can be saved and restored, unlike a running {@link CRC32C}.
 */
public final class OutputDigest {
    /** Bytes that must be free in front of a message: the digest writes its prefix there. */
    public static final int PREFIX_LENGTH = 17;

    private final CRC32C crc32c = new CRC32C();
    private int crc;
    private long count;
    private long bytes;

    /** Takes in an output whose buffer has {@link #PREFIX_LENGTH} bytes of headroom, which are overwritten. */
    void update(Output output) {
        byte[] buffer = output.buffer();
        int start = output.offset() - PREFIX_LENGTH;
        putInt(buffer, start, crc);
        buffer[start + 4] = output.role().id();
        putInt(buffer, start + 5, output.source());
        putInt(buffer, start + 9, (int) (output.seq() >>> 32));
        putInt(buffer, start + 13, (int) output.seq());
        crc32c.reset();
        crc32c.update(buffer, start, PREFIX_LENGTH + output.length());
        crc = (int) crc32c.getValue();
        count++;
        bytes += output.length();
    }

    void restore(int crc, long count, long bytes) {
        this.crc = crc;
        this.count = count;
        this.bytes = bytes;
    }

    /** The rolling CRC-32C; 0 before the first output. */
    public int crc() {
        return crc;
    }

    /** How many outputs there were. */
    public long count() {
        return count;
    }

    /** Length of all messages together. */
    public long bytes() {
        return bytes;
    }

    private static void putInt(byte[] buffer, int offset, int value) {
        buffer[offset] = (byte) (value >>> 24);
        buffer[offset + 1] = (byte) (value >>> 16);
        buffer[offset + 2] = (byte) (value >>> 8);
        buffer[offset + 3] = (byte) value;
    }
}
