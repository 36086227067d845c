package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.config.MoneyConfig.FixedRate;
import nexus.config.MoneyConfig.MarketRate;
import nexus.gateway.router.money.Conversion;

/** One currency, and what turns it into the base at present. */
final class CurrencyRate {
    private static final long NANOS_PER_MILLI = 1_000_000;

    final String currency;
    final byte[] currencyUtf8;

    /** What it is converted into; null for the base. */
    final CurrencyRate into;

    /** Where its quote comes from; null where that stands in the configuration, and for the base. */
    final MarketRate market;

    private final boolean inverted;
    private final BigDecimal units;
    private final long maxAgeNanos;

    /** The quote, and when it held; null before the first. */
    private BigDecimal quote;

    private long quoteNanos;

    /** Through all quotes on the way; null while one is missing, and until it is asked for behind a new one. */
    private Conversion conversion;

    /** The last moment at which every quote on the way is young enough. */
    private long usableUntilNanos = Long.MIN_VALUE;

    private CurrencyRate(
            String currency,
            CurrencyRate into,
            MarketRate market,
            boolean inverted,
            BigDecimal units,
            long maxAgeMillis) {
        this.currency = currency;
        this.currencyUtf8 = SymbolTable.utf8(currency);
        this.into = into;
        this.market = market;
        this.inverted = inverted;
        this.units = units;
        this.maxAgeNanos = maxAgeMillis * NANOS_PER_MILLI;
    }

    static CurrencyRate ofBase(String base) {
        CurrencyRate rate = new CurrencyRate(base, null, null, false, BigDecimal.ONE, 0);
        rate.conversion = Conversion.IDENTITY;
        rate.usableUntilNanos = Long.MAX_VALUE;
        return rate;
    }

    static CurrencyRate of(FixedRate fixed, CurrencyRate into) {
        CurrencyRate rate = new CurrencyRate(
                fixed.currency(), into, null, fixed.isInverted(), BigDecimal.ONE, fixed.maxAgeMillis());
        rate.quote = fixed.price();
        rate.quoteNanos = fixed.asOfMillis() * NANOS_PER_MILLI;
        rate.derive(true);
        return rate;
    }

    static CurrencyRate of(MarketRate market, CurrencyRate into) {
        return new CurrencyRate(
                market.currency(), into, market, market.isInverted(), market.scale(), market.maxAgeMillis());
    }

    boolean isBase() {
        return into == null;
    }

    /** The last quote, or null. */
    BigDecimal quote() {
        return quote;
    }

    /** When it came, or held; ns since the epoch. */
    long quoteNanos() {
        return quoteNanos;
    }

    /** Whether amounts may be converted at this time. */
    boolean isUsable(long timeNanos) {
        return timeNanos <= usableUntilNanos;
    }

    /** By the last quotes, whatever their age; null while one is missing. */
    Conversion conversion() {
        if (conversion == null && quote != null && into.conversion() != null) {
            conversion = into.conversion().after(quote, units, inverted);
        }
        return conversion;
    }

    /** A quote has come. Those that lead here have to {@link #derive} then. */
    void quote(BigDecimal price, long timeNanos) {
        boolean changed = quote == null || quote.compareTo(price) != 0;
        quote = price;
        quoteNanos = timeNanos;
        derive(changed);
    }

    /** Works out the way to the base anew. */
    void derive(boolean changed) {
        if (quote == null || into == null) {
            return;
        }
        usableUntilNanos = Math.min(quoteNanos + maxAgeNanos, into.usableUntilNanos);
        if (changed) {
            conversion = null;
        }
    }

    /** Why it cannot be used, for people. */
    String fault(long timeNanos) {
        if (quote == null) {
            return "no price of " + market.symbol() + " has come yet";
        }
        if (timeNanos - quoteNanos > maxAgeNanos) {
            return (market == null ? "the fixed rate" : "the last price of " + market.symbol()) + " is "
                    + age(timeNanos - quoteNanos) + " old, the limit is " + age(maxAgeNanos);
        }
        return into.currency + ": " + into.fault(timeNanos);
    }

    private static String age(long nanos) {
        long seconds = nanos / 1_000_000_000;
        return seconds < 120 ? seconds + " s" : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
