package nexus.replay.backtest.fills;

import java.math.BigDecimal;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/**
 * What a symbol's ticks offer on one platform. A tick is only copied; it is read when an order wants to know.
 */
final class Market {
    private final MapReader message = new MapReader();
    private final MapReader data = new MapReader();
    private final Kept trade = new Kept();
    private final Kept bid = new Kept();
    private final Kept ask = new Kept();

    /** A price and what is left of its size. */
    static final class Offer {
        private final BigDecimal price;
        /** Null: as much as one wants. */
        private BigDecimal left;

        private Offer(BigDecimal price, BigDecimal left) {
            this.price = price;
            this.left = left;
        }

        BigDecimal price() {
            return price;
        }

        /** How much of {@code wanted} can be had, in steps of {@code step}. */
        BigDecimal available(BigDecimal wanted, BigDecimal step) {
            if (left == null || left.compareTo(wanted) >= 0) {
                return wanted;
            }
            return left.divideToIntegralValue(step).multiply(step);
        }

        void take(BigDecimal quantity) {
            left = left == null ? null : left.subtract(quantity);
        }
    }

    /** The last tick that had something, and what it offers once that has been asked for. */
    private static final class Kept {
        private byte[] tick = new byte[256];
        private int length;
        private Offer offer;

        void keep(byte[] buffer, int offset, int tickLength) {
            if (tick.length < tickLength) {
                tick = new byte[2 * tickLength];
            }
            System.arraycopy(buffer, offset, tick, 0, tickLength);
            length = tickLength;
            offer = null;
        }

        boolean isThere() {
            return length > 0;
        }

        void forget() {
            length = 0;
            offer = null;
        }
    }

    /** Takes in a tick whose data has been found in its message. */
    void tick(MapReader tickData, byte[] buffer, int offset, int length) {
        if (has(tickData, Keys.PRICE)) {
            trade.keep(buffer, offset, length);
        } else {
            trade.forget();
        }
        if (has(tickData, Keys.BID)) {
            bid.keep(buffer, offset, length);
        }
        if (has(tickData, Keys.ASK)) {
            ask.keep(buffer, offset, length);
        }
    }

    /**
     * The last tick is past: what it traded cannot be had any more.
     *
     * @param quoteStays whether its quote can
     */
    void passed(boolean quoteStays) {
        trade.forget();
        if (!quoteStays) {
            bid.forget();
            ask.forget();
        }
    }

    private static boolean has(MapReader map, Key key) {
        int field = map.find(key);
        return field != MapReader.ABSENT && map.type(field) != ValueType.NIL && map.isNumber(field);
    }

    /** What the last tick traded; null if it was no trade, or of size 0 where sizes count. */
    Offer trade(FillRules rules) {
        return offer(trade, Keys.PRICE, Keys.VOLUME, rules);
    }

    /** What the other side of the quote offers to a buyer, or to a seller; null if it is not known. */
    Offer quote(boolean toBuyer, FillRules rules) {
        return toBuyer ? offer(ask, Keys.ASK, Keys.ASK_SIZE, rules) : offer(bid, Keys.BID, Keys.BID_SIZE, rules);
    }

    /** What a stop looks at: the trade's price, in a tick without a trade the other side of the quote; null if neither. */
    BigDecimal stopPrice(boolean isBuy, FillRules rules) {
        if (trade.isThere()) {
            return read(trade, Keys.PRICE);
        }
        Offer quote = quote(isBuy, rules);
        return quote == null ? null : quote.price();
    }

    private Offer offer(Kept kept, Key price, Key size, FillRules rules) {
        if (!kept.isThere()) {
            return null;
        }
        if (kept.offer == null) {
            BigDecimal at = read(kept, price);
            BigDecimal left = rules.partial() && has(data, size)
                    ? data.decimalValue(data.find(size)).multiply(rules.share())
                    : null;
            kept.offer = new Offer(at, left);
        }
        boolean isNothing = kept.offer.left != null && kept.offer.left.signum() <= 0;
        return isNothing ? null : kept.offer;
    }

    private BigDecimal read(Kept kept, Key key) {
        message.wrap(kept.tick, 0, kept.length);
        data.wrapMap(message, message.find(Keys.DATA));
        return data.decimalValue(data.find(key));
    }
}
