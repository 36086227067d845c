package nexus.replay.backtest.fills;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nexus.config.RouterConfig;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** One simulated platform as a test drives it: times are milliseconds, what it says is one line each. */
final class Exchange {
    static final int SOURCE = 2;
    private static final long MILLI = 1_000_000;
    private static final String PLATFORM = "nt8";
    private static final String SYMBOL = "GC 12-13";

    private final List<String> said = new ArrayList<>();
    private final SimulatedPlatforms platforms;
    private final MapWriter map = new MapWriter(256);
    private final MapReader reader = new MapReader();
    private long nowNanos;
    private String last;

    Exchange(String fillModel) {
        this(fillModel, 1);
    }

    Exchange(String fillModel, long seed) {
        RouterConfig config = RouterConfig.of(
                List.of(new RouterConfig.Platform(PLATFORM, PLATFORM)),
                List.of(new RouterConfig.Mapping("GC", PLATFORM, SYMBOL, BigDecimal.ONE, BigDecimal.ONE, true)));
        platforms = new SimulatedPlatforms(FillModel.of(fillModel), seed, config, this::heard);
        platforms.connected(PLATFORM, SOURCE);
    }

    private void heard(int source, byte[] message) {
        reader.wrap(message, 0, message.length);
        StringBuilder line = new StringBuilder();
        line.append(nowNanos / MILLI).append(' ').append(text(Keys.TYPE).replace("ORDER_", ""));
        line.append(' ').append(text(Keys.REF));
        if (text(Keys.TYPE).equals(Types.ORDER_FILL)) {
            line.append(' ').append(number(Keys.FILLED_QTY)).append(" @ ").append(number(Keys.FILL_PRICE));
            line.append(' ').append(text(Keys.STATUS));
        } else if (reader.find(Keys.REASON) != MapReader.ABSENT) {
            line.append(": ").append(text(Keys.REASON));
        } else if (reader.find(Keys.CUM_QTY) != MapReader.ABSENT) {
            line.append(' ').append(text(Keys.STATUS)).append(' ').append(number(Keys.CUM_QTY));
        }
        said.add(line.toString());
        last = JsonText.of(message, 0, message.length);
    }

    /** The last message as JSON. */
    String last() {
        return last;
    }

    private String text(Key key) {
        return reader.textValue(reader.find(key));
    }

    private String number(Key key) {
        return reader.decimalValue(reader.find(key)).stripTrailingZeros().toPlainString();
    }

    /** All that was said since the last call but for acknowledgements. */
    List<String> said() {
        List<String> all = saidAll();
        all.removeIf(line -> line.contains(" ACK "));
        return all;
    }

    /** All that was said since the last call. */
    List<String> saidAll() {
        List<String> all = new ArrayList<>(said);
        said.clear();
        return all;
    }

    /** Lets everything happen that is due by then. */
    Exchange at(long millis) {
        long until = millis * MILLI;
        while (platforms.nextDueNanos() <= until) {
            nowNanos = platforms.nextDueNanos();
            platforms.runNext();
        }
        nowNanos = until;
        return this;
    }

    Exchange order(String ref, String side, int quantity) {
        return order(ref, side, quantity, fields -> {});
    }

    Exchange limit(String ref, String side, int quantity, double limit) {
        return order(ref, side, quantity, fields -> fields.put(Keys.LIMIT_PRICE, limit));
    }

    /** The gateway sends an order now. */
    Exchange order(String ref, String side, int quantity, Consumer<MapWriter> more) {
        map.reset()
                .beginMap()
                .put(Keys.TYPE, Types.ORDER)
                .put(Keys.SYMBOL, SYMBOL)
                .put(Keys.SIDE, side);
        map.put(Keys.QUANTITY, quantity).put(Keys.ORDER_ID, "id-" + ref).put(Keys.REF, ref);
        more.accept(map);
        return send();
    }

    /** The gateway sends a cancel, or asks for a status, now. */
    Exchange ask(String type, String ref) {
        map.reset()
                .beginMap()
                .put(Keys.TYPE, type)
                .put(Keys.ORDER_ID, "id-" + ref)
                .put(Keys.REF, ref);
        return send();
    }

    private Exchange send() {
        map.endMap();
        platforms.take(SOURCE, map.buffer(), map.offset(), map.length(), nowNanos);
        return this;
    }

    Exchange trade(double price, int size) {
        return tick(data -> data.put(Keys.PRICE, price).put(Keys.VOLUME, size));
    }

    Exchange quote(double bid, int bidSize, double ask, int askSize) {
        return tick(data -> data.put(Keys.BID, bid)
                .put(Keys.BID_SIZE, bidSize)
                .put(Keys.ASK, ask)
                .put(Keys.ASK_SIZE, askSize));
    }

    /** A tick comes now; then everything happens that is due now. */
    Exchange tick(Consumer<MapWriter> data) {
        return tick(data, SYMBOL);
    }

    /** The same, of another symbol. */
    Exchange tick(Consumer<MapWriter> data, String symbol) {
        map.reset().beginMap().put(Keys.TYPE, Types.MARKET_DATA).beginMap(Keys.DATA);
        data.accept(map.put(Keys.SYMBOL, symbol));
        map.endMap().endMap();
        platforms.tick(SOURCE, map.buffer(), map.offset(), map.length(), nowNanos);
        return at(nowNanos / MILLI);
    }

    /** The connection goes. */
    Exchange disconnect() {
        platforms.disconnected(SOURCE);
        return this;
    }

    /** Another connection comes. */
    Exchange reconnect() {
        platforms.connected(PLATFORM, SOURCE + 1);
        return this;
    }
}
