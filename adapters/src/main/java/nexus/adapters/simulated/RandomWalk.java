package nexus.adapters.simulated;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import nexus.adapters.link.Tick;

/** Ticks each symbol in turn: first its start price, then a step down, none, or up. The same seed walks the same way. */
final class RandomWalk implements TickSource {
    private static final int MAX_VOLUME = 5;

    private final List<SimulatedSymbol> symbols;
    private final SplittableRandom random;
    private final BigDecimal[] prices;
    private int next;

    RandomWalk(List<SimulatedSymbol> symbols, long seed) {
        this.symbols = List.copyOf(symbols);
        this.random = new SplittableRandom(seed);
        this.prices = new BigDecimal[symbols.size()];
    }

    @Override
    public Tick next(long epochNanos) {
        int index = next;
        next = (next + 1) % prices.length;
        SimulatedSymbol symbol = symbols.get(index);
        BigDecimal price = prices[index] == null ? symbol.startPrice() : step(prices[index], symbol.tickSize());
        prices[index] = price;
        return Tick.trade(symbol.name(), price, BigDecimal.valueOf(1 + random.nextInt(MAX_VOLUME)), epochNanos);
    }

    private BigDecimal step(BigDecimal price, BigDecimal tickSize) {
        BigDecimal moved = price.add(tickSize.multiply(BigDecimal.valueOf(random.nextInt(3) - 1)));
        return moved.signum() > 0 ? moved : price;
    }

    @Override
    public Set<String> symbols() {
        Set<String> names = new LinkedHashSet<>();
        symbols.forEach(symbol -> names.add(symbol.name()));
        return names;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
