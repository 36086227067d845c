package nexus.replay.backtest.strategy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * One intent to trade: what NEXUS sends as SIGNAL. Begin with {@link #buy} or {@link #sell}, which ask for a market order,
 * and add what it should be beyond that. What is out of range is refused by the gateway, with a {@link
 * OrderEvent.Type#REJECT}.
 *
 * @param orderId 1–64 printable characters; null: {@link Orders#send} makes one
 * @param symbol universal
 * @param side which way
 * @param quantity greater than 0, in universal units
 * @param type how it is to be executed
 * @param limitPrice for LIMIT and STOP_LIMIT, else null
 * @param stopPrice for STOP and STOP_LIMIT, else null
 * @param timeInForce null: left out; a simulated platform takes that for GTC
 * @param platforms only these; null: all that have the symbol
 */
public record Signal(
        String orderId,
        String symbol,
        Side side,
        BigDecimal quantity,
        Type type,
        BigDecimal limitPrice,
        BigDecimal stopPrice,
        TimeInForce timeInForce,
        List<String> platforms) {

    /** Which way to trade. */
    public enum Side {
        BUY,
        SELL
    }

    /** How to trade. */
    public enum Type {
        MARKET,
        LIMIT,
        STOP,
        STOP_LIMIT
    }

    /** How long an order stays. */
    public enum TimeInForce {
        DAY,
        GTC,
        IOC,
        FOK
    }

    public Signal {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(type, "type");
        platforms = platforms == null ? null : List.copyOf(platforms);
    }

    /** Buys at the market. */
    public static Signal buy(String symbol, long quantity) {
        return market(symbol, Side.BUY, BigDecimal.valueOf(quantity));
    }

    /** Sells at the market. */
    public static Signal sell(String symbol, long quantity) {
        return market(symbol, Side.SELL, BigDecimal.valueOf(quantity));
    }

    /** Trades at the market. */
    public static Signal market(String symbol, Side side, BigDecimal quantity) {
        return new Signal(null, symbol, side, quantity, Type.MARKET, null, null, null, null);
    }

    /** The same, but at this price or better: a LIMIT, or with {@link #stop} a STOP_LIMIT. */
    public Signal limit(double price) {
        Type limited = stopPrice == null ? Type.LIMIT : Type.STOP_LIMIT;
        return new Signal(
                orderId, symbol, side, quantity, limited, BigDecimal.valueOf(price), stopPrice, timeInForce, platforms);
    }

    /** The same, but only once the market has come to this price: a STOP, or with {@link #limit} a STOP_LIMIT. */
    public Signal stop(double price) {
        Type stopped = limitPrice == null ? Type.STOP : Type.STOP_LIMIT;
        return new Signal(
                orderId,
                symbol,
                side,
                quantity,
                stopped,
                limitPrice,
                BigDecimal.valueOf(price),
                timeInForce,
                platforms);
    }

    /** The same, to stay for so long. */
    public Signal timeInForce(TimeInForce stay) {
        return new Signal(orderId, symbol, side, quantity, type, limitPrice, stopPrice, stay, platforms);
    }

    /** The same, for these platforms only. */
    public Signal platforms(String... names) {
        return new Signal(orderId, symbol, side, quantity, type, limitPrice, stopPrice, timeInForce, List.of(names));
    }

    /** The same, under this order id. */
    public Signal orderId(String id) {
        return new Signal(id, symbol, side, quantity, type, limitPrice, stopPrice, timeInForce, platforms);
    }
}
