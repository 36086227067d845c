package nexus.gateway.router;

import java.math.BigDecimal;

/**
 * What is held of one symbol on one platform, by the executions. Universal units.
 *
 * @param platform {@code ?} for executions that nobody owns
 * @param quantity negative is short
 * @param averagePrice of what is held, 0 while nothing is
 * @param sideUnknown executions whose side nobody knows; no part of {@code quantity}
 * @param contract of a future, such as {@code NQH25}; null where the symbol is none, or nobody knows
 */
public record PositionView(
        String platform,
        String symbol,
        BigDecimal quantity,
        BigDecimal averagePrice,
        BigDecimal sideUnknown,
        String contract) {

    static PositionView of(Position position) {
        return new PositionView(
                position.platform,
                position.symbol,
                position.quantity,
                position.averagePrice,
                position.sideUnknown,
                position.contract);
    }
}
