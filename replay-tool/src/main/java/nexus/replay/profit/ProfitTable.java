package nexus.replay.profit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was earned, at one point.
 *
 * @param accounts per symbol and platform, by symbol, then platform
 * @param symbols the sums per symbol, by symbol. A quantity is the net over all platforms
 * @param total the sum over all symbols: of one kind only if the multipliers make them so, or the
 *     configuration knows all their currencies
 */
public record ProfitTable(List<ProfitRow> accounts, List<ProfitRow> symbols, ProfitRow total) {
    public ProfitTable {
        accounts = List.copyOf(accounts);
        symbols = List.copyOf(symbols);
    }

    /** @param accounts by symbol, then platform */
    static ProfitTable of(List<ProfitRow> accounts) {
        Map<String, ProfitRow> symbols = new TreeMap<>();
        ProfitRow total = ProfitRow.nothing(null);
        for (ProfitRow row : accounts) {
            symbols.merge(row.symbol(), ProfitRow.nothing(row.symbol()).plus(row), ProfitRow::plus);
            total = total.plus(row);
        }
        return new ProfitTable(accounts, List.copyOf(symbols.values()), total);
    }
}
