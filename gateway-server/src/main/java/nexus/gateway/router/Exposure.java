package nexus.gateway.router;

import java.math.BigDecimal;
import nexus.config.RiskConfig.Scope;
import nexus.config.RouterConfig;
import nexus.config.RouterConfig.Mapping;

/** Sums over what is held, at its worst: for limits on positions and on what they are worth. */
final class Exposure {
    private final RouterState state;
    private final SignalContracts contracts;

    Exposure(RouterState state) {
        this.state = state;
        this.contracts = new SignalContracts(state);
    }

    /** What worth is counted in. */
    String base() {
        return state.config().money().base();
    }

    /**
     * The instrument whose last price counts for a holding: that of its own platform, else the one with the youngest
     * price of the same symbol among those whose prices are the same; null if none has had a price.
     */
    Instrument priced(Holding holding) {
        if (holding.instrument == null || holding.instrumentsOfTable != state.symbols) {
            holding.instrument = find(holding.platform, holding.symbol);
            holding.instrumentsOfTable = state.symbols;
        }
        if (holding.instrument != null && !Double.isNaN(holding.instrument.lastPrice)) {
            return holding.instrument;
        }
        Instrument youngest = null;
        for (RouterConfig.Platform platform : state.config().platforms()) {
            Mapping mapping = state.symbols.toPlatform(platform.name(), holding.symbol);
            Instrument other = mapping != null && mapping.samePrice() ? find(platform.name(), holding.symbol) : null;
            boolean isPriced = other != null && !Double.isNaN(other.lastPrice);
            if (isPriced && (youngest == null || other.lastPriceNanos > youngest.lastPriceNanos)) {
                youngest = other;
            }
        }
        return youngest;
    }

    private Instrument find(String name, String symbol) {
        Platform platform = state.platforms.get(name);
        Mapping mapping = state.symbols.toPlatform(name, symbol);
        if (platform == null || mapping == null) {
            return null;
        }
        byte[] key = SymbolTable.utf8(state.contracts.activeSymbol(mapping));
        return platform.instruments.get(key, 0, key.length);
    }

    /** What an order is worth at its own price, else at the last; null if nobody knows. */
    BigDecimal ofOrder(Proposal order) {
        BigDecimal price = order.signal.limitPrice() != null ? order.signal.limitPrice() : order.signal.stopPrice();
        return worth(order.holding, order.quantity, price);
    }

    /** @param price null for the last one */
    private BigDecimal worth(Holding holding, BigDecimal quantity, BigDecimal price) {
        BigDecimal at = price;
        if (at == null) {
            Instrument priced = priced(holding);
            at = priced == null ? null : priced.exactPrice();
        }
        return at == null ? null : state.money.notional(holding.symbol, quantity, at, state.emitter.timeNanos());
    }

    /**
     * The position in a scope, at its worst, with so much more to come of one side of a holding: of one symbol the net on
     * that side over its platforms, else the larger of long and short of each symbol and platform, added up.
     */
    BigDecimal position(Scope scope, Holding holding, Side side, BigDecimal more) {
        if (!scope.symbol().isEmpty()) {
            BigDecimal sum = more;
            for (Holding one : state.book.holdings().ofSymbol(scope.symbol())) {
                if (scope.platform().isEmpty() || scope.platform().equals(one.platform)) {
                    sum = sum.add(one.worst(side));
                }
            }
            return sum;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Holding one : state.book.holdings().all()) {
            if (scope.platform().isEmpty() || scope.platform().equals(one.platform)) {
                sum = sum.add(one == holding ? one.worst().max(one.worst(side).add(more)) : one.worst());
            }
        }
        return sum;
    }

    /** The position in a scope at its worst, on whichever side that is. */
    BigDecimal worstPosition(Scope scope) {
        return position(scope, null, Side.BUY, BigDecimal.ZERO).max(position(scope, null, Side.SELL, BigDecimal.ZERO));
    }

    /** By how much an order enlarges its holding at its worst, 0 or more. */
    BigDecimal enlargedBy(Proposal order) {
        BigDecimal after = order.holding.worst(order.signal.side()).add(order.quantity);
        return after.subtract(order.holding.worst()).max(BigDecimal.ZERO);
    }

    /** How much shrinks what is held, whatever else is filled: of a future, in the one contract that the order is for. */
    BigDecimal room(Proposal order) {
        Signal signal = order.signal;
        String contract = contracts.name(signal, order.mapping);
        BigDecimal worst = contract == null
                ? order.holding.worst(signal.side())
                : ContractHoldings.of(state, signal.symbol(), contract).worst(order.name, signal.side());
        return Units.normal(worst.negate().max(BigDecimal.ZERO));
    }

    /** Whether an order shrinks what is held, whatever else is filled. */
    boolean shrinks(Proposal order) {
        return order.quantity.compareTo(room(order)) <= 0;
    }

    /** The worth of all in a scope at its worst, with so much more of one holding; null if it cannot be worked out. */
    BigDecimal gross(Scope scope, Holding holding, BigDecimal more) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Holding one : state.book.holdings().all()) {
            boolean isIn = (scope.platform().isEmpty() || scope.platform().equals(one.platform))
                    && (scope.symbol().isEmpty() || scope.symbol().equals(one.symbol));
            BigDecimal worst = isIn ? one == holding ? one.worst().add(more) : one.worst() : BigDecimal.ZERO;
            if (worst.signum() != 0) {
                BigDecimal worth = worth(one, worst, null);
                if (worth == null) {
                    return null;
                }
                sum = sum.add(worth);
            }
        }
        return sum;
    }
}
