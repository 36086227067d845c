package nexus.adapters.simulated;

import java.nio.file.Path;
import java.util.List;
import nexus.adapters.link.LinkSettings;

/**
 * A simulated platform.
 *
 * @param link how it connects, and whether it speaks v0 alone
 * @param symbols what it ticks; ignored if there is a recording
 * @param recording what it plays instead, or null
 * @param ticksPerSecond of all symbols together; 0 is as fast as the gateway takes them
 * @param seed of the random walk
 * @param behaviour what it does with orders
 * @param ledger file of JSON lines to append its account to, or null
 */
public record SimulatedSettings(
        LinkSettings link,
        List<SimulatedSymbol> symbols,
        Recording recording,
        int ticksPerSecond,
        long seed,
        SimulatedBehaviour behaviour,
        Path ledger) {
    public SimulatedSettings {
        symbols = List.copyOf(symbols);
        if (symbols.isEmpty() && recording == null) {
            throw new IllegalArgumentException("a simulated platform needs symbols or a recording");
        }
        if (ticksPerSecond < 0) {
            throw new IllegalArgumentException("ticksPerSecond is " + ticksPerSecond + ": want 0 or more");
        }
    }
}
