package nexus.adapters.fix;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A counterparty, and what is wanted of it.
 *
 * @param trade the session for orders
 * @param quote the session for market data; null where {@code trade} carries it too
 * @param account Account (1) of the orders; empty for none
 * @param orderFields what else the counterparty wants in NewOrderSingle, by tag
 * @param asksStatus whether orders in doubt are asked for by OrderStatusRequest
 */
public record FixSettings(
        FixSessionSettings trade,
        FixSessionSettings quote,
        String account,
        Map<Integer, String> orderFields,
        boolean asksStatus,
        MarketDataSettings marketData,
        List<FixSymbol> symbols) {

    /**
     * What is subscribed to.
     *
     * @param wanted whether anything is
     * @param depth MarketDepth (264): 1 for the best prices, 0 for the whole book; the best are told either way
     * @param incremental MDUpdateType (265): X after the first W, or always W
     * @param bidAndAsk whether prices are wanted
     * @param trades whether trades are wanted
     */
    public record MarketDataSettings(
            boolean wanted, int depth, boolean incremental, boolean bidAndAsk, boolean trades) {
        public MarketDataSettings {
            if (depth < 0 || (wanted && !bidAndAsk && !trades)) {
                throw new IllegalArgumentException("market data of depth " + depth + ", bid and ask " + bidAndAsk
                        + ", trades " + trades + ": want a depth of at least 0, and one of both");
            }
        }
    }

    public FixSettings {
        orderFields = Map.copyOf(orderFields);
        symbols = List.copyOf(symbols);
        Set<String> names = new HashSet<>();
        for (FixSymbol symbol : symbols) {
            if (!names.add(symbol.fixName())) {
                throw new IllegalArgumentException("symbol " + symbol.fixName() + " twice");
            }
        }
        if (quote != null && FixEngine.sessionId(quote).equals(FixEngine.sessionId(trade))) {
            throw new IllegalArgumentException("quote and trade are the same session: leave quote out");
        }
    }
}
