package nexus.bookmap;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import velox.api.layer1.annotations.Layer1ApiVersion;
import velox.api.layer1.annotations.Layer1ApiVersionValue;
import velox.api.layer1.annotations.Layer1SimpleAttachable;
import velox.api.layer1.annotations.Layer1StrategyName;
import velox.api.layer1.annotations.Layer1TradingStrategy;
import velox.api.layer1.common.Log;
import velox.api.layer1.data.ExecutionInfo;
import velox.api.layer1.data.InstrumentInfo;
import velox.api.layer1.data.OrderInfoUpdate;
import velox.api.layer1.data.TradeInfo;
import velox.api.layer1.simplified.Api;
import velox.api.layer1.simplified.BboListener;
import velox.api.layer1.simplified.CustomModule;
import velox.api.layer1.simplified.InitialState;
import velox.api.layer1.simplified.OrdersListener;
import velox.api.layer1.simplified.TimeListener;
import velox.api.layer1.simplified.TradeDataListener;

/**
 * What Bookmap loads, once for each instrument that it is attached to. Bookmap's threads call it, so every callback only
 * hands over to the link's thread. Without a usable settings file it does nothing but say so in Bookmap's log.
 */
@Layer1SimpleAttachable
@Layer1TradingStrategy
@Layer1StrategyName("NEXUS Gateway")
@Layer1ApiVersion(Layer1ApiVersionValue.VERSION2)
public class NexusAddon implements CustomModule, TradeDataListener, BboListener, TimeListener, OrdersListener {
    private static final SharedLinks LINKS = new SharedLinks();

    private Instrument instrument;
    private GatewayLink link;
    private boolean quotes;
    private Tick.Quote quote = Tick.Quote.NONE;
    private long timeNanos;

    @Override
    public void initialize(String alias, InstrumentInfo info, Api api, InitialState initialState) {
        try {
            AddonSettings settings = AddonSettings.read(Path.of(System.getProperty("user.home")));
            quotes = settings.quotes();
            instrument = new Instrument(alias, info, api);
            link = LINKS.acquire(settings, instrument);
            Log.info("NEXUS: " + alias + " goes to " + settings.endpoint() + " as " + settings.platform());
        } catch (IOException | IllegalArgumentException e) {
            Log.error("NEXUS: " + alias + " is not connected: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        if (link != null) {
            LINKS.release(link, instrument);
            link = null;
        }
    }

    @Override
    public void onTimestamp(long t) {
        timeNanos = t;
    }

    @Override
    public void onTrade(double price, int size, TradeInfo tradeInfo) {
        if (link == null) {
            return;
        }
        String aggressor = tradeInfo == null || tradeInfo.isOtc ? null : tradeInfo.isBidAggressor ? "BUY" : "SELL";
        link.tick(Tick.trade(
                instrument.alias(),
                instrument.price(price),
                instrument.quantity(size),
                quote,
                aggressor,
                eventNanos()));
    }

    @Override
    public void onBbo(int bidPrice, int bidSize, int askPrice, int askSize) {
        if (link == null) {
            return;
        }
        quote = new Tick.Quote(
                side(bidSize, instrument.price(bidPrice)),
                side(bidSize, instrument.quantity(bidSize)),
                side(askSize, instrument.price(askPrice)),
                side(askSize, instrument.quantity(askSize)));
        if (quotes && !quote.isEmpty()) {
            link.tick(Tick.quote(instrument.alias(), quote, eventNanos()));
        }
    }

    /** A side without size is an empty one, whatever its price. */
    private static BigDecimal side(int size, BigDecimal value) {
        return size > 0 ? value : null;
    }

    private long eventNanos() {
        return timeNanos != 0 ? timeNanos : System.currentTimeMillis() * 1_000_000;
    }

    @Override
    public void onOrderUpdated(OrderInfoUpdate orderInfoUpdate) {
        GatewayLink to = link;
        if (to != null) {
            to.execute(() -> to.reports().updated(instrument, orderInfoUpdate));
        }
    }

    @Override
    public void onOrderExecuted(ExecutionInfo executionInfo) {
        GatewayLink to = link;
        if (to != null) {
            to.execute(() -> to.reports().executed(instrument, executionInfo));
        }
    }

    /** The link of this instrument, or null. */
    GatewayLink link() {
        return link;
    }
}
