package nexus.config;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a price is worth: the currency, multiplier and tick of each symbol, and what turns a currency into the base.
 *
 * @param base what amounts are converted to, 3 to 8 of {@code A-Z 0-9}
 * @param dayStartMillis when a day of profit and loss begins, ms after midnight UTC, 0–86,399,999
 * @param fixedRates rates that stand in the file, in its order
 * @param marketRates rates that market data gives, in the order of the file; no currency is in both lists, or twice
 * @param instruments one per universal symbol that has a value, in the order of the file; may be empty
 * @param fillCheck how far from the market an execution may be
 */
public record MoneyConfig(
        String base,
        long dayStartMillis,
        List<FixedRate> fixedRates,
        List<MarketRate> marketRates,
        List<Instrument> instruments,
        FillCheck fillCheck) {
    /** Nothing is known of values: prices are passed on and nothing is converted. */
    public static final MoneyConfig NONE = new MoneyConfig("USD", 0, List.of(), List.of(), List.of(), FillCheck.NONE);

    public MoneyConfig {
        fixedRates = List.copyOf(fixedRates);
        marketRates = List.copyOf(marketRates);
        instruments = List.copyOf(instruments);
    }

    /** These symbols in this base, and the default of everything else. */
    public static MoneyConfig of(String base, List<Instrument> instruments) {
        return new MoneyConfig(base, 0, List.of(), List.of(), instruments, FillCheck.NONE);
    }

    /** Whether anything is known of values. */
    public boolean isConfigured() {
        return !equals(NONE);
    }

    /**
     * What one universal symbol is worth.
     *
     * @param symbol the universal symbol
     * @param currency what it is quoted in: the base, or one that has a rate
     * @param multiplier the currency's units per point and universal unit, greater than 0: 20 for NQ
     * @param tickSize the smallest step of its price, greater than 0: 0.25 for NQ
     */
    public record Instrument(String symbol, String currency, BigDecimal multiplier, BigDecimal tickSize) {
        public Instrument {
            multiplier = stripped(multiplier);
            tickSize = stripped(tickSize);
        }
    }

    /**
     * A rate that was looked up.
     *
     * @param currency what it converts
     * @param into what it converts it to: the base, or another currency that has a rate
     * @param isInverted false if the price says how many units of {@code into} one of {@code currency} costs, true if it
     *     says how many of {@code currency} one of {@code into} costs
     * @param price greater than 0
     * @param asOfMillis when it held, ms since the epoch
     * @param maxAgeMillis how long after that it is used
     */
    public record FixedRate(
            String currency, String into, boolean isInverted, BigDecimal price, long asOfMillis, long maxAgeMillis) {
        public FixedRate {
            price = stripped(price);
        }
    }

    /**
     * A rate that is the last price of a symbol.
     *
     * @param currency what it converts
     * @param into see {@link FixedRate#into}
     * @param isInverted see {@link FixedRate#isInverted}
     * @param symbol the universal symbol
     * @param platform the only one whose prices count; empty for all whose prices are the universal symbol's
     * @param scale the price is that of so many units, greater than 0: 1000 for B3's dollar futures
     * @param maxAgeMillis a price that came longer ago is not used
     */
    public record MarketRate(
            String currency,
            String into,
            boolean isInverted,
            String symbol,
            String platform,
            BigDecimal scale,
            long maxAgeMillis) {
        public MarketRate {
            scale = stripped(scale);
        }
    }

    /**
     * How far from the platform's last price of the same symbol an execution may be before it is flagged.
     *
     * @param maxDistance 0 if that is not looked at
     * @param unit what {@code maxDistance} counts
     * @param maxPriceAgeMillis a last price that came longer ago says nothing
     */
    public record FillCheck(BigDecimal maxDistance, Unit unit, long maxPriceAgeMillis) {
        /** Whatever the distance. */
        public static final FillCheck NONE = new FillCheck(BigDecimal.ZERO, Unit.PERCENT, 0);

        public FillCheck {
            maxDistance = stripped(maxDistance);
        }

        /** What a distance counts. */
        public enum Unit {
            /** Hundredths of the last price. */
            PERCENT,
            /** Steps of the symbol's {@code tickSize}. */
            TICKS
        }
    }

    /** 1.50 and 1.5 are one value; {@code BigDecimal.equals} would tell them apart. */
    private static BigDecimal stripped(BigDecimal decimal) {
        BigDecimal bare = decimal.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }
}
