package nexus.replay.step;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.StateView;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** The router's state as a list of named values, such as {@code platforms/nt8/status}; single orders on request. */
final class NamedState {
    private static final String COUNTERS = "counters";
    private static final String ROUTER_VERSION = "router_version";
    private static final String LAST_INPUT = "last_input";
    private static final String LAST_PRICES = "last_prices";

    /** What a tick changes of a position: its price is said under prices, and the position is as it was. */
    private static final String LAST_PRICE = "last_price";

    private static final String UNREALIZED = "unrealized";
    private static final String NET_IN_BASE = "net_";

    private final StateView view;
    private final MapReader reader = new MapReader();

    NamedState(StateView view) {
        this.view = view;
    }

    /** Everything but the orders, in one order. */
    void all(BiConsumer<String, String> values) {
        MapWriter summary = new MapWriter(1_024).reset().beginMap();
        view.summary(summary);
        row("gateway", List.of(), summary.endMap(), values);
        section("platforms", List.of(Keys.PLATFORM), view::platforms, values);
        section("sessions", List.of(Keys.SOURCE), view::sessions, values);
        section("nexus", List.of(Keys.SOURCE), view::nexusPeers, values);
        section("prices", List.of(Keys.PLATFORM, Keys.PLATFORM_SYMBOL), view::prices, values);
        section("rates", List.of(Keys.CURRENCY), view::rates, values);
        section("positions", List.of(Keys.PLATFORM, Keys.SYMBOL), view::positions, values);
        section("alerts", List.of(Keys.CODE, Keys.SUBJECT), view::alerts, values);
    }

    private void section(
            String name, List<Key> names, Consumer<Consumer<MapWriter>> rows, BiConsumer<String, String> values) {
        rows.accept(row -> row(name, names, row, values));
    }

    private void row(String section, List<Key> names, MapWriter row, BiConsumer<String, String> values) {
        reader.wrap(row.buffer(), row.offset(), row.length());
        String path = section + '/';
        for (Key name : names) {
            path += text(reader, reader.find(name)) + '/';
        }
        fields(path, names, reader, values);
    }

    private void fields(String path, List<Key> names, MapReader map, BiConsumer<String, String> values) {
        for (int i = 0; i < map.size(); i++) {
            String name = map.keyName(i);
            boolean isSaidElsewhere =
                    name.equals(LAST_INPUT) || name.equals(LAST_PRICES) || name.equals(ROUTER_VERSION);
            boolean followsFromPrices =
                    name.equals(LAST_PRICE) || name.startsWith(UNREALIZED) || name.startsWith(NET_IN_BASE);
            if (name.equals(COUNTERS)) {
                MapReader counters = new MapReader();
                counters.wrapMap(map, i);
                fields(COUNTERS + '/', List.of(), counters, values);
            } else if (!isSaidElsewhere && !followsFromPrices && !isName(map, i, names)) {
                values.accept(path + name, text(map, i));
            }
        }
    }

    private static boolean isName(MapReader map, int field, List<Key> names) {
        return names.stream().anyMatch(name -> map.keyIs(field, name));
    }

    private static String text(MapReader map, int field) {
        if (map.isNumber(field)) {
            return plain(map.decimalValue(field));
        }
        if (map.type(field) == ValueType.STRING) {
            return map.textValue(field);
        }
        if (map.type(field) == ValueType.BOOLEAN) {
            return map.booleanValue(field) ? "yes" : "no";
        }
        String json = JsonText.of(map.buffer(), map.valueOffset(field), map.valueEnd(field) - map.valueOffset(field));
        return map.type(field) == ValueType.ARRAY ? String.join(" ", map.textValues(field)) : json;
    }

    private static String plain(java.math.BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** What is to be said of one order, below {@code orders/<ref>/}. */
    static void order(OrderView order, BiConsumer<String, String> values) {
        String path = "orders/" + order.ref() + '/';
        values.accept(path + "order_id", order.orderId());
        values.accept(path + "signal", Long.toString(order.signalSequence()));
        values.accept(path + "platform", order.platform());
        values.accept(path + "symbol", order.symbol());
        values.accept(path + "side", order.side());
        values.accept(path + "quantity", plain(order.quantity()));
        values.accept(path + "platform_symbol", order.platformSymbol());
        values.accept(path + "platform_quantity", plain(order.platformQuantity()));
        values.accept(path + "wire_id", order.wireId());
        if (order.platformOrderId() != null) {
            values.accept(path + "platform_order_id", order.platformOrderId());
        }
        values.accept(path + "state", order.state());
        if (order.reason() != null) {
            values.accept(path + "reason", order.reason());
        }
        values.accept(path + "filled", plain(order.filled()));
        values.accept(path + "leaves", plain(order.leaves()));
        if (order.averagePrice() != null) {
            values.accept(path + "average_price", plain(order.averagePrice()));
        }
        values.accept(path + "cancel_requested", order.isCancelRequested() ? "yes" : "no");
    }
}
