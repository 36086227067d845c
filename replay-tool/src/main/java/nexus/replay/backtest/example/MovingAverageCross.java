package nexus.replay.backtest.example;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import nexus.replay.backtest.strategy.MarketData;
import nexus.replay.backtest.strategy.OrderEvent;
import nexus.replay.backtest.strategy.Orders;
import nexus.replay.backtest.strategy.Signal;
import nexus.replay.backtest.strategy.Strategy;

/**
 * Holds one unit long while the fast average of trade prices is above the slow one, one unit short while it is below: for
 * each symbol on each platform by itself. Trades at the market, and waits with the next signal until the last one has come
 * to its end.
 *
 * <p>Parameters: {@code fast} and {@code slow}, the averages' lengths in trades (50 and 500), and {@code quantity} (1).
 */
public final class MovingAverageCross implements Strategy {
    private final int fast;
    private final int slow;
    private final BigDecimal quantity;
    private final Map<String, Map<String, Market>> platforms = new TreeMap<>();
    private final Map<String, Market> waiting = new TreeMap<>();

    /** What is known of one symbol on one platform. */
    private static final class Market {
        /** The last trades' prices, around and around; 0 where there was none yet. */
        private final double[] prices;
        /** Where the next price goes: what stands there leaves the slow average. */
        private int next;
        /** What leaves the fast average. */
        private int leaving;

        private long count;
        private double fastSum;
        private double slowSum;
        private BigDecimal position = BigDecimal.ZERO;
        private boolean waits;

        Market(int fast, int slow) {
            prices = new double[slow];
            leaving = slow - fast;
        }
    }

    /** With the parameters' defaults. */
    public MovingAverageCross() {
        this(Map.of());
    }

    /** @throws IllegalArgumentException unless 0 &lt; fast &lt; slow */
    public MovingAverageCross(Map<String, String> parameters) {
        fast = Integer.parseInt(parameters.getOrDefault("fast", "50"));
        slow = Integer.parseInt(parameters.getOrDefault("slow", "500"));
        quantity = new BigDecimal(parameters.getOrDefault("quantity", "1"));
        if (fast < 1 || slow <= fast) {
            throw new IllegalArgumentException("fast=" + fast + ", slow=" + slow + ": 0 < fast < slow expected");
        }
    }

    @Override
    public void onMarketData(MarketData tick, Orders orders) {
        if (!tick.isTrade()) {
            return;
        }
        Map<String, Market> symbols = platforms.computeIfAbsent(tick.platform(), platform -> new TreeMap<>());
        Market market = symbols.get(tick.symbol());
        if (market == null) {
            market = new Market(fast, slow);
            symbols.put(tick.symbol(), market);
        }
        add(market, tick.price());
        if (market.count < slow || market.waits) {
            return;
        }
        double difference = market.fastSum / fast - market.slowSum / slow;
        if (difference > 0 && market.position.signum() <= 0) {
            trade(tick, market, Signal.Side.BUY, orders);
        } else if (difference < 0 && market.position.signum() >= 0) {
            trade(tick, market, Signal.Side.SELL, orders);
        }
    }

    private void add(Market market, double price) {
        market.slowSum += price - market.prices[market.next];
        market.fastSum += price - market.prices[market.leaving];
        market.prices[market.next] = price;
        market.next = market.next + 1 == slow ? 0 : market.next + 1;
        market.leaving = market.leaving + 1 == slow ? 0 : market.leaving + 1;
        market.count++;
    }

    private void trade(MarketData tick, Market market, Signal.Side side, Orders orders) {
        BigDecimal turn = quantity.add(market.position.abs());
        String orderId = orders.send(Signal.market(tick.symbol(), side, turn).platforms(tick.platform()));
        market.waits = true;
        waiting.put(orderId, market);
    }

    @Override
    public void onOrderEvent(OrderEvent event, Orders orders) {
        Market market = event.orderId() == null ? null : waiting.get(event.orderId());
        if (market == null) {
            return;
        }
        market.position = market.position.add(event.signedQuantity());
        if (event.isEnd()) {
            market.waits = false;
            waiting.remove(event.orderId());
        }
    }
}
