package nexus.replay.profit;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import nexus.config.MoneyConfig;
import nexus.gateway.router.MoneyView;

/**
 * What a point of each symbol is worth, in which currency, and what that is in the base: by the journaled configuration
 * and the recorded rates, as they stand when they are asked. A multiplier that was given goes before the configured one.
 */
public final class Values {
    private final Map<String, BigDecimal> given;
    private final Supplier<Optional<MoneyView>> money;
    private final Map<String, BigDecimal> multipliers;

    private Values(Map<String, BigDecimal> given, Supplier<Optional<MoneyView>> money) {
        this.given = Map.copyOf(given);
        this.money = money;
        this.multipliers = new TreeMap<>(given);
    }

    /** Multipliers only; whatever currency amounts are in, they are added up as they are. */
    public static Values given(Map<String, BigDecimal> multipliers) {
        return new Values(multipliers, Optional::empty);
    }

    /** Multipliers that were given, then what a router knows, or another one where it knows nothing. */
    public static Values of(Map<String, BigDecimal> multipliers, MoneyView first, MoneyView second) {
        return new Values(
                multipliers,
                () -> Optional.of(first.isConfigured() ? first : second).filter(MoneyView::isConfigured));
    }

    /** What one point of one universal unit is worth, in {@link #currency}; 1 where nobody knows. */
    BigDecimal multiplier(String symbol) {
        BigDecimal stated = given.get(symbol);
        return stated != null
                ? stated
                : instrument(symbol).map(MoneyConfig.Instrument::multiplier).orElse(BigDecimal.ONE);
    }

    /** Notes that a symbol was used, so that its multiplier is among {@link #multipliers}. */
    void use(String symbol) {
        instrument(symbol).ifPresent(instrument -> multipliers.putIfAbsent(symbol, instrument.multiplier()));
    }

    /** The currency of a symbol's prices; null where nobody knows. */
    String currency(String symbol) {
        return instrument(symbol).map(MoneyConfig.Instrument::currency).orElse(null);
    }

    private Optional<MoneyConfig.Instrument> instrument(String symbol) {
        return money.get().flatMap(view -> view.instrument(symbol));
    }

    /** Whether amounts in this currency are not in the base. */
    boolean isForeign(String currency) {
        return currency != null
                && money.get().map(view -> !view.base().equals(currency)).orElse(false);
    }

    /** In the base at a rate that is young enough; empty if there is none. */
    Optional<BigDecimal> toBase(BigDecimal amount, String currency) {
        return money.get().flatMap(view -> view.toBase(amount, currency));
    }

    /** In the base at the last rate; empty if there never was one. */
    Optional<BigDecimal> toBaseByLastRate(BigDecimal amount, String currency) {
        return money.get().flatMap(view -> view.toBaseByLastRate(amount, currency));
    }

    /** From one currency to another at the last rates; empty if there never was one. */
    Optional<BigDecimal> convert(BigDecimal amount, String from, String to) {
        return money.get()
                .flatMap(
                        view -> view.toBaseByLastRate(amount, from).flatMap(base -> view.fromBaseByLastRate(base, to)));
    }

    /** By universal symbol: those that were given, and the configured ones of the symbols that were used. */
    public Map<String, BigDecimal> multipliers() {
        return new TreeMap<>(multipliers);
    }

    /** The currency that amounts are in; empty where the configuration says nothing of money. */
    public Optional<String> base() {
        return money.get().map(MoneyView::base);
    }
}
