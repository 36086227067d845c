package nexus.adapters.sierra;

import java.math.BigDecimal;
import java.util.function.LongSupplier;
import nexus.adapters.link.Side;
import nexus.adapters.link.Tick;
import nexus.adapters.orders.Steps;
import nexus.adapters.sierra.dtc.DataMessages.BidAsk;
import nexus.adapters.sierra.dtc.DataMessages.BidAskCompact;
import nexus.adapters.sierra.dtc.DataMessages.BidAskDoubleMicros;
import nexus.adapters.sierra.dtc.DataMessages.BidAskFloatMicros;
import nexus.adapters.sierra.dtc.DataMessages.BidAskNoTimestamp;
import nexus.adapters.sierra.dtc.DataMessages.Trade;
import nexus.adapters.sierra.dtc.DataMessages.TradeCompact;
import nexus.adapters.sierra.dtc.DataMessages.TradeNoTimestamp;
import nexus.adapters.sierra.dtc.DataMessages.TradeUnbundled;
import nexus.adapters.sierra.dtc.DataMessages.TradeUnbundled2;
import nexus.adapters.sierra.dtc.DataMessages.TradeV2;
import nexus.adapters.sierra.dtc.Fields.RealField;
import nexus.adapters.sierra.dtc.Fields.WholeField;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.SymbolMessages.MarketDataSnapshot;

/**
 * Trades and quotes in any of their forms as ticks. Prices go to the symbol's nearest step, since most forms have 32-bit
 * floats. Times are the server's, in seconds to microseconds by the form; of receipt where the form has none.
 */
final class TickDecoder {
    private static final int AT_BID = 1;
    private static final int AT_ASK = 2;

    private final LongSupplier epochNanos;

    TickDecoder(LongSupplier epochNanos) {
        this.epochNanos = epochNanos;
    }

    /** The id of the symbol that a message of market data is about; -1 for other messages. */
    static long symbolId(Message message) {
        WholeField field =
                switch (message.type()) {
                    case MARKET_DATA_UPDATE_TRADE_COMPACT -> TradeCompact.SYMBOL_ID;
                    case MARKET_DATA_UPDATE_BID_ASK_COMPACT -> BidAskCompact.SYMBOL_ID;
                    case MARKET_DATA_SNAPSHOT,
                            MARKET_DATA_UPDATE_TRADE,
                            MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR,
                            MARKET_DATA_UPDATE_TRADE_NO_TIMESTAMP,
                            MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR_2,
                            MARKET_DATA_UPDATE_TRADE_V2,
                            MARKET_DATA_UPDATE_BID_ASK,
                            MARKET_DATA_UPDATE_BID_ASK_NO_TIMESTAMP,
                            MARKET_DATA_UPDATE_BID_ASK_FLOAT_WITH_MICROSECONDS,
                            MARKET_DATA_UPDATE_BID_ASK_DOUBLE_WITH_MICROSECONDS -> MarketDataSnapshot.SYMBOL_ID;
                    default -> null;
                };
        return field == null ? -1 : message.whole(field);
    }

    /**
     * The tick that a message is; null if it tells no price.
     *
     * @param symbol by the gateway's mappings
     * @param steps of the symbol
     */
    Tick tick(Message m, String symbol, Steps steps) {
        return switch (m.type()) {
            case MARKET_DATA_UPDATE_TRADE -> {
                BigDecimal volume = m.decimal(Trade.VOLUME);
                long at = DtcTimes.ofSeconds(m.real(Trade.DATE_TIME));
                yield trade(symbol, price(m, Trade.PRICE, steps), volume, at, m.number(Trade.AT_BID_OR_ASK));
            }
            case MARKET_DATA_UPDATE_TRADE_COMPACT -> {
                BigDecimal volume = m.decimal(TradeCompact.VOLUME);
                long at = DtcTimes.ofSecondsOrMillis(m.whole(TradeCompact.DATE_TIME));
                int side = m.number(TradeCompact.AT_BID_OR_ASK);
                yield trade(symbol, price(m, TradeCompact.PRICE, steps), volume, at, side);
            }
            case MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR -> {
                BigDecimal volume = count(m, TradeUnbundled.VOLUME);
                long at = DtcTimes.ofSeconds(m.real(TradeUnbundled.DATE_TIME));
                int side = m.number(TradeUnbundled.AT_BID_OR_ASK);
                yield trade(symbol, price(m, TradeUnbundled.PRICE, steps), volume, at, side);
            }
            case MARKET_DATA_UPDATE_TRADE_NO_TIMESTAMP -> {
                BigDecimal volume = count(m, TradeNoTimestamp.VOLUME);
                int side = m.number(TradeNoTimestamp.AT_BID_OR_ASK);
                yield trade(symbol, price(m, TradeNoTimestamp.PRICE, steps), volume, 0, side);
            }
            case MARKET_DATA_UPDATE_TRADE_WITH_UNBUNDLED_INDICATOR_2 -> {
                BigDecimal volume = count(m, TradeUnbundled2.VOLUME);
                long at = DtcTimes.ofMicros(m.whole(TradeUnbundled2.DATE_TIME));
                int side = m.number(TradeUnbundled2.AT_BID_OR_ASK);
                yield trade(symbol, price(m, TradeUnbundled2.PRICE, steps), volume, at, side);
            }
            case MARKET_DATA_UPDATE_TRADE_V2 -> {
                BigDecimal volume = m.decimal(TradeV2.VOLUME);
                long at = DtcTimes.ofMicros(m.whole(TradeV2.DATE_TIME));
                yield trade(symbol, price(m, TradeV2.PRICE, steps), volume, at, m.number(TradeV2.AT_BID_OR_ASK));
            }
            case MARKET_DATA_UPDATE_BID_ASK -> {
                BigDecimal bid = price(m, BidAsk.BID_PRICE, steps);
                BigDecimal ask = price(m, BidAsk.ASK_PRICE, steps);
                long at = DtcTimes.ofSecondsOrMillis(m.whole(BidAsk.DATE_TIME));
                yield quote(symbol, bid, ask, m.decimal(BidAsk.BID_QUANTITY), m.decimal(BidAsk.ASK_QUANTITY), at);
            }
            case MARKET_DATA_UPDATE_BID_ASK_COMPACT -> {
                BigDecimal bid = price(m, BidAskCompact.BID_PRICE, steps);
                BigDecimal ask = price(m, BidAskCompact.ASK_PRICE, steps);
                BigDecimal bidSize = m.decimal(BidAskCompact.BID_QUANTITY);
                BigDecimal askSize = m.decimal(BidAskCompact.ASK_QUANTITY);
                long at = DtcTimes.ofSecondsOrMillis(m.whole(BidAskCompact.DATE_TIME));
                yield quote(symbol, bid, ask, bidSize, askSize, at);
            }
            case MARKET_DATA_UPDATE_BID_ASK_NO_TIMESTAMP -> {
                BigDecimal bid = price(m, BidAskNoTimestamp.BID_PRICE, steps);
                BigDecimal ask = price(m, BidAskNoTimestamp.ASK_PRICE, steps);
                BigDecimal bidSize = count(m, BidAskNoTimestamp.BID_QUANTITY);
                BigDecimal askSize = count(m, BidAskNoTimestamp.ASK_QUANTITY);
                yield quote(symbol, bid, ask, bidSize, askSize, 0);
            }
            case MARKET_DATA_UPDATE_BID_ASK_FLOAT_WITH_MICROSECONDS -> {
                BigDecimal bid = price(m, BidAskFloatMicros.BID_PRICE, steps);
                BigDecimal ask = price(m, BidAskFloatMicros.ASK_PRICE, steps);
                BigDecimal bidSize = m.decimal(BidAskFloatMicros.BID_QUANTITY);
                BigDecimal askSize = m.decimal(BidAskFloatMicros.ASK_QUANTITY);
                yield quote(
                        symbol, bid, ask, bidSize, askSize, DtcTimes.ofMicros(m.whole(BidAskFloatMicros.DATE_TIME)));
            }
            case MARKET_DATA_UPDATE_BID_ASK_DOUBLE_WITH_MICROSECONDS -> {
                BigDecimal bid = price(m, BidAskDoubleMicros.BID_PRICE, steps);
                BigDecimal ask = price(m, BidAskDoubleMicros.ASK_PRICE, steps);
                BigDecimal bidSize = m.decimal(BidAskDoubleMicros.BID_QUANTITY);
                BigDecimal askSize = m.decimal(BidAskDoubleMicros.ASK_QUANTITY);
                long at = DtcTimes.ofMicros(m.whole(BidAskDoubleMicros.DATE_TIME));
                yield quote(symbol, bid, ask, bidSize, askSize, at);
            }
            case MARKET_DATA_SNAPSHOT -> {
                // Its last trade was told when it was made.
                BigDecimal bid = price(m, MarketDataSnapshot.BID_PRICE, steps);
                BigDecimal ask = price(m, MarketDataSnapshot.ASK_PRICE, steps);
                BigDecimal bidSize = m.decimal(MarketDataSnapshot.BID_QUANTITY);
                BigDecimal askSize = m.decimal(MarketDataSnapshot.ASK_QUANTITY);
                long at = DtcTimes.ofSeconds(m.real(MarketDataSnapshot.BID_ASK_DATE_TIME));
                yield quote(symbol, bid, ask, bidSize, askSize, at);
            }
            default -> null;
        };
    }

    /** Null also for 0, which stands for none. */
    private static BigDecimal price(Message message, RealField field, Steps steps) {
        BigDecimal value = message.decimal(field);
        return value == null || value.signum() == 0 ? null : steps.nearestPrice(value);
    }

    private static BigDecimal count(Message message, WholeField field) {
        return BigDecimal.valueOf(message.whole(field));
    }

    private Tick trade(String symbol, BigDecimal price, BigDecimal volume, long at, int side) {
        if (price == null) {
            return null;
        }
        Side aggressor = side == AT_ASK ? Side.BUY : side == AT_BID ? Side.SELL : null;
        return new Tick(symbol, price, volume, orNow(at), null, null, null, null, aggressor);
    }

    private Tick quote(String symbol, BigDecimal bid, BigDecimal ask, BigDecimal bidSize, BigDecimal askSize, long at) {
        if (bid == null && ask == null) {
            return null;
        }
        return new Tick(
                symbol,
                null,
                null,
                orNow(at),
                bid,
                ask,
                bid == null ? null : bidSize,
                ask == null ? null : askSize,
                null);
    }

    private long orNow(long at) {
        return at == 0 ? epochNanos.getAsLong() : at;
    }
}
