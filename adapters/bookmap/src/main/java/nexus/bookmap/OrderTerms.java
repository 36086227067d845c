package nexus.bookmap;

import java.math.BigDecimal;

/** What an ORDER asks for, looked at closely before anything is done. */
final class OrderTerms {
    private final boolean isBuy;
    private final BigDecimal quantity;
    private final BigDecimal limitPrice;
    private final BigDecimal stopPrice;
    private final String timeInForce;

    private OrderTerms(
            boolean isBuy, BigDecimal quantity, BigDecimal limitPrice, BigDecimal stopPrice, String timeInForce) {
        this.isBuy = isBuy;
        this.quantity = quantity;
        this.limitPrice = limitPrice;
        this.stopPrice = stopPrice;
        this.timeInForce = timeInForce;
    }

    /**
     * Reads an ORDER.
     *
     * @throws IllegalArgumentException in one line for the reject, which names key and value
     */
    static OrderTerms of(ReceivedMessage order) {
        String side = order.text("side");
        require("BUY".equals(side) || "SELL".equals(side), "side", side);
        BigDecimal quantity = order.decimal("quantity");
        require(quantity != null && quantity.signum() > 0, "quantity", quantity);
        String type = order.text("order_type") == null ? "MARKET" : order.text("order_type");
        require(type.matches("MARKET|LIMIT|STOP|STOP_LIMIT"), "order_type", type);
        String timeInForce = order.text("time_in_force") == null ? "DAY" : order.text("time_in_force");
        require(timeInForce.matches("DAY|GTC|IOC|FOK"), "time_in_force", timeInForce);
        boolean hasLimit = type.endsWith("LIMIT");
        boolean hasStop = type.startsWith("STOP");
        require(!hasLimit || order.decimal("limit_price") != null, "limit_price", null);
        require(!hasStop || order.decimal("stop_price") != null, "stop_price", null);
        return new OrderTerms(
                side.equals("BUY"),
                quantity,
                hasLimit ? order.decimal("limit_price") : null,
                hasStop ? order.decimal("stop_price") : null,
                timeInForce);
    }

    private static void require(boolean isRight, String key, Object value) {
        if (!isRight) {
            throw new IllegalArgumentException("ORDER: " + key + " is " + value);
        }
    }

    boolean isBuy() {
        return isBuy;
    }

    BigDecimal quantity() {
        return quantity;
    }

    /** Null for a market or stop order. */
    BigDecimal limitPrice() {
        return limitPrice;
    }

    /** Null for a market or limit order. */
    BigDecimal stopPrice() {
        return stopPrice;
    }

    /** {@code DAY}, {@code GTC}, {@code IOC} or {@code FOK}. */
    String timeInForce() {
        return timeInForce;
    }
}
