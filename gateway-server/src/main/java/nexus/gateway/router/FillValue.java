package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.config.MoneyConfig;
import nexus.config.MoneyConfig.FillCheck;
import nexus.gateway.router.money.Conversion;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ShortestDecimal;
import nexus.journal.message.Keys;

/**
 * One execution's price and commission as money. The price is in the instrument's currency, for its multiplier is; what
 * the platform names as {@code currency} is that of the commission, and of the price where the configuration does not
 * know the symbol.
 */
final class FillValue {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Money money;
    private final BigDecimal price;
    private final MoneyConfig.Instrument values;
    private final CurrencyRate priceRate;
    private final BigDecimal commission;
    private final String commissionCurrency;

    private FillValue(
            Money money,
            BigDecimal price,
            MoneyConfig.Instrument values,
            CurrencyRate priceRate,
            BigDecimal commission,
            String commissionCurrency) {
        this.money = money;
        this.price = price;
        this.values = values;
        this.priceRate = priceRate;
        this.commission = commission;
        this.commissionCurrency = commissionCurrency;
    }

    /** Of an ORDER_FILL. */
    static FillValue of(Money money, String symbol, BigDecimal price, MapReader message, Fields fields) {
        MoneyConfig.Instrument values = money.instrument(symbol);
        CurrencyRate own = values == null ? null : money.rates().of(values.currency());
        CurrencyRate named = money.named(message, own);
        String said = named != null ? named.currency : money.isNamed(message) ? fields.text(Keys.CURRENCY) : null;
        return new FillValue(money, price, values, values == null ? named : own, fields.decimal(Keys.COMMISSION), said);
    }

    /** Of an execution that no ORDER_FILL told of. */
    static FillValue of(Money money, String symbol, BigDecimal price) {
        MoneyConfig.Instrument values = money.instrument(symbol);
        CurrencyRate own = values == null ? null : money.rates().of(values.currency());
        return new FillValue(money, price, values, own, null, null);
    }

    /** Counts the commission. */
    void charge(Position position) {
        if (commission != null) {
            money.profits().charge(position, commission, commissionCurrency);
        }
    }

    boolean hasCommission() {
        return commission != null && commission.signum() != 0;
    }

    /**
     * Null, or why the price cannot be.
     *
     * @param instrument the symbol on the platform that the execution came from
     */
    String fault(Platform platform, Instrument instrument, long timeNanos) {
        Worth worth = money.worth(platform, instrument);
        boolean hasTick = values != null && worth.samePrice();
        if (hasTick && price.remainder(values.tickSize()).signum() != 0) {
            return "is no multiple of the tick " + values.tickSize().toPlainString();
        }
        FillCheck check = money.config().fillCheck();
        boolean hasMarket = !Double.isNaN(instrument.lastPrice)
                && timeNanos - instrument.lastPriceNanos <= check.maxPriceAgeMillis() * 1_000_000;
        if (check.maxDistance().signum() == 0 || !hasMarket) {
            return null;
        }
        BigDecimal last = ShortestDecimal.of(instrument.lastPrice);
        BigDecimal distance = price.subtract(last).abs();
        boolean far =
                switch (check.unit()) {
                    case PERCENT ->
                        distance.multiply(HUNDRED).compareTo(check.maxDistance().multiply(last.abs())) > 0;
                    case TICKS ->
                        hasTick && distance.compareTo(check.maxDistance().multiply(values.tickSize())) > 0;
                };
        return far
                ? "is " + Units.normal(distance).toPlainString() + " away from the last price "
                        + Units.normal(last).toPlainString() + ", the limit is "
                        + check.maxDistance().toPlainString()
                        + (check.unit() == FillCheck.Unit.PERCENT ? " %" : " ticks")
                : null;
    }

    /** Whether the gateway writes this key itself. */
    static boolean isReplaced(Money money, MapReader message, int field) {
        return message.keyIs(field, money.names().fillPrice())
                || message.keyIs(field, money.names().commission());
    }

    /**
     * Adds what the price and the commission are worth to an ORDER_FILL; what cannot be worked out is left out.
     *
     * @param currencySaid whether the message has the platform's {@code currency} already
     */
    void describe(MapWriter out, boolean currencySaid, long timeNanos) {
        if (values != null && !currencySaid) {
            out.put(Keys.CURRENCY, values.currency());
        }
        if (priceRate != null && !priceRate.isUsable(timeNanos)) {
            money.rates().miss(priceRate.currency, timeNanos);
        } else if (priceRate != null) {
            put(out, money.names().fillPrice(), price, priceRate);
        }
        CurrencyRate rate = commissionCurrency == null
                ? commission == null ? null : priceRate
                : money.rates().of(commissionCurrency);
        if (commission != null && rate != null && rate.isUsable(timeNanos)) {
            put(out, money.names().commission(), commission, rate);
        }
    }

    private static void put(MapWriter out, nexus.journal.message.Key key, BigDecimal amount, CurrencyRate rate) {
        Conversion conversion = rate.conversion();
        double value =
                rate.isBase() ? amount.doubleValue() : conversion.price(amount).doubleValue();
        if (Double.isFinite(value)) {
            out.put(key, value);
        }
    }
}
