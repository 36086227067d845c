package nexus.replay.backtest.fills;

import java.math.BigDecimal;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.command.Times;

/** What a platform answers about an order. Each method gives the same writer with another message in it. */
final class Answers {
    private final FillRules rules;
    private final MapWriter map = new MapWriter(256);
    private long executions;

    Answers(FillRules rules) {
        this.rules = rules;
    }

    private MapWriter begin(String type, OpenOrder order) {
        map.reset().beginMap().put(Keys.TYPE, type);
        return map.putEncoded(Keys.ORDER_ID, order.encodedId, 0, order.encodedId.length)
                .put(Keys.REF, order.ref);
    }

    private MapWriter end(long timeNanos) {
        return map.put(Keys.TIMESTAMP, Times.seconds(timeNanos)).endMap();
    }

    MapWriter acknowledged(OpenOrder order, long timeNanos) {
        begin(Types.ORDER_ACK, order).put(Keys.PLATFORM_ORDER_ID, order.platformOrderId);
        return end(timeNanos);
    }

    MapWriter rejected(OpenOrder order, String reason, long timeNanos) {
        begin(Types.ORDER_REJECT, order).put(Keys.REASON, reason);
        return end(timeNanos);
    }

    MapWriter canceled(OpenOrder order, String reason, long timeNanos) {
        begin(Types.ORDER_CANCELED, order).put(Keys.PLATFORM_ORDER_ID, order.platformOrderId);
        map.put(Keys.REASON, reason);
        return end(timeNanos);
    }

    /** One execution; what is left of the order is without it already. */
    MapWriter filled(OpenOrder order, BigDecimal quantity, BigDecimal price, long timeNanos) {
        executions++;
        begin(Types.ORDER_FILL, order).put(Keys.PLATFORM_ORDER_ID, order.platformOrderId);
        map.put(Keys.SYMBOL, order.symbol).put(Keys.FILLED_QTY, quantity).put(Keys.FILL_PRICE, price);
        map.put(Keys.STATUS, order.leaves.signum() == 0 ? "FILLED" : "PARTIALLY_FILLED");
        map.put(Keys.EXEC_ID, "BT-" + executions);
        if (rules.commission().signum() > 0) {
            map.put(Keys.COMMISSION, rules.commission().multiply(quantity));
            if (!rules.currency().isEmpty()) {
                map.put(Keys.CURRENCY, rules.currency());
            }
        }
        return end(timeNanos);
    }

    /** Where an order stands that has not ended. */
    MapWriter status(OpenOrder order, long timeNanos) {
        BigDecimal filled = order.quantity.subtract(order.leaves);
        begin(Types.ORDER_STATUS, order);
        map.put(Keys.STATUS, filled.signum() == 0 ? "WORKING" : "PARTIALLY_FILLED");
        map.put(Keys.CUM_QTY, filled);
        return end(timeNanos);
    }
}
