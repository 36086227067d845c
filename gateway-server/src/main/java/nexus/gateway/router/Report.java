package nexus.gateway.router;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/** Shows state to operators. Reads only. */
final class Report {
    private static final int MAX_ORDERS = 200;
    private static final Key HALTED = Key.of("halted");
    private static final Key TRADING = Key.of("trading");
    private static final Key STOPPED_BY = Key.of("stopped_by");
    private static final Key NEXUS = Key.of("nexus");
    private static final Key WAITING = Key.of("waiting_events");
    private static final Key PLATFORM_LIST = Key.of("platform_status");
    private static final Key TICKS = Key.of("ticks");
    private static final Key LAST_PRICES = Key.of("last_prices");
    private static final Key COUNTERS = Key.of("counters");
    private static final Key ORDERS = Key.of("orders");
    private static final Key OPEN_ORDERS = Key.of("open_orders");
    private static final Key IN_DOUBT = Key.of("in_doubt");
    private static final Key POSITIONS = Key.of("positions");
    private static final Key SIDE_UNKNOWN = Key.of("side_unknown");
    private static final Key PLATFORM_SAYS = Key.of("platform_says");
    private static final Key PLATFORM_SAYS_NS = Key.of("platform_says_ns");
    private static final Key TOTAL = Key.of("total");

    private Report() {}

    static void status(RouterState state, MapWriter map) {
        map.put(Keys.ROUTER_VERSION, Router.VERSION).put(Keys.JOURNAL_ID, state.journalId);
        trading(state, map);
        AlertReport.summary(state, map);
        map.beginArray(PLATFORM_LIST, state.platforms.size());
        for (Platform platform : state.platforms.values()) {
            map.beginMap();
            platform(state, map, platform);
            prices(map, platform);
            map.endMap();
        }
        counters(state, map);
    }

    /** Whether orders go out, and what is open. */
    static void trading(RouterState state, MapWriter map) {
        TradingState trading = state.trading;
        map.put(HALTED, trading.isHalted()).put(TRADING, trading.level().name());
        if (trading.reason() != null) {
            map.put(Keys.REASON, trading.reason());
        }
        if (trading.who() != null) {
            map.put(STOPPED_BY, trading.who()).put(Keys.SINCE_NS, trading.sinceNanos());
        }
        map.put(NEXUS, nexus(state)).put(WAITING, state.nexus.events().waiting());
        List<Order> open = state.book.openOrders();
        map.put(OPEN_ORDERS, open.size());
        map.put(
                IN_DOUBT,
                open.stream()
                        .filter(order -> order.state == OrderState.IN_DOUBT)
                        .count());
    }

    private static String nexus(RouterState state) {
        NexusPeer only = state.nexus.only();
        if (only == null) {
            return state.nexus.isAmbiguous() ? "AMBIGUOUS" : "DOWN";
        }
        String who = only.saidHello() ? "UP (" + only.client + ")" : "UP (v0)";
        return state.nexus.isBlocked() ? who + ", takes nothing for now" : who;
    }

    static void platform(RouterState state, MapWriter map, Platform platform) {
        map.put(Keys.PLATFORM, platform.name).put(Keys.STATUS, platform.isUp() ? "UP" : "DOWN");
        map.put(Key.of("configured"), state.symbols.isConfigured(platform.name)).put(TICKS, platform.ticks);
    }

    private static void prices(MapWriter map, Platform platform) {
        List<Instrument> priced = platform.instruments.values().stream()
                .filter(instrument -> !Double.isNaN(instrument.lastPrice))
                .limit(50)
                .toList();
        map.beginArray(LAST_PRICES, priced.size());
        for (Instrument instrument : priced) {
            map.beginMap().put(Keys.SYMBOL, instrument.symbol()).put(Keys.PRICE, instrument.lastPrice);
            map.put(Keys.RECV_NS, instrument.lastPriceNanos).endMap();
        }
    }

    static void counters(RouterState state, MapWriter map) {
        Counters counters = state.counters;
        map.beginMap(COUNTERS);
        map.put(Key.of("platform_messages"), counters.platformMessages);
        map.put(Key.of("nexus_messages"), counters.nexusMessages);
        map.put(TICKS, counters.ticks);
        map.put(Key.of("ticks_forwarded"), counters.ticksForwarded);
        map.put(Key.of("ticks_dropped"), state.nexus.droppedTicks());
        map.put(Key.of("unknown_symbol_ticks"), counters.unknownSymbolTicks);
        map.put(Key.of("malformed"), counters.malformed);
        map.put(Key.of("signals"), counters.signals);
        map.put(Key.of("signals_refused"), counters.signalsRefused);
        map.put(ORDERS, counters.orders);
        map.put(Key.of("orders_refused_by_socket"), counters.ordersRefusedBySocket);
        map.put(Key.of("cancels"), counters.cancels);
        map.put(Key.of("fills"), counters.fills);
        map.put(Key.of("fills_flagged"), counters.fillsFlagged);
        map.put(Key.of("fills_repeated"), counters.fillsRepeated);
        map.endMap();
    }

    /** What needs somebody first: orders in doubt, then open ones, then ended ones; the newest first among each. */
    static void orders(RouterState state, MapWriter map) {
        List<Order> newest = new ArrayList<>();
        int total = 0;
        for (Intent intent : state.book.intents()) {
            total += intent.orders.size();
            newest.addAll(intent.orders);
            if (newest.size() > 2 * MAX_ORDERS) {
                newest.subList(0, newest.size() - MAX_ORDERS).removeIf(order -> order.state.isEnded());
            }
        }
        Collections.reverse(newest);
        newest.sort(Comparator.comparingInt(Report::rank));
        List<Order> shown = newest.subList(0, Math.min(newest.size(), MAX_ORDERS));
        map.put(TOTAL, total).beginArray(ORDERS, shown.size());
        for (Order order : shown) {
            map.beginMap();
            order(map, order);
            map.endMap();
        }
    }

    private static int rank(Order order) {
        return order.state == OrderState.IN_DOUBT ? 0 : order.state.isEnded() ? 2 : 1;
    }

    static void order(MapWriter map, Order order) {
        NexusFeed.putOrderId(map, order.intent);
        map.put(Keys.REF, order.ref).put(Keys.PLATFORM, order.platform);
        map.put(Keys.SYMBOL, order.intent.symbol).put(Keys.SIDE, order.intent.side.name());
        map.put(Keys.QUANTITY, order.quantity).put(Keys.STATUS, order.state.name());
        map.put(Keys.CUM_QTY, order.cumulative()).put(Keys.LEAVES_QTY, order.leaves());
        if (order.averagePrice() != null) {
            map.put(Keys.AVG_PRICE, order.averagePrice());
        }
        if (order.reason != null) {
            map.put(Keys.REASON, order.reason);
        }
        map.put(Keys.SEQ, order.intent.signalSequence);
        if (order.contract != null) {
            map.put(Keys.CONTRACT, order.contract);
        }
    }

    static void positions(RouterState state, MapWriter map) {
        map.beginArray(POSITIONS, state.book.positions().size());
        for (Position position : state.book.positions()) {
            map.beginMap();
            position(state, map, position);
            map.endMap();
        }
        MoneyReport.day(state, map);
    }

    static void position(RouterState state, MapWriter map, Position position) {
        map.put(Keys.PLATFORM, position.platform).put(Keys.SYMBOL, position.symbol);
        if (position.contract != null) {
            map.put(Keys.CONTRACT, position.contract);
        }
        map.put(Keys.QUANTITY, position.quantity).put(Keys.AVG_PRICE, position.averagePrice);
        if (position.sideUnknown.signum() != 0) {
            map.put(SIDE_UNKNOWN, position.sideUnknown);
        }
        if (position.stated != null) {
            map.put(PLATFORM_SAYS, position.stated.quantity).put(PLATFORM_SAYS_NS, position.stated.timeNanos);
        }
        MoneyReport.position(state, map, position);
    }
}
