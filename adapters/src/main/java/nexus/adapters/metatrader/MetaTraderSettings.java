package nexus.adapters.metatrader;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the EA keeps its files, and how it is talked to.
 *
 * @param filesFolder {@code <terminal data>\MQL5\Files}, in which the EA has its folder {@code DWX}
 * @param brokerZone of the times of deals
 * @param pollMillis how often files are looked at, 1–1000
 * @param silenceMillis a command that is not taken for so long is withdrawn; 1000–600000
 * @param historyMillis how often deals are asked for while orders are open, 250–600000; more often while one is due
 * @param dayIsGtc whether orders for the day are taken, though they will stay until canceled; else they are refused
 */
public record MetaTraderSettings(
        Path filesFolder,
        ZoneId brokerZone,
        int pollMillis,
        int silenceMillis,
        int historyMillis,
        boolean dayIsGtc,
        List<MetaTraderSymbol> symbols) {
    public MetaTraderSettings {
        symbols = List.copyOf(symbols);
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("symbols: want at least one");
        }
        requireWithin("poll", pollMillis, 1, 1_000);
        requireWithin("silence", silenceMillis, 1_000, 600_000);
        requireWithin("history", historyMillis, 250, 600_000);
        Set<String> names = new HashSet<>();
        for (MetaTraderSymbol symbol : symbols) {
            if (!names.add(symbol.symbol())) {
                throw new IllegalArgumentException(symbol.symbol() + " twice: its position would be told twice");
            }
        }
    }

    private static void requireWithin(String name, int millis, int least, int most) {
        if (millis < least || millis > most) {
            throw new IllegalArgumentException(name + " is " + millis + " ms: want " + least + " to " + most);
        }
    }

    /** The EA as it is shipped. */
    public static MetaTraderSettings of(Path filesFolder, ZoneId brokerZone, List<MetaTraderSymbol> symbols) {
        return new MetaTraderSettings(filesFolder, brokerZone, 10, 5_000, 5_000, false, symbols);
    }
}
