package nexus.replay.profit;

import java.math.BigDecimal;

/**
 * What one symbol brought, on one platform or on all. Quantities in universal units; amounts in price points ×
 * universal quantity × multiplier; in the base currency where the configuration knows the symbol's.
 *
 * @param platform {@code ?} for executions that nobody owns; null for the sum over all platforms
 * @param symbol universal; null for the sum over all symbols
 * @param executions how many were counted
 * @param bought sum of what was bought
 * @param sold sum of what was sold
 * @param sideUnknown sum of the executions whose side nobody knows: they are in no position and in no profit
 * @param quantity what is held; negative is short. Null in the sum over all symbols
 * @param averagePrice of what is held, 0 while nothing is; null in sums
 * @param lastPrice the last tick's, else the last execution's; null in sums, and where there was neither
 * @param realized what closing positions has brought
 * @param unrealized what is held, at the last price
 * @param carriedIn what was unrealized of the positions that were held before the beginning: it was earned earlier
 * @param commission as the platforms reported it; a positive amount is a cost
 * @param net realized + unrealized − carriedIn − commission
 * @param currency that the prices are in; null where nobody knows, and in the sum over all symbols
 * @param realizedInCurrency realized, before it was converted; null in the sum over all symbols, and so with the next two
 */
public record ProfitRow(
        String platform,
        String symbol,
        long executions,
        BigDecimal bought,
        BigDecimal sold,
        BigDecimal sideUnknown,
        BigDecimal quantity,
        BigDecimal averagePrice,
        BigDecimal lastPrice,
        BigDecimal realized,
        BigDecimal unrealized,
        BigDecimal carriedIn,
        BigDecimal commission,
        BigDecimal net,
        String currency,
        BigDecimal realizedInCurrency,
        BigDecimal unrealizedInCurrency,
        BigDecimal commissionInCurrency) {

    /** A sum of nothing. */
    static ProfitRow nothing(String symbol) {
        BigDecimal zero = BigDecimal.ZERO;
        return new ProfitRow(
                null,
                symbol,
                0,
                zero,
                zero,
                zero,
                symbol == null ? null : zero,
                null,
                null,
                zero,
                zero,
                zero,
                zero,
                zero,
                null,
                symbol == null ? null : zero,
                symbol == null ? null : zero,
                symbol == null ? null : zero);
    }

    /** This sum and one more row. */
    ProfitRow plus(ProfitRow other) {
        return new ProfitRow(
                null,
                symbol,
                executions + other.executions,
                sum(bought, other.bought),
                sum(sold, other.sold),
                sum(sideUnknown, other.sideUnknown),
                quantity == null ? null : sum(quantity, other.quantity),
                null,
                null,
                sum(realized, other.realized),
                sum(unrealized, other.unrealized),
                sum(carriedIn, other.carriedIn),
                sum(commission, other.commission),
                sum(net, other.net),
                symbol == null ? null : other.currency,
                symbol == null ? null : sum(realizedInCurrency, other.realizedInCurrency),
                symbol == null ? null : sum(unrealizedInCurrency, other.unrealizedInCurrency),
                symbol == null ? null : sum(commissionInCurrency, other.commissionInCurrency));
    }

    private static BigDecimal sum(BigDecimal a, BigDecimal b) {
        return Decimals.normal(a.add(b));
    }
}
