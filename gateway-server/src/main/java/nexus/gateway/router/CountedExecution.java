package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.List;
import nexus.journal.message.Code;

/**
 * An execution as the router counted it. Quantities in universal units.
 *
 * @param kind where it comes from
 * @param platform whose position it moved; {@code ?} if nobody knows
 * @param symbol universal; the platform's own where no dialect knows it
 * @param side {@code BUY} or {@code SELL}; null if nobody knows: no position moved then
 * @param quantity as it was reported
 * @param counted what of it the position took in: less than {@code quantity}, perhaps 0, where the platform's status had
 *     claimed it before
 * @param orderId of the signal, or as it came where it belongs to no order; may be null
 * @param ref of the order, or null
 * @param flags what is wrong with it: {@code OVERFILL}, {@code UNKNOWN_ORDER}, {@code MANUAL},
 *     {@code UNATTRIBUTED}
 * @param contract of a future, such as {@code NQH25}; null where the symbol is none, or nobody knows
 */
public record CountedExecution(
        Kind kind,
        String platform,
        String symbol,
        String platformSymbol,
        String side,
        BigDecimal quantity,
        BigDecimal counted,
        BigDecimal price,
        String orderId,
        String ref,
        List<Code> flags,
        String contract) {

    /** Where an execution comes from. */
    public enum Kind {
        /** An ORDER_FILL. */
        REPORTED,
        /** A platform's ORDER_STATUS that says more is done than its executions said. */
        CLAIMED,
        /** An operator's RESOLVE. */
        RESOLVED,
        /**
         * An operator's POSITION_SET: no trade. {@code side} and {@code quantity} say how the position moved, {@code
         * price} is the average price of what is held from now on.
         */
        ADJUSTED
    }

    public CountedExecution {
        flags = List.copyOf(flags);
    }

    static CountedExecution ofOrder(
            Kind kind, Order order, BigDecimal quantity, BigDecimal counted, BigDecimal price, List<Code> flags) {
        return new CountedExecution(
                kind,
                order.platform,
                order.intent.symbol,
                order.platformSymbol,
                order.intent.side.name(),
                quantity,
                counted,
                price,
                order.intent.orderId,
                order.ref,
                flags,
                order.contract);
    }
}
