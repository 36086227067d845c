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
 * @param executedNanos when, by the platform, in nanoseconds since the epoch; 0 if it does not say: then the message
 *     bears the time at which it was made
 * @param commission null if the platform does not say
 */
public record Fill(
        String ref,
        String symbol,
        BigDecimal quantity,
        BigDecimal price,
        String execId,
        String platformOrderId,
        long executedNanos,
        Commission commission) {
    /** Of a platform that does not say when, nor what it cost. */
    public Fill(
            String ref, String symbol, BigDecimal quantity, BigDecimal price, String execId, String platformOrderId) {
        this(ref, symbol, quantity, price, execId, platformOrderId, 0, null);
    }
}
