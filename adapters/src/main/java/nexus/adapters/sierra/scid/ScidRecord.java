package nexus.adapters.sierra.scid;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * One record of a {@code .scid} file, little-endian; in a file of single trades, one trade.
 *
 * <pre>
 *   offset  length
 *        0       8  microseconds since 1899-12-30 00:00 UTC; in old files days since then, as a 64-bit float
 *        8       4  open: 0, or that this is the first or last part of a trade that was split; else this is a bar
 *       12       4  high: the ask at the trade
 *       16       4  low: the bid at the trade
 *       20       4  close: the price
 *       24       4  number of trades
 *       28       4  volume
 *       32       4  volume at the bid
 *       36       4  volume at the ask
 * </pre>
 *
 * Prices are 32-bit floats.
 *
 * @param micros since 1899-12-30; 0 where the record is not written yet
 */
record ScidRecord(long micros, float open, float ask, float bid, float price, long volume, long atBid, long atAsk) {
    static final int LENGTH = 40;

    private static final float FIRST_PART = -1.999001E+37f;
    private static final float LAST_PART = -1.999002E+37f;
    /** Microseconds of 33,000 years; as the bits of a float of days, next to nothing. */
    private static final long GREATEST_MICROS = 1_000_000_000_000_000_000L;

    private static final double MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);
    private static final long DAYS_TO_EPOCH = 25_569;

    static ScidRecord read(ByteBuffer bytes, int at) {
        return new ScidRecord(
                micros(bytes, at),
                bytes.getFloat(at + 8),
                bytes.getFloat(at + 12),
                bytes.getFloat(at + 16),
                bytes.getFloat(at + 20),
                bytes.getInt(at + 28) & 0xffff_ffffL,
                bytes.getInt(at + 32) & 0xffff_ffffL,
                bytes.getInt(at + 36) & 0xffff_ffffL);
    }

    /** The time of the record that begins there. */
    static long micros(ByteBuffer bytes, int at) {
        long value = bytes.getLong(at);
        return value < GREATEST_MICROS ? value : Math.round(Double.longBitsToDouble(value) * MICROS_PER_DAY);
    }

    /** Whether it is more than one trade, and may still change. */
    boolean isBar() {
        return open != 0 && open != FIRST_PART && open != LAST_PART;
    }

    long epochNanos() {
        return TimeUnit.MICROSECONDS.toNanos(micros - TimeUnit.DAYS.toMicros(DAYS_TO_EPOCH));
    }
}
