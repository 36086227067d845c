package nexus.replay.report;

import java.math.BigDecimal;
import java.util.List;

/**
 * An execution that deserves a look.
 *
 * @param sequence of the record that brought it
 * @param platform {@code ?} if nobody knows
 * @param side null if nobody knows
 * @param orderId as it came; may be null
 */
public record FlaggedExecution(
        long sequence,
        long timeNanos,
        List<String> flags,
        String platform,
        String symbol,
        String side,
        BigDecimal quantity,
        BigDecimal price,
        String orderId) {}
