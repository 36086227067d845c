package nexus.replay.backtest.ticks;

import java.util.Arrays;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.command.Times;

/** Makes the messages of one platform. Reused: a message is borrowed until the next is begun. */
final class TickEncoder {
    private static final int MAP_HEAD_BYTES = 1;
    private static final byte[] MARKET_DATA = encoded(Types.MARKET_DATA);

    private final byte[] platform;
    private final MapWriter map = new MapWriter(256);

    TickEncoder(String platform) {
        this.platform = encoded(platform);
    }

    /** A text as MessagePack has it. */
    static byte[] encoded(String text) {
        byte[] message = new MapWriter(64)
                .reset()
                .beginMap()
                .put(Keys.SYMBOL, text)
                .endMap()
                .toBytes();
        return Arrays.copyOfRange(message, MAP_HEAD_BYTES + Keys.SYMBOL.encodedLength(), message.length);
    }

    private MapWriter put(Key key, byte[] encoded) {
        return map.putEncoded(key, encoded, 0, encoded.length);
    }

    /** REGISTER of a client that knows cancels and order status. */
    MapWriter register() {
        map.reset().beginMap().put(Keys.TYPE, Types.REGISTER);
        put(Keys.PLATFORM, platform);
        map.put(Keys.VERSION, "1").put(Keys.CLIENT, "backtest");
        map.beginArray(Keys.CAPABILITIES, 2).add("order_status").add("cancel");
        return map.endMap();
    }

    /**
     * Begins MARKET_DATA; {@link #end} ends it.
     *
     * @param symbol as {@link #encoded} gives it
     */
    void begin(byte[] symbol) {
        map.reset().beginMap();
        put(Keys.TYPE, MARKET_DATA);
        put(Keys.PLATFORM, platform);
        map.beginMap(Keys.DATA);
        put(Keys.SYMBOL, symbol);
    }

    /** Adds a number of the tick: a whole one as an integer. */
    void size(Key key, Numbers number) {
        if (number.isWhole()) {
            map.put(key, number.unscaled());
        } else {
            map.put(key, number.doubleValue());
        }
    }

    /** Adds a price. */
    void price(Key key, Numbers number) {
        map.put(key, number.doubleValue());
    }

    /** Adds the time and ends the message. */
    MapWriter end(long timeNanos) {
        return map.put(Keys.TIMESTAMP, Times.seconds(timeNanos)).endMap().endMap();
    }
}
