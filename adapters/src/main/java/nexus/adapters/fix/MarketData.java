package nexus.adapters.fix;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import nexus.adapters.link.Tick;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.MDEntryPx;
import quickfix.field.MDEntrySize;
import quickfix.field.MDEntryType;
import quickfix.field.MDReqID;
import quickfix.field.MDUpdateAction;
import quickfix.field.NoMDEntries;
import quickfix.field.Symbol;
import quickfix.field.Text;

/**
 * Subscriptions, and ticks out of snapshots (W) and increments (X). On QuickFIX/J's thread alone.
 *
 * <p>A trade is told once: one that a snapshot repeats is not, and one that was before the subscription is told without its
 * volume.
 */
final class MarketData {
    private final MarketDataRequests requests;
    private final Consumer<Tick> ticks;
    private final Consumer<String> say;
    private final LongSupplier epochNanos;
    private final Map<String, Stream> bySymbol = new HashMap<>();
    private final Map<String, Stream> byRequest = new HashMap<>();
    private boolean unknownSaid;

    /** What is known of one symbol since the subscription. */
    private static final class Stream {
        private final FixSymbol symbol;
        private final TopOfBook book = new TopOfBook();
        private boolean begun;
        private Tick lastTrade;

        private Stream(FixSymbol symbol) {
            this.symbol = symbol;
        }
    }

    /** @param ticks takes each tick */
    MarketData(FixSettings settings, Consumer<Tick> ticks, Consumer<String> say, LongSupplier epochNanos) {
        this.requests = new MarketDataRequests(settings.marketData());
        this.ticks = ticks;
        this.say = say;
        this.epochNanos = epochNanos;
        for (FixSymbol symbol : settings.symbols()) {
            bySymbol.put(symbol.fixName(), new Stream(symbol));
        }
    }

    /** Subscribes to everything, on a session that has just come up. */
    void subscribe(FixSession session, SentMessages sent) {
        byRequest.clear();
        for (Stream stream : bySymbol.values()) {
            stream.book.clear();
            stream.begun = false;
            String id = requests.nextId();
            byRequest.put(id, stream);
            Message request = requests.subscription(id, stream.symbol);
            int number = session.send(request);
            if (number > 0) {
                sent.sent(number, "V", stream.symbol.name());
            }
        }
    }

    /** MarketDataSnapshotFullRefresh. */
    void snapshot(Message message) throws FieldNotFound {
        Stream stream = streamOf(message, message, null);
        if (stream == null) {
            return;
        }
        stream.book.clear();
        for (Group entry : message.getGroups(NoMDEntries.FIELD)) {
            apply(stream, entry, MDUpdateAction.NEW, message, true);
        }
        stream.begun = true;
        tellQuote(stream, FixTimes.of(message));
    }

    /** MarketDataIncrementalRefresh. */
    void increment(Message message) throws FieldNotFound {
        Set<Stream> touched = new LinkedHashSet<>();
        Stream stream = null;
        for (Group entry : message.getGroups(NoMDEntries.FIELD)) {
            stream = streamOf(message, entry, stream);
            if (stream != null) {
                char action = entry.isSetField(MDUpdateAction.FIELD)
                        ? entry.getChar(MDUpdateAction.FIELD)
                        : MDUpdateAction.NEW;
                apply(stream, entry, action, message, false);
                touched.add(stream);
            }
        }
        for (Stream each : touched) {
            tellQuote(each, FixTimes.of(message));
        }
    }

    /** MarketDataRequestReject. */
    void rejected(Message message) throws FieldNotFound {
        Stream stream = byRequest.get(ExecutionReport.text(message, MDReqID.FIELD));
        say.accept("no market data of " + (stream == null ? "a symbol" : stream.symbol.name()) + ": "
                + (message.isSetField(Text.FIELD) ? message.getString(Text.FIELD) : "no reason given"));
    }

    /** By its own symbol, that of the entry before, or the request that it answers. */
    private Stream streamOf(Message message, FieldMap entry, Stream before) throws FieldNotFound {
        if (entry.isSetField(Symbol.FIELD)) {
            String name = entry.getString(Symbol.FIELD);
            Stream stream = bySymbol.get(name);
            if (stream == null && !unknownSaid) {
                unknownSaid = true;
                say.accept("market data of " + name + ", which was not asked for, is left out");
            }
            return stream;
        }
        return before != null ? before : byRequest.get(ExecutionReport.text(message, MDReqID.FIELD));
    }

    private void apply(Stream stream, Group entry, char action, Message message, boolean snapshot)
            throws FieldNotFound {
        char type = entry.getChar(MDEntryType.FIELD);
        if (type == MDEntryType.TRADE) {
            if (action != MDUpdateAction.DELETE && entry.isSetField(MDEntryPx.FIELD)) {
                tellTrade(stream, entry, message, snapshot);
            }
        } else if (type == MDEntryType.BID || type == MDEntryType.OFFER) {
            quote(stream.book, type == MDEntryType.BID, entry, action);
        }
    }

    private void quote(TopOfBook book, boolean bid, Group entry, char action) throws FieldNotFound {
        String key = requests.keyOf(entry);
        if (action == MDUpdateAction.DELETE) {
            book.remove(bid, key);
            return;
        }
        TopOfBook.Entry before = book.find(bid, key);
        BigDecimal price = decimal(entry, MDEntryPx.FIELD, before == null ? null : before.price());
        BigDecimal size = decimal(entry, MDEntrySize.FIELD, before == null ? null : before.size());
        if (price != null) {
            book.put(bid, key, price, size);
        }
    }

    private void tellTrade(Stream stream, Group entry, Message message, boolean snapshot) throws FieldNotFound {
        BigDecimal price = entry.getDecimal(MDEntryPx.FIELD);
        Tick trade = Tick.trade(
                stream.symbol.name(), price, decimal(entry, MDEntrySize.FIELD, null), FixTimes.of(entry, message));
        if (snapshot && trade.equals(stream.lastTrade)) {
            return;
        }
        stream.lastTrade = trade;
        boolean old = snapshot && !stream.begun;
        ticks.accept(new Tick(
                trade.symbol(),
                price,
                old ? null : trade.volume(),
                orNow(trade.epochNanos()),
                null,
                null,
                null,
                null,
                null));
    }

    private void tellQuote(Stream stream, long eventNanos) {
        TopOfBook.Best best = stream.book.change();
        if (best == null || (best.bid() == null && best.ask() == null)) {
            return;
        }
        ticks.accept(new Tick(
                stream.symbol.name(),
                null,
                null,
                orNow(eventNanos),
                best.bid() == null ? null : best.bid().price(),
                best.ask() == null ? null : best.ask().price(),
                best.bid() == null ? null : best.bid().size(),
                best.ask() == null ? null : best.ask().size(),
                null));
    }

    private long orNow(long eventNanos) {
        return eventNanos == 0 ? epochNanos.getAsLong() : eventNanos;
    }

    private static BigDecimal decimal(Group entry, int tag, BigDecimal otherwise) throws FieldNotFound {
        return entry.isSetField(tag) ? entry.getDecimal(tag) : otherwise;
    }
}
