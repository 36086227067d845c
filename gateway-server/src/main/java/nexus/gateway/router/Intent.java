package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What one SIGNAL wanted, and the orders that it became, one per platform. */
final class Intent {
    final String orderId;
    /** The id came as an integer, and goes out as one. */
    final boolean numericId;

    final String symbol;
    final Side side;
    final BigDecimal quantity;
    final long signalSequence;
    final List<Order> orders;

    /** When the last of its orders ended, ns since the epoch; 0 while one is open. */
    long endedNanos;

    /** @param orderCount how many orders it becomes */
    Intent(
            String orderId,
            boolean numericId,
            String symbol,
            Side side,
            BigDecimal quantity,
            long signalSequence,
            int orderCount) {
        this.orderId = orderId;
        this.numericId = numericId;
        this.symbol = symbol;
        this.side = side;
        this.quantity = quantity;
        this.signalSequence = signalSequence;
        this.orders = new ArrayList<>(orderCount);
    }

    /** Duplicates are equal in order id, symbol and side. */
    String key() {
        return key(orderId, symbol, side);
    }

    static String key(String orderId, String symbol, Side side) {
        return orderId + '\u0000' + symbol + '\u0000' + side;
    }
}
