package nexus.replay.why;

import java.math.BigDecimal;

/**
 * A price that stood when a signal came.
 *
 * @param sequence the record that it came with; 0 where that is not known
 * @param timeNanos when it came, ns since the epoch
 * @param isForwarded whether NEXUS was sent it; else only the router is known to have seen it
 * @param json what NEXUS was sent, or null
 */
record Tick(
        String platform,
        String platformSymbol,
        BigDecimal price,
        long sequence,
        long timeNanos,
        boolean isForwarded,
        String json) {}
