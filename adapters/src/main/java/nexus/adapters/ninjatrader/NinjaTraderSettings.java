package nexus.adapters.ninjatrader;

import java.nio.file.Path;
import java.util.List;
import nexus.adapters.link.TimeInForce;

/**
 * Where NinjaTrader keeps its files, and how it is talked to.
 *
 * @param platformFolder {@code <Documents>\NinjaTrader 8}, which holds {@code incoming} and {@code outgoing}
 * @param account the Account Name, not the display name; {@code Sim101} is NinjaTrader's simulation
 * @param connection the name of the connection that must be up for orders, as in the Connections menu; empty if
 *     that is not looked at
 * @param pollMillis how often the files of open orders are looked at, 1–1000
 * @param silenceMillis an instruction file that is not taken for so long is withdrawn, and an order without a file for so
 *     long is told of; 1000–600000
 * @param timeInForce of orders that come without one: {@link TimeInForce#DAY} or {@link TimeInForce#GTC}
 */
public record NinjaTraderSettings(
        Path platformFolder,
        String account,
        String connection,
        int pollMillis,
        int silenceMillis,
        TimeInForce timeInForce,
        List<NinjaTraderSymbol> symbols) {
    public NinjaTraderSettings {
        symbols = List.copyOf(symbols);
        Instruction.requireField("account", account);
        if (account.isBlank()) {
            throw new IllegalArgumentException("account: want its name, such as Sim101: files are named by it");
        }
        if (pollMillis < 1 || pollMillis > 1_000 || silenceMillis < 1_000 || silenceMillis > 600_000) {
            throw new IllegalArgumentException(
                    "poll " + pollMillis + " ms, silence " + silenceMillis + " ms: want 1 to 1000 and 1000 to 600000");
        }
        if (timeInForce != TimeInForce.DAY && timeInForce != TimeInForce.GTC) {
            throw new IllegalArgumentException("timeInForce is " + timeInForce + ": ATI has DAY and GTC");
        }
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("symbols: want at least one");
        }
    }

    /** NinjaTrader as it is shipped, on its simulation account. */
    public static NinjaTraderSettings of(Path platformFolder, List<NinjaTraderSymbol> symbols) {
        return new NinjaTraderSettings(platformFolder, "Sim101", "", 20, 10_000, TimeInForce.DAY, symbols);
    }
}
