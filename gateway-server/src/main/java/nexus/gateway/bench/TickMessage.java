package nexus.gateway.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * A MARKET_DATA message as a v0 platform sends it, 96 bytes long. Encoded once; {@link #next} changes price and
 * timestamp in place, so that a client costs next to nothing and no two ticks are alike.
 */
final class TickMessage {
    /** The platform in {@code config/gateway.yaml} that the ticks come from. */
    static final String PLATFORM = "sierra";

    /** That platform's name for the symbol. */
    static final String SYMBOL = "NQH25";

    private static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);
    private static final double FIRST_PRICE = 18_000;
    private static final double PRICE_STEP = 0.25;
    private static final int PRICE_STEPS = 4_096;
    private static final double NANOS_PER_SECOND = 1e9;

    private final byte[] bytes;
    private final int priceAt;
    private final int timestampAt;
    private int steps;

    TickMessage() {
        bytes = new MapWriter(128)
                .reset()
                .beginMap()
                .put(Keys.TYPE, Types.MARKET_DATA)
                .put(Keys.PLATFORM, PLATFORM)
                .beginMap(Keys.DATA)
                .put(Keys.SYMBOL, SYMBOL)
                .put(Keys.PRICE, FIRST_PRICE + PRICE_STEP)
                .put(Keys.VOLUME, 3)
                .put(Keys.TIMESTAMP, 0.5)
                .endMap()
                .endMap()
                .toBytes();
        MapReader message = new MapReader();
        message.wrap(bytes, 0, bytes.length);
        MapReader data = new MapReader();
        data.wrapMap(message, message.find(Keys.DATA));
        priceAt = data.valueOffset(data.find(Keys.PRICE)) + 1;
        timestampAt = data.valueOffset(data.find(Keys.TIMESTAMP)) + 1;
    }

    /** The message with the next price. Borrowed until the next call. */
    byte[] next(long timeNanos) {
        steps = (steps + 1) & (PRICE_STEPS - 1);
        DOUBLES.set(bytes, priceAt, FIRST_PRICE + steps * PRICE_STEP);
        DOUBLES.set(bytes, timestampAt, timeNanos / NANOS_PER_SECOND);
        return bytes;
    }

    int length() {
        return bytes.length;
    }
}
