package nexus.gateway.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Random;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * The ticks of one symbol, as a platform encodes them: one message, in which price, volume and time change from tick to
 * tick. The price walks at random in quarters.
 */
final class TickFrames {
    private static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);
    private static final double STEP = 0.25;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int VOLUMES = 9;
    /** Behind the byte that says what a value is. */
    private static final int HEAD = 1;

    private final byte[] frame;
    private final int priceAt;
    private final int volumeAt;
    private final int timeAt;
    private final double firstPrice;
    private int steps;

    TickFrames(String platform, String symbol, double firstPrice) {
        this.firstPrice = firstPrice;
        frame = new MapWriter(128)
                .reset()
                .beginMap()
                .put(Keys.TYPE, Types.MARKET_DATA)
                .put(Keys.PLATFORM, platform)
                .beginMap(Keys.DATA)
                .put(Keys.SYMBOL, symbol)
                .put(Keys.PRICE, firstPrice)
                .put(Keys.VOLUME, 1)
                .put(Keys.TIMESTAMP, NANOS_PER_SECOND)
                .endMap()
                .endMap()
                .toBytes();
        MapReader message = new MapReader();
        message.wrap(frame, 0, frame.length);
        MapReader data = new MapReader();
        data.wrapMap(message, message.find(Keys.DATA));
        priceAt = data.valueOffset(data.find(Keys.PRICE)) + HEAD;
        volumeAt = data.valueOffset(data.find(Keys.VOLUME));
        timeAt = data.valueOffset(data.find(Keys.TIMESTAMP)) + HEAD;
    }

    /** The next tick; borrowed until the next call. */
    byte[] next(Random random, long wallNanos) {
        int bits = random.nextInt();
        steps += Integer.signum(bits >> 30);
        DOUBLES.set(frame, priceAt, firstPrice + steps * STEP);
        frame[volumeAt] = (byte) (1 + (bits & 0xffff) % VOLUMES);
        DOUBLES.set(frame, timeAt, wallNanos / NANOS_PER_SECOND);
        return frame;
    }
}
