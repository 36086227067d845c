package nexus.adapters.link;

import java.math.BigDecimal;

/**
 * One execution.
 *
 * @param ref of the order
 * @param symbol the platform's own
 * @param quantity of this execution alone, in the platform's units, positive
 * @param execId the platform's name for the execution, unique for ever on this platform: it is what tells a repeated
 *     message from a second execution
 * @param platformOrderId the platform's name for the order, or null
 */
public record Fill(
        String ref, String symbol, BigDecimal quantity, BigDecimal price, String execId, String platformOrderId) {}
