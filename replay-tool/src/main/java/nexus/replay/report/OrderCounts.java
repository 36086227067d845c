package nexus.replay.report;

import java.util.Map;

/**
 * What became of the orders that were made in the range, one a platform.
 *
 * @param made how many there were, whether or not they could be sent
 * @param executed how many of them were executed, in whole or in part
 * @param states how they stood at the end of the range, by state: {@code FILLED}, {@code CANCELED}, …
 * @param cancelsSent cancels that went to platforms
 * @param openBefore orders that were open when the range began; no part of the other figures
 */
public record OrderCounts(long made, long executed, Map<String, Long> states, long cancelsSent, long openBefore) {

    /** Share of the orders that were executed, in whole or in part; NaN without orders. */
    public double fillRatio() {
        return made == 0 ? Double.NaN : executed / (double) made;
    }
}
