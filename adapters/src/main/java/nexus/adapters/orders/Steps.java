package nexus.adapters.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.Side;

/**
 * What prices and quantities a platform takes of a symbol. Prices are rounded so that the order is never more aggressive
 * than was asked: a limit away from the market (to buy down, to sell up), a stop further from being triggered (to buy up,
 * to sell down). A quantity off its step is refused: the gateway, which rounds by the mapping's lot step, would wait for
 * the rest for ever.
 *
 * @param priceStep null if any price is taken
 * @param quantityStep null if any quantity is taken
 */
public record Steps(BigDecimal priceStep, BigDecimal quantityStep) {
    /** Takes anything. */
    public static final Steps ANY = new Steps(null, null);

    public Steps {
        requirePositive("price step", priceStep);
        requirePositive("quantity step", quantityStep);
    }

    private static void requirePositive(String name, BigDecimal step) {
        if (step != null && step.signum() <= 0) {
            throw new IllegalArgumentException(name + " is " + step + ": want more than 0");
        }
    }

    /**
     * The order as the platform takes it.
     *
     * @throws IllegalArgumentException if its quantity is off the step: one line for the reject
     */
    public OrderRequest fit(OrderRequest order) {
        if (quantityStep != null && order.quantity().remainder(quantityStep).signum() != 0) {
            throw new IllegalArgumentException("quantity " + order.quantity().toPlainString() + " of " + order.symbol()
                    + " is no multiple of the platform's step of " + quantityStep.toPlainString()
                    + ": set this mapping's lotStep in gateway.yaml");
        }
        boolean buys = order.side() == Side.BUY;
        return new OrderRequest(
                order.ref(),
                order.orderId(),
                order.symbol(),
                order.side(),
                order.quantity(),
                order.type(),
                round(order.limitPrice(), priceStep, buys ? RoundingMode.FLOOR : RoundingMode.CEILING),
                round(order.stopPrice(), priceStep, buys ? RoundingMode.CEILING : RoundingMode.FLOOR),
                order.timeInForce());
    }

    /** A price that the platform gave with less precision than it has, such as a 32-bit float, on its step. */
    public BigDecimal nearestPrice(BigDecimal price) {
        return round(price, priceStep, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal round(BigDecimal value, BigDecimal step, RoundingMode mode) {
        if (value == null || step == null) {
            return value;
        }
        return value.divide(step, 0, mode).multiply(step);
    }
}
