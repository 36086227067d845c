package nexus.adapters.sierra;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How to reach Sierra Chart, and what is wanted of it.
 *
 * @param host of the DTC server
 * @param port of the DTC server, 11099 by default
 * @param username empty unless the server asks for authentication: then the Sierra Chart login; at most 31 characters
 * @param password at most 31 characters
 * @param account the trade account for orders; empty where the server has only one
 * @param heartbeatSeconds the server is taken for dead after two such intervals without a word; 1–3600
 * @param asksEncoding whether to begin with a request for binary encoding; not where the server is set to one
 * @param dataSource where ticks come from
 * @param dataFolder Sierra Chart's, with the {@code .scid} files; null if they cannot be read from here
 * @param resumesScid whether ticks that were written while the adapter was down are told; else it begins at the end
 * @param scidPollMillis how often files are looked at
 */
public record SierraSettings(
        String host,
        int port,
        String username,
        String password,
        String account,
        int heartbeatSeconds,
        boolean asksEncoding,
        DataSource dataSource,
        Path dataFolder,
        boolean resumesScid,
        int scidPollMillis,
        List<SierraSymbol> symbols) {
    /** Where ticks come from. */
    public enum DataSource {
        /** From the DTC server; of symbols that it refuses, from their files. */
        AUTO,
        DTC,
        SCID,
        NONE
    }

    public SierraSettings {
        symbols = List.copyOf(symbols);
        SierraSymbol.requireLength("username", username, 31);
        SierraSymbol.requireLength("password", password, 31);
        SierraSymbol.requireLength("account", account, 31);
        if (port < 1 || port > 65_535 || heartbeatSeconds < 1 || heartbeatSeconds > 3_600 || scidPollMillis < 1) {
            throw new IllegalArgumentException("port " + port + ", heartbeat " + heartbeatSeconds + " s, scidPoll "
                    + scidPollMillis + " ms: want a port, 1 to 3600 s and at least 1 ms");
        }
        if (dataSource == DataSource.SCID && dataFolder == null) {
            throw new IllegalArgumentException("data from files wants dataFolder: Sierra Chart's Data folder");
        }
        Set<String> names = new HashSet<>();
        for (SierraSymbol symbol : symbols) {
            if (!names.add(symbol.sierraName())) {
                throw new IllegalArgumentException(
                        symbol.sierraName() + " twice: the server takes one subscription of a symbol");
            }
        }
    }

    /** Sierra Chart on this machine as it is shipped, ticks from the server or else from the files. */
    public static SierraSettings of(Path dataFolder, List<SierraSymbol> symbols) {
        return new SierraSettings(
                "127.0.0.1", 11_099, "", "", "", 10, true, DataSource.AUTO, dataFolder, false, 25, symbols);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Sierra Chart at " + host + ":" + port + ", account " + account;
    }
}
