package nexus.replay.backtest.example;

import java.math.BigDecimal;
import java.util.Map;
import nexus.replay.backtest.strategy.MarketData;
import nexus.replay.backtest.strategy.OrderEvent;
import nexus.replay.backtest.strategy.Orders;
import nexus.replay.backtest.strategy.Signal;
import nexus.replay.backtest.strategy.Strategy;

/**
 * Waits with a limit order below the market to buy one unit, then with one above the price paid to sell it again; shows
 * limits, cancels and what must be waited for in between. A buy that the market has left behind is canceled and placed
 * anew. For one symbol on one platform: those of the first trade.
 *
 * <p>Parameter: {@code distance}, in price points, of the limits from the market (1).
 */
public final class RestingLimits implements Strategy {
    private static final int TOO_FAR = 3;

    private final double distance;
    private String symbol;
    private String platform;
    private String orderId;
    private double limit;
    private boolean isBuy;
    private boolean cancelSent;
    private BigDecimal position = BigDecimal.ZERO;
    private double paid;

    /** With the parameter's default. */
    public RestingLimits() {
        this(Map.of());
    }

    /** @throws NumberFormatException if the distance is no number */
    public RestingLimits(Map<String, String> parameters) {
        distance = Double.parseDouble(parameters.getOrDefault("distance", "1"));
    }

    @Override
    public void onMarketData(MarketData tick, Orders orders) {
        if (!tick.isTrade()) {
            return;
        }
        if (symbol == null) {
            symbol = tick.symbol();
            platform = tick.platform();
        }
        if (!tick.symbol().equals(symbol) || !tick.platform().equals(platform)) {
            return;
        }
        if (orderId == null) {
            place(tick.price(), orders);
        } else if (isBuy && !cancelSent && tick.price() > limit + TOO_FAR * distance) {
            cancelSent = true;
            orders.cancel(orderId);
        }
    }

    private void place(double price, Orders orders) {
        isBuy = position.signum() <= 0;
        limit = isBuy ? price - distance : paid + distance;
        Signal signal = isBuy ? Signal.buy(symbol, 1) : Signal.sell(symbol, 1);
        orderId = orders.send(signal.limit(limit).platforms(platform));
        cancelSent = false;
    }

    @Override
    public void onOrderEvent(OrderEvent event, Orders orders) {
        if (event.orderId() == null || !event.orderId().equals(orderId)) {
            return;
        }
        if (event.type() == OrderEvent.Type.ORDER_FILL) {
            position = position.add(event.signedQuantity());
            paid = event.fillPrice().doubleValue();
        }
        if (event.isEnd()) {
            orderId = null;
        }
    }
}
