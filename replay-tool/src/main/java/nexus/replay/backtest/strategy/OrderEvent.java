package nexus.replay.backtest.strategy;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the gateway tells NEXUS besides market data. What a message of that type does not have is null.
 *
 * @param type which message it is
 * @param timeNanos when the gateway got what it tells of, in nanoseconds since the epoch
 * @param orderId of the signal
 * @param platform whose order it is; for {@link Type#PLATFORM_STATUS} who came or went
 * @param symbol universal
 * @param side {@code BUY} or {@code SELL}
 * @param status where the order stands ({@code WORKING}, {@code PARTIALLY_FILLED}, {@code FILLED}, {@code CANCELED},
 *     {@code REJECTED}, {@code IN_DOUBT}), or the platform ({@code UP}, {@code DOWN})
 * @param filledQuantity of this execution, in universal units
 * @param fillPrice of this execution
 * @param cumulativeQuantity executed so far, in universal units
 * @param leavesQuantity still open, in universal units
 * @param averagePrice of all executions so far
 * @param commission of this execution
 * @param code why it was refused
 * @param reason the same for people
 * @param platforms of a {@link Type#SIGNAL_ACK}: who gets an order; else empty
 */
public record OrderEvent(
        Type type,
        long timeNanos,
        String orderId,
        String platform,
        String symbol,
        String side,
        String status,
        BigDecimal filledQuantity,
        BigDecimal fillPrice,
        BigDecimal cumulativeQuantity,
        BigDecimal leavesQuantity,
        BigDecimal averagePrice,
        BigDecimal commission,
        String code,
        String reason,
        List<String> platforms) {

    /** Which message it is. */
    public enum Type {
        /** The signal became orders, on {@link OrderEvent#platforms}. */
        SIGNAL_ACK,
        /** An execution. */
        ORDER_FILL,
        /** Where an order stands: it was acknowledged, canceled, rejected by its platform. */
        ORDER_STATUS,
        /** The gateway refused a signal or a cancel. */
        REJECT,
        /** A platform has come or gone. */
        PLATFORM_STATUS,
        /** Any other, of a later version. */
        OTHER
    }

    public OrderEvent {
        platforms = List.copyOf(platforms);
    }

    /** What an execution changes in the position: positive if bought, negative if sold; 0 for any other event. */
    public BigDecimal signedQuantity() {
        if (type != Type.ORDER_FILL || filledQuantity == null || side == null) {
            return BigDecimal.ZERO;
        }
        return side.equals("BUY") ? filledQuantity : filledQuantity.negate();
    }

    /** Whether nothing more will come of the order on its platform, or of the signal if it was refused as a whole. */
    public boolean isEnd() {
        return switch (type) {
            // With a platform it is a cancel that was refused there.
            case REJECT -> platform == null;
            case ORDER_FILL -> leavesQuantity != null && leavesQuantity.signum() == 0;
            case ORDER_STATUS -> "CANCELED".equals(status) || "REJECTED".equals(status) || "ABANDONED".equals(status);
            default -> false;
        };
    }
}
