package nexus.adapters.link;

import java.math.BigDecimal;

/**
 * An order from the gateway.
 *
 * @param ref the order's name, unique for ever; from a gateway that sends none, the {@code orderId}
 * @param orderId NEXUS' name for it; may repeat another order's in rare cases
 * @param symbol the platform's own
 * @param quantity in the platform's units, positive
 * @param limitPrice null unless {@code type} has a limit
 * @param stopPrice null unless {@code type} has a stop
 */
public record OrderRequest(
        String ref,
        String orderId,
        String symbol,
        Side side,
        BigDecimal quantity,
        OrderType type,
        BigDecimal limitPrice,
        BigDecimal stopPrice,
        TimeInForce timeInForce) {}
