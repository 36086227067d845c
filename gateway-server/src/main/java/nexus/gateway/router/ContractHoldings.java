package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.List;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/**
 * What is open in one contract.
 *
 * @param positions those that are not flat
 * @param orders those that have not ended
 */
record ContractHoldings(List<Position> positions, List<Order> orders) {
    private static final Key POSITIONS = Key.of("positions");
    private static final Key POSITIONS_TOTAL = Key.of("positions_total");
    private static final Key ORDERS = Key.of("orders");
    private static final Key ORDERS_TOTAL = Key.of("orders_total");

    static ContractHoldings of(RouterState state, String universal, String contract) {
        List<Position> positions = state.book.positions().stream()
                .filter(position -> position.symbol.equals(universal)
                        && contract.equals(position.contract)
                        && (position.quantity.signum() != 0 || position.sideUnknown.signum() != 0))
                .toList();
        List<Order> orders = state.book.openOrders().stream()
                .filter(order -> order.intent.symbol.equals(universal) && contract.equals(order.contract))
                .toList();
        return new ContractHoldings(positions, orders);
    }

    boolean isEmpty() {
        return positions.isEmpty() && orders.isEmpty();
    }

    /** The most that a platform's part can come to on this side if only that side's orders are filled; see {@link Holding}. */
    BigDecimal worst(String platform, Side side) {
        BigDecimal worst = BigDecimal.ZERO;
        for (Position position : positions) {
            if (position.platform.equals(platform)) {
                BigDecimal held = side == Side.BUY ? position.quantity : position.quantity.negate();
                worst = worst.add(held).add(position.sideUnknown);
            }
        }
        for (Order order : orders) {
            if (order.platform.equals(platform) && order.intent.side == side) {
                worst = worst.add(order.leaves());
            }
        }
        return worst;
    }

    /** Lists them, so many of each at the most, and gives the totals. */
    void put(MapWriter map, int most) {
        map.put(POSITIONS_TOTAL, positions.size()).beginArray(POSITIONS, Math.min(most, positions.size()));
        for (Position position : positions.subList(0, Math.min(most, positions.size()))) {
            map.beginMap().put(Keys.PLATFORM, position.platform).put(Keys.QUANTITY, position.quantity);
            map.put(Keys.AVG_PRICE, position.averagePrice).endMap();
        }
        map.put(ORDERS_TOTAL, orders.size()).beginArray(ORDERS, Math.min(most, orders.size()));
        for (Order order : orders.subList(0, Math.min(most, orders.size()))) {
            map.beginMap();
            NexusFeed.putOrderId(map, order.intent);
            map.put(Keys.REF, order.ref).put(Keys.PLATFORM, order.platform);
            map.put(Keys.SIDE, order.intent.side.name()).put(Keys.LEAVES_QTY, order.leaves());
            map.put(Keys.STATUS, order.state.name()).endMap();
        }
    }

    @Override
    public String toString() {
        return isEmpty()
                ? "nothing"
                : count(positions.size(), "open position") + " and " + count(orders.size(), "working order");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
