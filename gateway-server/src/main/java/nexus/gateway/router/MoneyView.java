package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.Optional;
import nexus.config.MoneyConfig;

/** What a router knows of money, for those who keep accounts behind it: as it stands at each call. Reads only. */
public final class MoneyView {
    private final RouterState state;

    MoneyView(RouterState state) {
        this.state = state;
    }

    /** Whether the configuration in force says anything of money. */
    public boolean isConfigured() {
        return state.money.isConfigured();
    }

    /** The currency that others are converted to. */
    public String base() {
        return state.money.config().base();
    }

    /** What a universal symbol is worth; empty where the configuration does not say. */
    public Optional<MoneyConfig.Instrument> instrument(String symbol) {
        return Optional.ofNullable(state.money.instrument(symbol));
    }

    /** An amount in the base, at a rate that is young enough for the last input's time; empty if there is none. */
    public Optional<BigDecimal> toBase(BigDecimal amount, String currency) {
        return Optional.ofNullable(state.money.toBase(amount, currency, state.emitter.timeNanos()));
    }

    /** An amount in the base at the last rate, however old; empty if there never was one. */
    public Optional<BigDecimal> toBaseByLastRate(BigDecimal amount, String currency) {
        return Optional.ofNullable(state.money.rates().of(currency))
                .map(CurrencyRate::conversion)
                .map(conversion -> conversion.amount(amount));
    }

    /** An amount of the base in another currency at the last rate, however old; empty if there never was one. */
    public Optional<BigDecimal> fromBaseByLastRate(BigDecimal amount, String currency) {
        return Optional.ofNullable(state.money.rates().of(currency))
                .map(CurrencyRate::conversion)
                .map(conversion -> conversion.inverse().amount(amount));
    }
}
