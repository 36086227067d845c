package nexus.adapters.sierra;

import java.math.BigDecimal;
import nexus.adapters.link.OrderStatus;

/**
 * Where an order stands by the server's last word.
 *
 * @param status the server's number for it
 * @param filled null if it does not say
 * @param averagePrice null if it does not say
 * @param text for people, may be empty
 */
record Standing(int status, BigDecimal filled, BigDecimal averagePrice, String text) {
    static final int FILLED = 7;
    static final int CANCELED = 8;
    static final int REJECTED = 9;
    private static final int UNSPECIFIED = 0;

    /** Whether nothing more can come of the order. */
    boolean isEnd() {
        return status == FILLED || status == CANCELED || status == REJECTED;
    }

    boolean isWorking() {
        return status != UNSPECIFIED && !isEnd();
    }

    /** Whether the server has executed more than this. */
    boolean isAheadOf(BigDecimal told) {
        return filled != null && filled.compareTo(told) > 0;
    }

    /** In the gateway's words; of an order of which something is executed. */
    OrderStatus gatewayStatus() {
        return switch (status) {
            case FILLED -> OrderStatus.FILLED;
            case CANCELED, REJECTED -> OrderStatus.CANCELED;
            default -> OrderStatus.PARTIALLY_FILLED;
        };
    }
}
