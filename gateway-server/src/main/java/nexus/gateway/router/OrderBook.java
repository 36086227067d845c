package nexus.gateway.router;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All orders that are remembered, their positions, and the execution ids seen. */
final class OrderBook {
    /** Platform under which executions are counted that cannot be attributed. */
    static final String UNATTRIBUTED = "?";

    private final Map<String, Intent> intents = new LinkedHashMap<>();
    private final Map<String, List<Intent>> intentsById = new LinkedHashMap<>();
    private final Map<String, Order> byRef = new LinkedHashMap<>();
    private final Map<String, Order> byWireId = new LinkedHashMap<>();
    private final Set<Intent> open = new LinkedHashSet<>();
    private final ArrayDeque<Intent> ended = new ArrayDeque<>();
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Map<String, Position> positions = new TreeMap<>();
    private final Collection<Position> positionsToRead = Collections.unmodifiableCollection(positions.values());
    private final Set<Order> touched = new LinkedHashSet<>();
    private final Told told = new Told();
    private final Changes changes;
    private final Holdings holdings = new Holdings();
    private long refCounter;

    OrderBook(Changes changes) {
        this.changes = changes;
    }

    /** An execution as its platform named it. */
    record Execution(String platform, String execId, String content, long timeNanos) {}

    /** What the present NEXUS was told when it came, until it is certain to have got that. */
    static final class Told {
        final Set<Order> orders = new LinkedHashSet<>();

        /** When it was told, ns since the epoch. */
        long timeNanos;
    }

    /** The next {@code ref}: 8 characters of the journal's id, then a counter in base 36. */
    String nextRef(String journalId) {
        return journalId + Long.toString(++refCounter, 36).toUpperCase(Locale.ROOT);
    }

    void add(Intent intent) {
        intents.put(intent.key(), intent);
        if (intent.endedNanos == 0) {
            open.add(intent);
        }
        intentsById.computeIfAbsent(intent.orderId, id -> new ArrayList<>(1)).add(intent);
    }

    void add(Order order) {
        order.intent.orders.add(order);
        byRef.put(order.ref, order);
        byWireId.put(wireKey(order.platform, order.wireId), order);
    }

    Intent intent(String orderId, String symbol, Side side) {
        return intents.get(Intent.key(orderId, symbol, side));
    }

    /** All signals with this id, oldest first. */
    List<Intent> intents(String orderId) {
        return intentsById.getOrDefault(orderId, List.of());
    }

    Collection<Intent> intents() {
        return Collections.unmodifiableCollection(intents.values());
    }

    Order byRef(String ref) {
        return byRef.get(ref);
    }

    boolean isWireIdUsed(String platform, String wireId) {
        return byWireId.containsKey(wireKey(platform, wireId));
    }

    /** The order that a platform means by an {@code order_id} or {@code ref}, or null. */
    Order find(String platform, String orderId, String ref) {
        if (ref != null) {
            Order order = byRef.get(ref);
            if (order != null && order.platform.equals(platform)) {
                return order;
            }
        }
        if (orderId == null) {
            return null;
        }
        Order order = byWireId.get(wireKey(platform, orderId));
        return order != null ? order : orderId.equals(ref) ? null : find(platform, null, orderId);
    }

    /** The orders on a platform that have not ended, oldest first. */
    List<Order> openOrders(String platform) {
        List<Order> found = new ArrayList<>();
        for (Intent intent : open) {
            for (Order order : intent.orders) {
                if (order.platform.equals(platform) && !order.state.isEnded()) {
                    found.add(order);
                }
            }
        }
        return found;
    }

    /** All orders that have not ended, oldest first. */
    List<Order> openOrders() {
        List<Order> found = new ArrayList<>();
        for (Intent intent : open) {
            intent.orders.stream().filter(order -> !order.state.isEnded()).forEach(found::add);
        }
        return found;
    }

    /** The one order with this id and platform symbol on any platform; null if there is none or more than one. */
    Order findAnywhere(String orderId, String ref, String platformSymbol) {
        if (ref != null && byRef.containsKey(ref)) {
            return byRef.get(ref);
        }
        if (orderId == null) {
            return null;
        }
        if (byRef.containsKey(orderId)) {
            return byRef.get(orderId);
        }
        Order found = null;
        for (Intent intent : intents(orderId)) {
            for (Order order : intent.orders) {
                if (order.wireId.equals(orderId) && order.platformSymbol.equals(platformSymbol)) {
                    if (found != null) {
                        return null;
                    }
                    found = order;
                }
            }
        }
        return found;
    }

    /** Notes that an order has changed: a NEXUS that comes back is told. */
    void touch(Order order, long timeNanos) {
        touched.add(order);
        changes.touched(order);
        holdings.changed(order);
        Intent intent = order.intent;
        if (intent.endedNanos == 0 && intent.orders.stream().allMatch(o -> o.state.isEnded())) {
            intent.endedNanos = timeNanos;
            open.remove(intent);
            ended.add(intent);
        }
    }

    /** The orders that a NEXUS which now comes is to be told of, in order of their first change. */
    List<Order> takeTouched(long timeNanos) {
        List<Order> orders = List.copyOf(touched);
        told.orders.addAll(orders);
        told.timeNanos = timeNanos;
        touched.clear();
        return orders;
    }

    /** The NEXUS that was told last is gone, and may not have got it: the next one is told all that again. */
    void untell() {
        List<Order> since = List.copyOf(touched);
        touched.clear();
        touched.addAll(told.orders);
        touched.addAll(since);
        told.orders.clear();
    }

    /** A NEXUS that was told before this point in time, and is still there, has got it. */
    void confirmTold(long beforeNanos) {
        if (told.timeNanos < beforeNanos) {
            told.orders.clear();
        }
    }

    /** The execution already seen under this id on this platform, or null; if null, it is remembered now. */
    Execution seenBefore(Execution execution) {
        return executions.putIfAbsent(wireKey(execution.platform(), execution.execId()), execution);
    }

    /** What is held of this contract; made where nothing ever was. {@code contract} is null for what is no future. */
    Position position(String platform, String symbol, String contract) {
        return positions.computeIfAbsent(positionKey(platform, symbol, contract), key -> {
            Position position = new Position(platform, symbol, contract);
            holdings.add(position);
            return position;
        });
    }

    /** What is held and what may come of the open orders. */
    Holdings holdings() {
        return holdings;
    }

    /** Says which contract a position is in, unless that is held already. */
    void assign(Position position, String contract) {
        String key = positionKey(position.platform, position.symbol, contract);
        if (!positions.containsKey(key)) {
            positions.remove(positionKey(position.platform, position.symbol, position.contract));
            position.contract = contract;
            positions.put(key, position);
        }
    }

    /** All positions, by platform, then symbol, then contract. */
    Collection<Position> positions() {
        return positionsToRead;
    }

    /** What is held of one contract, 0 where nothing was ever traded. */
    BigDecimal held(String platform, String symbol, String contract) {
        Position position = positions.get(positionKey(platform, symbol, contract));
        return position == null ? BigDecimal.ZERO : position.quantity;
    }

    /** Forgets ids whose orders ended, and executions that came, before a point in time. */
    void forgetBefore(long timeNanos) {
        while (!ended.isEmpty() && ended.peek().endedNanos < timeNanos) {
            forget(ended.poll());
        }
        var oldest = executions.values().iterator();
        while (oldest.hasNext() && oldest.next().timeNanos() < timeNanos) {
            oldest.remove();
        }
    }

    private void forget(Intent intent) {
        intents.remove(intent.key());
        List<Intent> sameId = intentsById.get(intent.orderId);
        sameId.remove(intent);
        if (sameId.isEmpty()) {
            intentsById.remove(intent.orderId);
        }
        for (Order order : intent.orders) {
            byRef.remove(order.ref);
            byWireId.remove(wireKey(order.platform, order.wireId));
            touched.remove(order);
            told.orders.remove(order);
        }
    }

    private static String wireKey(String platform, String id) {
        return platform + '\u0000' + id;
    }

    private static String positionKey(String platform, String symbol, String contract) {
        return contract == null ? wireKey(platform, symbol) : wireKey(platform, symbol) + '\u0000' + contract;
    }

    void writeTo(StateWriter out) {
        OrderBookState.write(out, this, refCounter, ended, executions.values(), touched, told);
    }

    /** Fills an empty book. */
    void readFrom(StateReader in) {
        refCounter = OrderBookState.read(in, this, ended, touched, told);
        openOrders().forEach(holdings::changed);
    }

    void restore(Position position) {
        positions.put(positionKey(position.platform, position.symbol, position.contract), position);
        holdings.add(position);
    }
}
