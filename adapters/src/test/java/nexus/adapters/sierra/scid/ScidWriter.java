package nexus.adapters.sierra.scid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Writes {@code .scid} files as Sierra Chart does. */
public final class ScidWriter implements AutoCloseable {
    public static final float FIRST_PART = -1.999001E+37f;
    public static final float LAST_PART = -1.999002E+37f;
    private static final long MICROS_TO_EPOCH = TimeUnit.DAYS.toMicros(25_569);

    private final FileChannel channel;
    private final int recordLength;
    private final boolean inDays;

    private ScidWriter(FileChannel channel, int recordLength, boolean inDays) {
        this.channel = channel;
        this.recordLength = recordLength;
        this.inDays = inDays;
    }

    public static ScidWriter create(Path file) throws IOException {
        return create(file, 56, 40, false);
    }

    /** @param inDays whether times are written as old versions did */
    static ScidWriter create(Path file, int headLength, int recordLength, boolean inDays) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        channel.write(ByteBuffer.allocate(headLength)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x44494353)
                .putInt(headLength)
                .putInt(recordLength)
                .putShort((short) 1)
                .rewind());
        return new ScidWriter(channel, recordLength, inDays);
    }

    /** The bytes of one trade. */
    ByteBuffer record(long epochMicros, float open, double price, int atBid, int atAsk) {
        long micros = epochMicros + MICROS_TO_EPOCH;
        long time = inDays ? Double.doubleToLongBits(micros / (double) TimeUnit.DAYS.toMicros(1)) : micros;
        ByteBuffer bytes = ByteBuffer.allocate(recordLength).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(time)
                .putFloat(open)
                .putFloat((float) (price + 0.25))
                .putFloat((float) (price - 0.25))
                .putFloat((float) price)
                .putInt(1)
                .putInt(atBid + atAsk)
                .putInt(atBid)
                .putInt(atAsk);
        return bytes.rewind();
    }

    /** Appends a trade of one at the ask. */
    public void trade(long epochMicros, double price) throws IOException {
        trade(epochMicros, price, 0, 1);
    }

    public void trade(long epochMicros, double price, int atBid, int atAsk) throws IOException {
        append(record(epochMicros, 0, price, atBid, atAsk));
    }

    void append(ByteBuffer bytes) throws IOException {
        channel.write(bytes, channel.size());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
