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
     * The position in a scope, at its worst, with this order: of one symbol the net on its side over its platforms, else
     * the larger of long and short of each symbol and platform, added up.
     */
    BigDecimal position(Scope scope, Proposal order) {
        return scope.symbol().isEmpty() ? inAll(scope, order) : plus(net(scope, order.signal.side()), order.quantity);
    }

    /** The same without it. */
    BigDecimal positionBefore(Scope scope, Proposal order) {
        return scope.symbol().isEmpty() ? inAll(scope, null) : net(scope, order.signal.side());
    }

    /** The position in a scope at its worst, on whichever side that is. */
    BigDecimal worstPosition(Scope scope) {
        return scope.symbol().isEmpty()
                ? inAll(scope, null)
                : net(scope, Side.BUY).max(net(scope, Side.SELL));
    }

    private BigDecimal net(Scope scope, Side side) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Holding one : state.book.holdings().ofSymbol(scope.symbol())) {
            if (scope.platform().isEmpty() || scope.platform().equals(one.platform)) {
                sum = plus(sum, one.worst(side));
            }
        }
        return sum;
    }

    /** @param order null for none */
    private BigDecimal inAll(Scope scope, Proposal order) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Holding one : state.book.holdings().all()) {
            if (scope.platform().isEmpty() || scope.platform().equals(one.platform)) {
                sum = plus(sum, worst(one, order));
            }
        }
        return sum;
    }

    private static BigDecimal worst(Holding one, Proposal order) {
        return order != null && one == order.holding ? order.worst() : one.worst();
    }

    /** The first of many is the sum as it is: an order mostly has one. */
    private static BigDecimal plus(BigDecimal sum, BigDecimal more) {
        return sum.signum() == 0 ? more : sum.add(more);
    }

    /** Whether an order enlarges its holding at its worst. */
    boolean isEnlarging(Proposal order) {
        return order.worst().compareTo(order.holding.worst()) > 0;
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

    /**
     * The worth of all in a scope at its worst; null if it cannot be worked out.
     *
     * @param order that is still to be counted; null for none
     */
    BigDecimal gross(Scope scope, Proposal order) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Holding one : state.book.holdings().all()) {
            boolean isIn = (scope.platform().isEmpty() || scope.platform().equals(one.platform))
                    && (scope.symbol().isEmpty() || scope.symbol().equals(one.symbol));
            BigDecimal worst = isIn ? worst(one, order) : BigDecimal.ZERO;
            if (worst.signum() != 0) {
                BigDecimal worth = worth(one, worst, null);
                if (worth == null) {
                    return null;
                }
                sum = plus(sum, worth);
            }
        }
        return sum;
    }
}
