package nexus.gateway.router;

import java.math.BigDecimal;
import java.math.RoundingMode;
import nexus.gateway.router.money.Conversion;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** Shows what positions have brought, and the rates. Sums are rounded half-even to cents, here only. Reads only. */
final class MoneyReport {
    /** Digits behind the point of a sum that is shown. */
    static final int SUM_SCALE = 2;

    private static final Key BASE = Key.of("base");
    private static final Key INTO = Key.of("into");
    private static final Key LAST_PRICE = Key.of("last_price");
    private static final Key REALIZED = Key.of("realized");
    private static final Key UNREALIZED = Key.of("unrealized");
    private static final Key USABLE = Key.of("usable");

    private MoneyReport() {}

    /** Adds to a position what it has brought: in its currency, and in the base as far as the rates can be used. */
    static void position(RouterState state, MapWriter map, Position position) {
        Profit profit = position.profit;
        if (profit == null) {
            return;
        }
        Profits profits = state.money.profits();
        Money.Names names = state.money.names();
        BigDecimal unrealized = profits.unrealized(position);
        map.put(Keys.CURRENCY, profit.currency).put(LAST_PRICE, profits.lastPrice(position));
        sum(map, REALIZED, profit.realized);
        sum(map, UNREALIZED, unrealized);
        sum(map, Keys.COMMISSION, profit.commission);
        if (profit.isConverted()) {
            sum(map, names.realized(), profit.realizedBase);
            sum(map, names.commission(), profit.commissionBase);
        }
        CurrencyRate rate = state.money.rates().of(profit.currency);
        if (unrealized != null && rate != null && rate.isUsable(state.emitter.timeNanos())) {
            Conversion conversion = rate.conversion();
            BigDecimal unrealizedBase = conversion.amount(unrealized);
            sum(map, names.unrealized(), unrealizedBase);
            if (profit.isConverted()) {
                sum(map, names.net(), profit.realizedBase.add(unrealizedBase).subtract(profit.commissionBase));
            }
        }
    }

    /** Adds what the day has brought, if that can be worked out. */
    static void day(RouterState state, MapWriter map) {
        if (state.money.isConfigured()) {
            map.put(BASE, state.money.config().base());
            sum(map, state.money.names().dayProfit(), state.money.dayProfitBase(state.emitter.timeNanos()));
        }
    }

    static void rate(RouterState state, MapWriter map, CurrencyRate rate) {
        map.put(Keys.CURRENCY, rate.currency).put(INTO, rate.into.currency);
        if (rate.market != null) {
            map.put(Keys.SYMBOL, rate.market.symbol());
        }
        if (rate.quote() != null) {
            map.put(Keys.PRICE, rate.quote()).put(Keys.RECV_NS, rate.quoteNanos());
        }
        map.put(USABLE, rate.isUsable(state.emitter.timeNanos()));
    }

    private static void sum(MapWriter map, Key key, BigDecimal amount) {
        if (amount != null) {
            map.put(key, amount.setScale(SUM_SCALE, RoundingMode.HALF_EVEN));
        }
    }
}
