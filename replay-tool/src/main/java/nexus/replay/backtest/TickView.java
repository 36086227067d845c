package nexus.replay.backtest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.replay.backtest.strategy.MarketData;

/** A tick for NEXUS, read where it lies. */
final class TickView implements MarketData {
    private static final byte[] TRADE = "TRADE".getBytes(StandardCharsets.US_ASCII);

    private final MapReader data = new MapReader();
    private final Names symbols = new Names();
    private final Names platforms = new Names();
    private MapReader message;

    /** Points this at a message that the router has made. */
    TickView of(MapReader tick) {
        message = tick;
        data.wrapMap(tick, tick.find(Keys.DATA));
        return this;
    }

    /** Texts that come again and again, each made once. */
    private static final class Names {
        private static final int SLOTS = 256;

        private final byte[][] bytes = new byte[SLOTS][];
        private final String[] names = new String[SLOTS];

        String of(MapReader map, int field) {
            int offset = map.textOffset(field);
            int length = map.textLength(field);
            int hash = length;
            for (int i = 0; i < length; i++) {
                hash = 31 * hash + map.buffer()[offset + i];
            }
            int slot = (hash ^ (hash >>> 8)) & (SLOTS - 1);
            boolean isKnown = bytes[slot] != null
                    && Arrays.equals(map.buffer(), offset, offset + length, bytes[slot], 0, bytes[slot].length);
            if (!isKnown) {
                bytes[slot] = Arrays.copyOfRange(map.buffer(), offset, offset + length);
                names[slot] = map.textValue(field);
            }
            return names[slot];
        }
    }

    @Override
    public String symbol() {
        return symbols.of(data, data.find(Keys.SYMBOL));
    }

    @Override
    public String platform() {
        return platforms.of(message, message.find(Keys.PLATFORM));
    }

    @Override
    public long timeNanos() {
        return message.longValue(message.find(Keys.RECV_NS));
    }

    @Override
    public double price() {
        return data.doubleValue(data.find(Keys.PRICE));
    }

    @Override
    public boolean isTrade() {
        return data.textEquals(data.find(Keys.PRICE_KIND), TRADE);
    }

    @Override
    public double volume() {
        return data.doubleValue(data.find(Keys.VOLUME));
    }

    @Override
    public double bid() {
        return number(Keys.BID);
    }

    @Override
    public double ask() {
        return number(Keys.ASK);
    }

    @Override
    public double bidSize() {
        return number(Keys.BID_SIZE);
    }

    @Override
    public double askSize() {
        return number(Keys.ASK_SIZE);
    }

    private double number(Key key) {
        int field = data.find(key);
        boolean isThere = field != MapReader.ABSENT && data.type(field) != ValueType.NIL && data.isNumber(field);
        return isThere ? data.doubleValue(field) : Double.NaN;
    }
}
