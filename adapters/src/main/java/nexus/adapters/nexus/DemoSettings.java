package nexus.adapters.nexus;

import java.math.BigDecimal;
import java.nio.file.Path;

/**
 * A demo strategy.
 *
 * @param nexus how it connects
 * @param symbol universal, what it trades
 * @param quantity of each signal, positive
 * @param signalEveryMillis between signals, at least 1
 * @param maxSignals after which it only listens, at least 0
 * @param ledger file of JSON lines to append its account to, or null
 */
public record DemoSettings(
        NexusSettings nexus, String symbol, BigDecimal quantity, int signalEveryMillis, int maxSignals, Path ledger) {
    public DemoSettings {
        if (quantity.signum() <= 0 || signalEveryMillis < 1 || maxSignals < 0) {
            throw new IllegalArgumentException("demo strategy: quantity " + quantity + ", signalEveryMillis "
                    + signalEveryMillis + ", maxSignals " + maxSignals + ": want positive ones");
        }
    }
}
