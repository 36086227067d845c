package nexus.adapters.conformance;

import java.math.BigDecimal;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.Side;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * An order as the gateway sends it.
 *
 * @param limitPrice null unless it is a limit order
 */
record TestOrder(
        String ref,
        String orderId,
        String symbol,
        Side side,
        BigDecimal quantity,
        OrderType type,
        BigDecimal limitPrice) {

    byte[] toBytes() {
        MapWriter map = new MapWriter(256)
                .reset()
                .beginMap()
                .put(Keys.TYPE, Types.ORDER)
                .put(Keys.SYMBOL, symbol)
                .put(Keys.SIDE, side.name())
                .put(Keys.QUANTITY, quantity)
                .put(Keys.ORDER_ID, orderId)
                .put(Keys.REF, ref)
                .put(Keys.ORDER_TYPE, type.name());
        if (limitPrice != null) {
            map.put(Keys.LIMIT_PRICE, limitPrice);
        }
        return map.put(Keys.TIME_IN_FORCE, "DAY").put(Keys.SEQ, 256L).endMap().toBytes();
    }

    byte[] cancel() {
        return request(Types.ORDER_CANCEL);
    }

    byte[] statusRequest() {
        return request(Types.ORDER_STATUS_REQUEST);
    }

    private byte[] request(String type) {
        return new MapWriter(128)
                .reset()
                .beginMap()
                .put(Keys.TYPE, type)
                .put(Keys.ORDER_ID, orderId)
                .put(Keys.REF, ref)
                .put(Keys.SYMBOL, symbol)
                .put(Keys.SEQ, 512L)
                .endMap()
                .toBytes();
    }
}
