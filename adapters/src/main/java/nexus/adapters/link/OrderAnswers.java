package nexus.adapters.link;

import java.math.BigDecimal;

/**
 * What a platform says about orders. Each method returns at once and is safe from any thread; false means that the
 * answer was not taken, because the link has ended or because it already keeps as many as it may.
 */
public interface OrderAnswers {
    /** The platform has accepted the order. */
    boolean ack(String ref, String platformOrderId);

    /** One execution. */
    boolean fill(Fill fill);

    /** The platform refuses the order. */
    boolean reject(String ref, String reason);

    /** The order is no longer open; what was filled before stays filled. */
    boolean canceled(String ref, String reason);

    /**
     * Where the order stands, in answer to a request.
     *
     * @param filled quantity executed so far, in the platform's units
     * @param averagePrice of what was executed, or null
     */
    boolean status(String ref, OrderStatus status, BigDecimal filled, BigDecimal averagePrice);
}
