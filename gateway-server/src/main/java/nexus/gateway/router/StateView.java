package nexus.gateway.router;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nexus.config.RouterConfig;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;

/**
 * Everything that a router remembers, for people and programs. Lists come row by row, each row a complete map in a writer
 * that is borrowed until the consumer returns: a hundred thousand orders need no room of their own. Reads only, and shows
 * the router as it stands at each call.
 */
public final class StateView {
    private static final Key LAST_INPUT = Key.of("last_input");
    private static final Key HELD = Key.of("held_events");
    private static final Key UNFINISHED = Key.of("unfinished_work");
    private static final Key UP = Key.of("up");
    private static final Key REGISTERED = Key.of("registered");
    private static final Key SUPERSEDED = Key.of("superseded");
    private static final Key SILENT = Key.of("silent");
    private static final Key SENDS_HEARTBEATS = Key.of("sends_heartbeats");
    private static final Key LAST_SEEN_NS = Key.of("last_seen_ns");
    private static final Key SETTLED = Key.of("settled");
    private static final Key STARTED = Key.of("started");
    private static final Key WIRE_ID = Key.of("wire_id");
    private static final Key CANCEL_REQUESTED = Key.of("cancel_requested");
    private static final Key ENDED_NS = Key.of("ended_ns");
    private static final Key MESSAGE = Key.of("message");

    private final RouterState state;
    private final MapWriter row = new MapWriter(1_024);

    StateView(RouterState state) {
        this.state = state;
    }

    /** Writes what is no list, counters included, into a map that has been begun. */
    public void summary(MapWriter map) {
        map.put(Keys.ROUTER_VERSION, Router.VERSION).put(Keys.JOURNAL_ID, state.journalId);
        map.put(LAST_INPUT, state.lastInput);
        Report.trading(state, map);
        AlertReport.summary(state, map);
        map.put(HELD, state.nexus.events().held()).put(UNFINISHED, state.later.size());
        map.put(Keys.OFFSET_NS, state.wallOffsetNanos);
        Report.counters(state, map);
    }

    /** The platforms: configured ones, and others that have spoken. */
    public void platforms(Consumer<MapWriter> rows) {
        for (Platform platform : state.platforms.values()) {
            begin();
            Report.platform(state, row, platform);
            if (platform.session != null) {
                row.put(Keys.SOURCE, platform.session.source);
            }
            end(rows);
        }
    }

    /** The connections on the platforms' port, by their number. */
    public void sessions(Consumer<MapWriter> rows) {
        for (Session session : state.sessions.values()) {
            begin().put(Keys.SOURCE, session.source);
            if (session.platform != null) {
                row.put(Keys.PLATFORM, session.platform.name);
            }
            if (session.principal != null) {
                row.put(Keys.PRINCIPAL, session.principal);
            }
            row.put(UP, session.platform != null && session.platform.session == session && !session.silent);
            row.put(REGISTERED, session.registered).put(SUPERSEDED, session.superseded);
            row.put(SILENT, session.silent).put(SENDS_HEARTBEATS, session.sendsHeartbeats);
            row.put(LAST_SEEN_NS, session.lastSeenNanos);
            row.beginArray(Keys.CAPABILITIES, session.capabilities.size());
            session.capabilities.forEach(row::add);
            end(rows);
        }
    }

    /** The connections on NEXUS's port, in the order in which they came. */
    public void nexusPeers(Consumer<MapWriter> rows) {
        NexusChannel nexus = state.nexus;
        for (NexusPeer peer : nexus.peers()) {
            begin().put(Keys.SOURCE, peer.source).put(Keys.CLIENT, peer.saidHello() ? peer.client : "v0");
            row.put(SETTLED, peer.settled).put(STARTED, peer.started);
            if (peer.resumeRequested) {
                row.put(Keys.RESUME_FROM, peer.resumeFrom);
            }
            end(rows);
        }
    }

    /** The last price of each symbol of each platform. */
    public void prices(Consumer<MapWriter> rows) {
        for (Platform platform : state.platforms.values()) {
            for (Instrument instrument : platform.instruments.values()) {
                if (!Double.isNaN(instrument.lastPrice)) {
                    begin().put(Keys.PLATFORM, platform.name).put(Keys.SYMBOL, instrument.symbol());
                    row.put(Keys.PLATFORM_SYMBOL, instrument.platformSymbol());
                    if (instrument.contract() != null) {
                        row.put(Keys.CONTRACT, instrument.contract());
                    }
                    row.put(Keys.PRICE, instrument.lastPrice).put(Keys.RECV_NS, instrument.lastPriceNanos);
                    end(rows);
                }
            }
        }
    }

    /** What turns each currency into the base, the base aside; none where the configuration has no rates. */
    public void rates(Consumer<MapWriter> rows) {
        for (CurrencyRate rate : state.money.rates().all()) {
            if (!rate.isBase()) {
                begin();
                MoneyReport.rate(state, row, rate);
                end(rows);
            }
        }
    }

    /** The positions, by platform, then symbol; with what they have brought, where that is known. */
    public void positions(Consumer<MapWriter> rows) {
        for (Position position : state.book.positions()) {
            begin();
            Report.position(state, row, position);
            end(rows);
        }
    }

    /** The limits in force: the file's, then those that operators have added. */
    public void limits(Consumer<MapWriter> rows) {
        for (Limit limit : state.risk.limits().all()) {
            begin();
            LimitReport.row(state, row, limit);
            end(rows);
        }
    }

    /** The alerts that are active, the oldest first. */
    public void alerts(Consumer<MapWriter> rows) {
        for (Alert alert : state.alerts.active()) {
            begin();
            AlertMessages.put(state, row, alert);
            end(rows);
        }
    }

    /** All orders that are remembered: the open ones, the newest first, then those that have ended. */
    public void orders(Consumer<MapWriter> rows) {
        List<Order> open = state.book.openOrders();
        Collections.reverse(open);
        show(open, rows);
        List<Order> ended = new ArrayList<>();
        for (Intent intent : state.book.intents()) {
            intent.orders.stream().filter(order -> order.state.isEnded()).forEach(ended::add);
        }
        Collections.reverse(ended);
        show(ended, rows);
    }

    private void show(Collection<Order> orders, Consumer<MapWriter> rows) {
        for (Order order : orders) {
            begin();
            Report.order(row, order);
            row.put(Keys.PLATFORM_SYMBOL, order.platformSymbol).put(Keys.PLATFORM_QTY, order.platformQuantity);
            row.put(WIRE_ID, order.wireId).put(CANCEL_REQUESTED, order.cancelRequested);
            if (order.platformOrderId != null) {
                row.put(Keys.PLATFORM_ORDER_ID, order.platformOrderId);
            }
            if (order.intent.endedNanos != 0) {
                row.put(ENDED_NS, order.intent.endedNanos);
            }
            end(rows);
        }
    }

    /** The order of this {@code ref}; empty if there is none, or its signal's id has been forgotten. */
    public Optional<OrderView> order(String ref) {
        return Optional.ofNullable(state.book.byRef(ref)).map(OrderView::of);
    }

    /** The orders that an {@code order_id} of NEXUS's or a {@code ref} stands for, the oldest first. */
    public List<OrderView> ordersOf(String id) {
        List<OrderView> found = new ArrayList<>();
        for (Intent intent : state.book.intents(id)) {
            intent.orders.forEach(order -> found.add(OrderView.of(order)));
        }
        Order named = state.book.byRef(id);
        if (named != null && !named.intent.orderId.equals(id)) {
            found.add(OrderView.of(named));
        }
        return found;
    }

    /** The orders that have not ended, the oldest first. */
    public List<OrderView> openOrders() {
        return state.book.openOrders().stream().map(OrderView::of).toList();
    }

    /** The platform that a connection speaks for; empty if for none, or there is no such connection. */
    public Optional<String> platformOf(int source) {
        Session session = state.sessions.get(source);
        return session == null || session.platform == null ? Optional.empty() : Optional.of(session.platform.name);
    }

    /** The wall clock minus the gateway's time, ns: not 0 while that follows a step of the wall clock. */
    public long wallOffsetNanos() {
        return state.wallOffsetNanos;
    }

    /** The messages that wait for NEXUS, in the order in which they are to go out: {@code seq} and {@code message}. */
    public void held(Consumer<MapWriter> rows) {
        state.nexus.events().forEachWaiting(event -> {
            int headroom = OutputDigest.PREFIX_LENGTH;
            begin().put(Keys.SEQ, event.seq());
            row.putEncoded(MESSAGE, event.buffer(), headroom, event.buffer().length - headroom);
            end(rows);
        });
    }

    private MapWriter begin() {
        return row.reset().beginMap();
    }

    private void end(Consumer<MapWriter> rows) {
        rows.accept(row.endMap());
    }

    /**
     * Sequence of the SIGNAL behind an order, 0 if none is remembered.
     *
     * @param orderId the signal's id or what the platform calls the order, or null
     * @param ref the order's, or null
     * @param platformSymbol the platform's symbol, which tells orders of the same id apart, or null
     */
    public long signalBehind(String orderId, String ref, String platformSymbol) {
        Order order = state.book.findAnywhere(orderId, ref, platformSymbol);
        if (order != null) {
            return order.intent.signalSequence;
        }
        List<Intent> sameId = orderId == null ? List.of() : state.book.intents(orderId);
        return sameId.isEmpty() ? 0 : sameId.get(sameId.size() - 1).signalSequence;
    }

    /** What a platform's symbol means by the configuration in force; the same where no dialect knows it. */
    public String universalSymbol(String platform, String platformSymbol) {
        return state.symbols.resolve(platform, platformSymbol).universal();
    }

    /**
     * What a platform's symbol means by the configuration in force.
     *
     * @param platform may be unknown, or empty: then what all dialects agree on
     */
    public SymbolMeaning meaning(String platform, String platformSymbol) {
        Instrument instrument = state.symbols.resolve(platform, platformSymbol);
        return new SymbolMeaning(
                instrument.universal(),
                instrument.contract(),
                instrument.units().factor());
    }

    /**
     * What a platform calls a symbol at present; empty if it has no name for it.
     *
     * @param contract the contract that is meant, such as {@code NQH25}; null is the active one
     */
    public Optional<String> platformSymbol(String platform, String universal, String contract) {
        RouterConfig.Mapping mapping = state.symbols.toPlatform(platform, universal);
        if (mapping == null) {
            return Optional.empty();
        }
        String active = state.contracts.activeSymbol(mapping);
        return contract == null || !state.contracts.symbols().isPattern(mapping)
                ? Optional.of(active)
                : state.contracts
                        .parse(universal, contract)
                        .map(month -> state.contracts.symbols().name(mapping, month));
    }
}
