package nexus.replay.audit.model;

import java.math.BigDecimal;

/**
 * An ORDER_FILL as the platform sent it, and who sent it.
 *
 * @param sequence of the record
 * @param timeNanos when it was received
 * @param connection over which it came; no other in the journal has the number
 * @param platform null if the connection speaks for none
 * @param platformSymbol as it came; null if it names none
 * @param side {@code BUY} or {@code SELL} as it came; null if it does not say
 * @param quantity in the platform's units, greater than 0
 * @param statedNanos the platform's own time; 0 if it does not say
 * @param execId null if it has none
 * @param orderId as it came; may be null
 * @param ref as it came; may be null
 * @param platformOrderId as it came; null if it does not say
 * @param commission as it came; null if it does not say
 * @param currency as it came; null if it does not say
 */
public record Execution(
        long sequence,
        long timeNanos,
        long connection,
        String platform,
        String platformSymbol,
        String side,
        BigDecimal quantity,
        BigDecimal price,
        long statedNanos,
        String execId,
        String orderId,
        String ref,
        String platformOrderId,
        BigDecimal commission,
        String currency) {

    /** The id that it names, for people: the order's, else the ref; null if neither. */
    public String namedId() {
        return orderId != null ? orderId : ref;
    }
}
