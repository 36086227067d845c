package nexus.gateway.router;

import java.math.BigDecimal;

/**
 * One order on one platform, as it stood when it was looked at. Quantities in universal units unless they say otherwise.
 *
 * @param ref unique for ever
 * @param orderId the signal's id
 * @param symbol universal
 * @param side {@code BUY} or {@code SELL}
 * @param wireId what the ORDER said in {@code order_id}: the signal's id, or the ref where that id was used before
 * @param signalSequence of the signal that made it
 * @param platformQuantity what went to the platform, in its units
 * @param quantity the same in universal units
 * @param filled what is done: the executions, or the platform's claim where that is more
 * @param averagePrice of what is done, or null
 * @param state as ORDER_STATUS says it, or {@code SENT}
 * @param isEnded whether nothing more is expected
 * @param reason why it stands so, or null
 * @param leaves what is left to do, 0 or more
 * @param platformOrderId the platform's own id of it, or null while it has named none
 * @param isCancelRequested whether a CANCEL was passed on
 * @param contract of a future, such as {@code NQH25}; null where the symbol is none, or nobody knows
 */
public record OrderView(
        String ref,
        String orderId,
        String symbol,
        String side,
        String platform,
        String platformSymbol,
        String wireId,
        long signalSequence,
        BigDecimal platformQuantity,
        BigDecimal quantity,
        BigDecimal filled,
        BigDecimal averagePrice,
        String state,
        boolean isEnded,
        String reason,
        BigDecimal leaves,
        String platformOrderId,
        boolean isCancelRequested,
        String contract) {

    static OrderView of(Order order) {
        return new OrderView(
                order.ref,
                order.intent.orderId,
                order.intent.symbol,
                order.intent.side.name(),
                order.platform,
                order.platformSymbol,
                order.wireId,
                order.intent.signalSequence,
                order.platformQuantity,
                order.quantity,
                order.cumulative(),
                order.averagePrice(),
                order.state.name(),
                order.state.isEnded(),
                order.reason,
                order.leaves(),
                order.platformOrderId,
                order.cancelRequested,
                order.contract);
    }
}
