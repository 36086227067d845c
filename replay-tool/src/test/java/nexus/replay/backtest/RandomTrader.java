package nexus.replay.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nexus.replay.backtest.strategy.MarketData;
import nexus.replay.backtest.strategy.OrderEvent;
import nexus.replay.backtest.strategy.Orders;
import nexus.replay.backtest.strategy.Signal;
import nexus.replay.backtest.strategy.Strategy;

/**
 * Sends whatever there is, at random: every kind of order, near the market and far from it, cancels of its own, and signals
 * in answer to fills. The same seed trades the same.
 *
 * <p>Parameters: {@code seed}; {@code plain}: only MARKET and LIMIT orders that stay, and no cancels.
 */
public final class RandomTrader implements Strategy {
    private static final int ONE_IN = 20;

    private final Random random;
    private final boolean plain;
    private final List<String> sent = new ArrayList<>();
    private double lastPrice;

    public RandomTrader(Map<String, String> parameters) {
        random = new Random(Long.parseLong(parameters.getOrDefault("seed", "1")));
        plain = parameters.containsKey("plain");
    }

    @Override
    public void onMarketData(MarketData tick, Orders orders) {
        lastPrice = tick.price();
        if (random.nextInt(ONE_IN) == 0) {
            send(tick.symbol(), orders);
        }
        if (!plain && !sent.isEmpty() && random.nextInt(2 * ONE_IN) == 0) {
            orders.cancel(sent.get(random.nextInt(sent.size())));
        }
    }

    private void send(String symbol, Orders orders) {
        int quantity = 1 + random.nextInt(5);
        Signal signal = random.nextBoolean() ? Signal.buy(symbol, quantity) : Signal.sell(symbol, quantity);
        double price = Math.round(lastPrice * 10 + random.nextInt(21) - 10) / 10.0;
        signal = switch (random.nextInt(plain ? 2 : 4)) {
            case 0 -> signal;
            case 1 -> signal.limit(price);
            case 2 -> signal.stop(price);
            default -> signal.stop(price).limit(price);
        };
        if (!plain && random.nextBoolean()) {
            Signal.TimeInForce[] all = Signal.TimeInForce.values();
            signal = signal.timeInForce(all[random.nextInt(all.length)]);
        }
        sent.add(orders.send(signal));
    }

    @Override
    public void onOrderEvent(OrderEvent event, Orders orders) {
        if (!plain && event.type() == OrderEvent.Type.ORDER_FILL && random.nextInt(ONE_IN) == 0) {
            send(event.symbol(), orders);
        }
    }
}
