package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import nexus.config.MoneyConfig;

/** What prices are worth: values of the symbols, and the rates that turn a currency into the base. */
final class Money {
    private MoneyConfig config = MoneyConfig.NONE;
    private final Map<String, MoneyConfig.Instrument> instruments = new LinkedHashMap<>();

    void configure(MoneyConfig other) {
        config = other;
        instruments.clear();
        other.instruments().forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    /** What a universal symbol is worth; null where the configuration does not say. */
    MoneyConfig.Instrument instrument(String symbol) {
        return instruments.get(symbol);
    }

    /** An amount in the base currency; null if there is no rate, or none that is young enough at this time. */
    BigDecimal toBase(BigDecimal amount, String currency, long timeNanos) {
        return currency.equals(config.base()) ? amount : null;
    }

    /** Quantity × price × multiplier in the base currency, never negative; null where that cannot be worked out. */
    BigDecimal notional(String symbol, BigDecimal quantity, BigDecimal price, long timeNanos) {
        MoneyConfig.Instrument instrument = instruments.get(symbol);
        return instrument == null
                ? null
                : toBase(
                        quantity.multiply(price)
                                .multiply(instrument.multiplier())
                                .abs(),
                        instrument.currency(),
                        timeNanos);
    }

    /** Profit of the day so far in the base currency, a loss negative; null where that cannot be worked out. */
    BigDecimal dayProfitBase(long timeNanos) {
        return null;
    }

    /** Whether anything is remembered, so that the state has to hold it. */
    boolean isUsed() {
        return false;
    }

    void writeTo(StateWriter out) {}

    void readFrom(StateReader in) {}
}
