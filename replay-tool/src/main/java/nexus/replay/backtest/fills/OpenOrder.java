package nexus.replay.backtest.fills;

import java.math.BigDecimal;
import java.util.Arrays;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** An order of the gateway's, and how far a platform has come with it. */
final class OpenOrder {
    final String ref;
    /** The order id as MessagePack has it: text or number. */
    final byte[] encodedId;

    final String symbol;
    final boolean isBuy;
    final BigDecimal quantity;
    /** For LIMIT and STOP_LIMIT, else null. */
    final BigDecimal limit;
    /** Until the stop is reached; null if there is none, or none any more. */
    BigDecimal stop;

    final String timeInForce;
    BigDecimal leaves;
    String platformOrderId;
    /** Whether an offer since its arrival was beyond its limit: from then on it is the one that waits. */
    boolean rests;

    private OpenOrder(MapReader order) {
        ref = text(order, Keys.REF);
        int id = order.find(Keys.ORDER_ID);
        encodedId = Arrays.copyOfRange(order.buffer(), order.valueOffset(id), order.valueEnd(id));
        symbol = text(order, Keys.SYMBOL);
        isBuy = text(order, Keys.SIDE).equals("BUY");
        quantity = order.decimalValue(order.find(Keys.QUANTITY));
        limit = decimal(order, Keys.LIMIT_PRICE);
        stop = decimal(order, Keys.STOP_PRICE);
        timeInForce = text(order, Keys.TIME_IN_FORCE);
        leaves = quantity;
    }

    /** Reads an ORDER that the router has made. */
    static OpenOrder of(MapReader order) {
        return new OpenOrder(order);
    }

    private static String text(MapReader order, Key key) {
        int field = order.find(key);
        return field == MapReader.ABSENT || order.type(field) != ValueType.STRING ? "" : order.textValue(field);
    }

    private static BigDecimal decimal(MapReader order, Key key) {
        int field = order.find(key);
        return field == MapReader.ABSENT ? null : order.decimalValue(field);
    }

    /** Whether it takes what there is at once, and nothing later. */
    boolean isImmediate() {
        return timeInForce.equals("IOC") || isAllOrNothing();
    }

    boolean isAllOrNothing() {
        return timeInForce.equals("FOK");
    }

    boolean isForTheDay() {
        return timeInForce.equals("DAY");
    }

    /** By how much a price is better for this order than another: positive if better, 0 if the same. */
    int compare(BigDecimal price, BigDecimal than) {
        int higher = price.compareTo(than);
        return isBuy ? -higher : higher;
    }

    /** A price that is worse by so much. */
    BigDecimal worse(BigDecimal price, BigDecimal by) {
        return isBuy ? price.add(by) : price.subtract(by);
    }
}
