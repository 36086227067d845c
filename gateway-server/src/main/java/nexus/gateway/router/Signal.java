package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;

/**
 * What a SIGNAL asks for, checked field by field.
 *
 * @param contract as it came; null where it names none, or the symbol is no future
 */
record Signal(
        NexusFeed.Id id,
        String symbol,
        Side side,
        BigDecimal quantity,
        OrderType type,
        BigDecimal limitPrice,
        BigDecimal stopPrice,
        TimeInForce timeInForce,
        List<String> platforms,
        String contract) {

    enum OrderType {
        MARKET,
        LIMIT,
        STOP,
        STOP_LIMIT
    }

    enum TimeInForce {
        DAY,
        GTC,
        IOC,
        FOK
    }

    /**
     * To be used only where the fields have no refusal afterwards.
     *
     * @param contracts know the symbols for which a contract can be named
     */
    static Signal read(Fields fields, Contracts contracts) {
        String id = fields.requiredId(Keys.ORDER_ID);
        String symbol = fields.requiredText(Keys.SYMBOL);
        Side side = fields.constant(Keys.SIDE, Side.class);
        if (side == null) {
            fields.missing(Keys.SIDE);
        }
        BigDecimal quantity = fields.requiredPositive(Keys.QUANTITY);
        OrderType type = fields.constant(Keys.ORDER_TYPE, OrderType.class);
        type = type == null ? OrderType.MARKET : type;
        BigDecimal limit = fields.decimal(Keys.LIMIT_PRICE);
        BigDecimal stop = fields.decimal(Keys.STOP_PRICE);
        TimeInForce timeInForce = fields.constant(Keys.TIME_IN_FORCE, TimeInForce.class);
        List<String> platforms = fields.texts(Keys.PLATFORMS);
        boolean needsLimit = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
        boolean needsStop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        if (needsLimit && limit == null) {
            fields.refuse(Code.MISSING_FIELD, "limit_price is required for " + type);
        }
        if (needsStop && stop == null) {
            fields.refuse(Code.MISSING_FIELD, "stop_price is required for " + type);
        }
        return new Signal(
                new NexusFeed.Id(id, fields.isWhole(Keys.ORDER_ID)),
                symbol,
                side,
                quantity,
                type,
                needsLimit ? limit : null,
                needsStop ? stop : null,
                timeInForce,
                platforms,
                contracts.isFuture(symbol) ? fields.text(Keys.CONTRACT) : null);
    }

    boolean isPriced() {
        return limitPrice != null || stopPrice != null;
    }

    /** All that it asks for but its id. */
    Content content() {
        return new Content(symbol, side, quantity, type, limitPrice, stopPrice, timeInForce, platforms, contract);
    }

    /** What a signal asks for: one that repeats another is equal in this. Numbers are in their one form. */
    record Content(
            String symbol,
            Side side,
            BigDecimal quantity,
            OrderType type,
            BigDecimal limitPrice,
            BigDecimal stopPrice,
            TimeInForce timeInForce,
            List<String> platforms,
            String contract) {

        /** Of what differs from signal to signal; the record's own looks at all, and each signal asks three times. */
        @Override
        public int hashCode() {
            int hash = 31 * symbol.hashCode() + (side == Side.BUY ? 1 : 2);
            hash = 31 * hash + quantity.hashCode();
            hash = 31 * hash + (limitPrice == null ? 0 : limitPrice.hashCode());
            return 31 * hash + (stopPrice == null ? 0 : stopPrice.hashCode());
        }

        void writeTo(StateWriter out) {
            out.put("symbol", symbol).put("side", side.name()).put("quantity", quantity);
            out.put("type", type.name()).put("limitPrice", limitPrice).put("stopPrice", stopPrice);
            out.put("timeInForce", timeInForce == null ? null : timeInForce.name());
            out.put("contract", contract).put("platforms", platforms == null ? -1 : platforms.size());
            if (platforms != null) {
                platforms.forEach(platform -> out.put("platform", platform));
            }
        }

        static Content readFrom(StateReader in) {
            String symbol = in.text("symbol");
            Side side = Side.valueOf(in.text("side"));
            BigDecimal quantity = in.decimal("quantity");
            OrderType type = OrderType.valueOf(in.text("type"));
            BigDecimal limitPrice = in.decimal("limitPrice");
            BigDecimal stopPrice = in.decimal("stopPrice");
            String timeInForce = in.text("timeInForce");
            String contract = in.text("contract");
            int count = in.small("platforms");
            List<String> platforms = count < 0 ? null : new ArrayList<>();
            for (int i = 0; i < count; i++) {
                platforms.add(in.text("platform"));
            }
            return new Content(
                    symbol,
                    side,
                    quantity,
                    type,
                    limitPrice,
                    stopPrice,
                    timeInForce == null ? null : TimeInForce.valueOf(timeInForce),
                    platforms,
                    contract);
        }
    }
}
