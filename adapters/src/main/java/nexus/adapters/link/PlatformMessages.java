package nexus.adapters.link;

import java.math.BigDecimal;
import java.util.List;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** What a platform says, as bytes. Safe from any thread. */
final class PlatformMessages {
    private static final int TYPICAL_LENGTH = 256;

    private final LinkSettings settings;
    private final LinkTime time;

    PlatformMessages(LinkSettings settings, LinkTime time) {
        this.settings = settings;
        this.time = time;
    }

    byte[] register() {
        MapWriter map = begin(Types.REGISTER).put(Keys.PLATFORM, settings.platform());
        if (!settings.v0()) {
            map.put(Keys.VERSION, settings.version()).put(Keys.CLIENT, settings.client());
            List<String> capabilities = settings.capabilities();
            map.beginArray(Keys.CAPABILITIES, capabilities.size());
            capabilities.forEach(map::add);
        }
        return end(map);
    }

    byte[] heartbeat() {
        return end(begin(Types.HEARTBEAT).put(Keys.TIMESTAMP, time.epochSeconds()));
    }

    byte[] marketData(Tick tick) {
        MapWriter map = begin(Types.MARKET_DATA)
                .put(Keys.PLATFORM, settings.platform())
                .beginMap(Keys.DATA)
                .put(Keys.SYMBOL, tick.symbol());
        putIfGiven(map, Keys.PRICE, tick.price());
        putIfGiven(map, Keys.VOLUME, tick.volume());
        map.put(Keys.TIMESTAMP, LinkTime.seconds(tick.epochNanos()));
        putIfGiven(map, Keys.BID, tick.bid());
        putIfGiven(map, Keys.ASK, tick.ask());
        putIfGiven(map, Keys.BID_SIZE, tick.bidSize());
        putIfGiven(map, Keys.ASK_SIZE, tick.askSize());
        if (tick.aggressor() != null) {
            map.put(Keys.AGGRESSOR, tick.aggressor().name());
        }
        return end(map.endMap());
    }

    /** @param orderId null if the order is none of the gateway's */
    byte[] fill(Fill fill, String orderId, OrderStatus status) {
        MapWriter map = beginAnswer(Types.ORDER_FILL, fill.ref(), orderId)
                .put(Keys.SYMBOL, fill.symbol())
                .put(Keys.FILLED_QTY, fill.quantity())
                .put(Keys.FILL_PRICE, fill.price())
                .put(Keys.STATUS, status.name())
                .put(Keys.TIMESTAMP, secondsOf(fill));
        if (!settings.v0()) {
            map.put(Keys.EXEC_ID, fill.execId());
            putIfGiven(map, Keys.PLATFORM_ORDER_ID, fill.platformOrderId());
        }
        if (fill.commission() != null) {
            map.put(Keys.COMMISSION, fill.commission().amount());
            putIfGiven(map, Keys.CURRENCY, fill.commission().currency());
        }
        return end(map);
    }

    private double secondsOf(Fill fill) {
        return fill.executedNanos() == 0 ? time.epochSeconds() : LinkTime.seconds(fill.executedNanos());
    }

    byte[] ack(String ref, String orderId, String platformOrderId) {
        MapWriter map = beginAnswer(Types.ORDER_ACK, ref, orderId);
        putIfGiven(map, Keys.PLATFORM_ORDER_ID, platformOrderId);
        return end(map);
    }

    byte[] reject(String ref, String orderId, String reason) {
        return end(beginAnswer(Types.ORDER_REJECT, ref, orderId).put(Keys.REASON, reason));
    }

    byte[] canceled(String ref, String orderId, String reason) {
        return end(beginAnswer(Types.ORDER_CANCELED, ref, orderId).put(Keys.REASON, reason));
    }

    byte[] status(String ref, String orderId, OrderStatus status, BigDecimal filled, BigDecimal averagePrice) {
        MapWriter map = beginAnswer(Types.ORDER_STATUS, ref, orderId)
                .put(Keys.STATUS, status.name())
                .put(Keys.CUM_QTY, filled);
        putIfGiven(map, Keys.AVG_PRICE, averagePrice);
        return end(map);
    }

    byte[] position(String symbol, BigDecimal quantity, BigDecimal averagePrice) {
        MapWriter map = begin(Types.POSITION).put(Keys.SYMBOL, symbol).put(Keys.QUANTITY, quantity);
        putIfGiven(map, Keys.AVG_PRICE, averagePrice);
        return end(map);
    }

    private MapWriter beginAnswer(String type, String ref, String orderId) {
        MapWriter map = begin(type);
        if (settings.v0()) {
            return map.put(Keys.ORDER_ID, orderId == null ? ref : orderId);
        }
        map.put(Keys.REF, ref);
        putIfGiven(map, Keys.ORDER_ID, orderId);
        return map;
    }

    private static MapWriter begin(String type) {
        return new MapWriter(TYPICAL_LENGTH).reset().beginMap().put(Keys.TYPE, type);
    }

    private static byte[] end(MapWriter map) {
        return map.endMap().toBytes();
    }

    private static void putIfGiven(MapWriter map, Key key, BigDecimal value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static void putIfGiven(MapWriter map, Key key, String value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
