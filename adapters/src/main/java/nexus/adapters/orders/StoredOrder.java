package nexus.adapters.orders;

import java.math.BigDecimal;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderStatus;

/**
 * What is remembered of an order, as of now.
 *
 * @param receivedNanos when it came, in nanoseconds since the epoch
 * @param sent whether it may have reached the platform
 * @param acknowledged whether the platform has accepted it, or executed some of it
 * @param platformId the platform's name for it, or null while unknown
 * @param status by what the platform has said so far; {@link OrderStatus#WORKING} before it has said anything
 * @param filled quantity executed so far
 * @param averagePrice of what was executed, or null
 * @param reason why it was rejected or canceled, or null
 * @param lastNanos when it last changed
 */
public record StoredOrder(
        OrderRequest request,
        long receivedNanos,
        boolean sent,
        boolean acknowledged,
        String platformId,
        OrderStatus status,
        BigDecimal filled,
        BigDecimal averagePrice,
        String reason,
        long lastNanos) {
    public String ref() {
        return request.ref();
    }

    /** Whether something may still come of it. */
    public boolean isOpen() {
        return !status.isEnded();
    }

    /** What is not executed yet. */
    public BigDecimal leaves() {
        return request.quantity().subtract(filled);
    }
}
