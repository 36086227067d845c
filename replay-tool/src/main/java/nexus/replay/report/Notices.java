package nexus.replay.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nexus.replay.profit.ProfitBook;
import nexus.replay.profit.ProfitRow;
import nexus.replay.profit.ProfitTable;
import nexus.replay.profit.Values;

/** What a reader of the figures must know. */
final class Notices {
    private Notices() {}

    static List<String> of(ProfitTable profit, Values values, Set<String> currencies, ProfitBook book) {
        List<String> notices = new ArrayList<>();
        Map<String, BigDecimal> multipliers = values.multipliers();
        int openTrips = book.openTrips();
        boolean isConverted = profit.symbols().stream().anyMatch(row -> row.currency() != null);
        if (isConverted) {
            notices.add("Amounts are in " + values.base().orElseThrow()
                    + ", converted at the recorded rates; prices are in the symbols' own currencies.");
        }
        if (!book.unconverted().isEmpty()) {
            notices.add("Something of " + some(List.copyOf(book.unconverted()))
                    + " could not be converted, for there never was a rate: it is in no sum.");
        }
        List<String> bare = profit.symbols().stream()
                .map(ProfitRow::symbol)
                .filter(symbol -> !multipliers.containsKey(symbol))
                .toList();
        if (!bare.isEmpty()) {
            notices.add("Amounts of " + some(bare) + " are in price points × quantity: the configuration does not know"
                    + " what a point is worth. Say so with --multiplier "
                    + bare.get(0) + "=20.");
        }
        if (!bare.isEmpty() && profit.total().commission().signum() != 0) {
            notices.add("Commission is money, subtracted as it is: without multipliers, net figures mix the two.");
        }
        if (bare.size() < profit.symbols().size() && !bare.isEmpty()) {
            notices.add("Some symbols have a multiplier and some have not: their total mixes the two.");
        }
        if (currencies.size() > 1 && !isConverted) {
            notices.add("Commission came in several currencies (" + String.join(", ", currencies)
                    + ") and is added up as if it were one.");
        }
        if (profit.total().sideUnknown().signum() != 0) {
            notices.add("Executions whose side nobody knows moved "
                    + profit.total().sideUnknown().toPlainString()
                    + " units: they are in no position and no profit. Look at the platform.");
        }
        if (openTrips > 0) {
            notices.add(openTrips + (openTrips == 1 ? " position is" : " positions are")
                    + " open at the end: in unrealized and the equity, but in no round trip.");
        }
        return notices;
    }

    private static String some(List<String> symbols) {
        int shown = Math.min(symbols.size(), 5);
        String names = String.join(", ", symbols.subList(0, shown));
        return shown == symbols.size() ? names : names + " and " + (symbols.size() - shown) + " more";
    }
}
