package nexus.adapters.companion;

import java.util.List;

/**
 * How to meet a companion.
 *
 * @param port on loopback, where the adapter listens; 0 takes a free one
 * @param account the only account that orders may go to; empty for whichever the companion says
 * @param symbols the platform's own, to be ticked and traded
 * @param startIt what a person does to start the companion, for messages
 */
public record CompanionSettings(int port, String account, List<String> symbols, String startIt) {
    public CompanionSettings {
        symbols = List.copyOf(symbols);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + ": want 0 to 65535");
        }
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("symbols: want at least one");
        }
    }
}
