package nexus.replay.audit.market;

import java.util.HashMap;
import java.util.Map;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.replay.command.RecordFields;

/** What each platform shows of each of its symbols, by the platform's own names: so each contract has its own market. */
public final class Markets {
    private final long beforeNanos;
    private final long priceAgeNanos;
    private final Map<String, Map<String, Market>> byPlatform = new HashMap<>();
    private final MapReader data = new MapReader();

    /**
     * @param beforeNanos how far back extremes of prices are kept
     * @param priceAgeNanos the oldest price that still counts
     */
    public Markets(long beforeNanos, long priceAgeNanos) {
        this.beforeNanos = beforeNanos;
        this.priceAgeNanos = priceAgeNanos;
    }

    /** Hears of a tick before its market takes it, and behind. */
    public interface Listener {
        /** As the market stands before the tick. */
        void beforeTick(Market market, long timeNanos);

        /** NaN for what the tick does not say. */
        void afterTick(Market market, long timeNanos, double bid, double ask, double trade);
    }

    /** Takes a MARKET_DATA that the router has taken. */
    public void tick(RecordFields fields, String platform, long timeNanos, Listener listener) {
        data.wrapMap(fields.message(), fields.message().find(Keys.DATA));
        String symbol = data.textValue(data.find(Keys.SYMBOL));
        Market market = byPlatform
                .computeIfAbsent(platform, name -> new HashMap<>())
                .computeIfAbsent(symbol, name -> new Market(beforeNanos, priceAgeNanos));
        double bid = number(Keys.BID);
        double ask = number(Keys.ASK);
        double trade = number(Keys.PRICE);
        listener.beforeTick(market, timeNanos);
        market.tick(timeNanos, bid, ask, trade);
        listener.afterTick(market, timeNanos, bid, ask, trade);
    }

    /** The market of a platform's symbol; null if it has never shown it. */
    public Market of(String platform, String platformSymbol) {
        Map<String, Market> markets = byPlatform.get(platform);
        return markets == null ? null : markets.get(platformSymbol);
    }

    /** NaN where it is absent. A float of 32 bits is the decimal that it was written as. */
    private double number(Key key) {
        int field = data.find(key);
        if (field == MapReader.ABSENT || data.type(field) == ValueType.NIL || !data.isNumber(field)) {
            return Double.NaN;
        }
        return data.isShortFloat(field) ? data.decimalValue(field).doubleValue() : data.doubleValue(field);
    }
}
