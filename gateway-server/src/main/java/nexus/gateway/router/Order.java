package nexus.gateway.router;

import java.math.BigDecimal;
import java.math.MathContext;

/** One order on one platform. Quantities are in universal units unless they say otherwise. */
final class Order {
    final Intent intent;
    final String ref;
    final String platform;
    final String platformSymbol;
    final Units units;

    /** What goes to the platform, in its units. */
    final BigDecimal platformQuantity;

    /** The same in universal units: what the lot step left of the signal's quantity. */
    final BigDecimal quantity;

    /** What the ORDER said in {@code order_id}: the signal's id, or the ref where that id was used before. */
    final String wireId;

    /** Which contract of a future, such as {@code NQH25}; null where the platform's name for the symbol is constant. */
    String contract;

    OrderState state = OrderState.SENT;
    String reason;
    String platformOrderId;

    /** Sum of the executions. */
    BigDecimal filled = BigDecimal.ZERO;

    /** Sum of quantity × price of the executions. */
    BigDecimal notional = BigDecimal.ZERO;

    /** The most that a status answer has claimed; executions behind it may still come. */
    BigDecimal claimed = BigDecimal.ZERO;

    /** Average price that came with {@link #claimed}, or null. */
    BigDecimal claimedPrice;

    /** A CANCEL has been passed on. */
    boolean cancelRequested;

    /** What of this order {@link #holding} counts as still to come. */
    BigDecimal heldLeaves = BigDecimal.ZERO;

    /** Where it counts; null until it has counted. */
    Holding holding;

    Order(
            Intent intent,
            String ref,
            String platform,
            String platformSymbol,
            Units units,
            BigDecimal platformQuantity,
            String wireId) {
        this.intent = intent;
        this.ref = ref;
        this.platform = platform;
        this.platformSymbol = platformSymbol;
        this.units = units;
        this.platformQuantity = platformQuantity;
        this.quantity = units.toUniversal(platformQuantity);
        this.wireId = wireId;
    }

    /** What is known to be done: the executions, or a platform's claim where that is more. */
    BigDecimal cumulative() {
        return filled.max(claimed);
    }

    /** What is left to do, 0 or more. */
    BigDecimal leaves() {
        return Units.normal(quantity.subtract(cumulative()).max(BigDecimal.ZERO));
    }

    /** Average price of what is done, or null. */
    BigDecimal averagePrice() {
        if (claimed.compareTo(filled) > 0) {
            return claimedPrice;
        }
        return filled.signum() == 0 ? null : Units.normal(notional.divide(filled, MathContext.DECIMAL64));
    }

    /** The state that the quantities alone give to an order that is alive. */
    OrderState stateByQuantity() {
        if (cumulative().compareTo(quantity) >= 0) {
            return OrderState.FILLED;
        }
        return cumulative().signum() > 0 ? OrderState.PARTIALLY_FILLED : OrderState.WORKING;
    }
}
