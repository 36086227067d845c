package nexus.adapters.nexus;

import java.math.BigDecimal;
import java.util.List;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.Side;
import nexus.adapters.link.TimeInForce;

/**
 * One intent to trade. What is null or empty is left out of the message.
 *
 * @param orderId 1–64 bytes, printable
 * @param symbol universal
 * @param quantity in universal units, positive
 * @param confidence 0–1, or null
 * @param type null for a market order
 * @param platforms only these; empty for all
 * @param ttlMillis how old it may be when it arrives; 0 for the gateway's own limit
 */
public record Signal(
        String orderId,
        String symbol,
        Side side,
        BigDecimal quantity,
        BigDecimal confidence,
        OrderType type,
        BigDecimal limitPrice,
        BigDecimal stopPrice,
        TimeInForce timeInForce,
        List<String> platforms,
        long ttlMillis) {
    public Signal {
        platforms = List.copyOf(platforms);
    }

    /** A market order to all platforms. */
    public static Signal market(String orderId, String symbol, Side side, BigDecimal quantity) {
        return new Signal(orderId, symbol, side, quantity, null, null, null, null, null, List.of(), 0);
    }
}
