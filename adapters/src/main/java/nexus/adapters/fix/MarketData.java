package nexus.adapters.fix;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import nexus.adapters.fix.Entries.Fields;
import nexus.adapters.link.Tick;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.MDEntryDate;
import quickfix.field.MDEntryPx;
import quickfix.field.MDEntrySize;
import quickfix.field.MDEntryTime;
import quickfix.field.MDEntryType;
import quickfix.field.MDReqID;
import quickfix.field.MDUpdateAction;
import quickfix.field.SendingTime;
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
    private boolean unreadableSaid;

    /** What is known of one symbol since the subscription. */
    private static final class Stream {
        private final FixSymbol symbol;
        private final TopOfBook book = new TopOfBook();
        private boolean begun;
        private Trade lastTrade;

        private Stream(FixSymbol symbol) {
            this.symbol = symbol;
        }
    }

    /** What tells a trade from another; 0 for a time that is not given. */
    private record Trade(BigDecimal price, BigDecimal size, long epochNanos) {}

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
    void snapshot(Message message) {
        readable(message, this::snapshot);
    }

    private void snapshot(Entries message) {
        Stream stream = streamOf(message, message.body(), null);
        if (stream == null) {
            return;
        }
        stream.book.clear();
        for (Fields entry : message.entries()) {
            apply(stream, entry, MDUpdateAction.NEW, message, true);
        }
        stream.begun = true;
        tellQuote(stream, message);
    }

    /** MarketDataIncrementalRefresh. */
    void increment(Message message) {
        readable(message, this::increment);
    }

    private void increment(Entries message) {
        Set<Stream> touched = new LinkedHashSet<>();
        Stream stream = null;
        for (Fields entry : message.entries()) {
            stream = streamOf(message, entry, stream);
            if (stream != null) {
                char action = entry.character(MDUpdateAction.FIELD);
                apply(stream, entry, action, message, false);
                touched.add(stream);
            }
        }
        touched.forEach(each -> tellQuote(each, message));
    }

    private void readable(Message message, Consumer<Entries> taker) {
        String raw = message.toRawString();
        try {
            taker.accept(Entries.parse(raw));
        } catch (NumberFormatException e) {
            if (!unreadableSaid) {
                unreadableSaid = true;
                say.accept("market data that cannot be read is left out: " + e.getMessage() + " in "
                        + MaskedLog.mask(raw));
            }
        }
    }

    /** MarketDataRequestReject. */
    void rejected(Message message) throws FieldNotFound {
        Stream stream = byRequest.get(ExecutionReport.text(message, MDReqID.FIELD));
        say.accept("no market data of " + (stream == null ? "a symbol" : stream.symbol.name()) + ": "
                + (message.isSetField(Text.FIELD) ? message.getString(Text.FIELD) : "no reason given"));
    }

    /** By its own symbol, that of the entry before, or the request that it answers. */
    private Stream streamOf(Entries message, Fields fields, Stream before) {
        String name = fields.text(Symbol.FIELD);
        if (name == null) {
            return before != null ? before : byRequest.get(message.body().text(MDReqID.FIELD));
        }
        Stream stream = bySymbol.get(name);
        if (stream == null && !unknownSaid) {
            unknownSaid = true;
            say.accept("market data of " + name + ", which was not asked for, is left out");
        }
        return stream;
    }

    private void apply(Stream stream, Fields entry, char action, Entries message, boolean snapshot) {
        char type = entry.character(MDEntryType.FIELD);
        if (type == MDEntryType.TRADE) {
            if (action != MDUpdateAction.DELETE && entry.has(MDEntryPx.FIELD)) {
                tellTrade(stream, entry, message, snapshot);
            }
        } else if (type == MDEntryType.BID || type == MDEntryType.OFFER) {
            quote(stream.book, type == MDEntryType.BID, entry, action);
        }
    }

    private void quote(TopOfBook book, boolean bid, Fields entry, char action) {
        String key = requests.keyOf(entry);
        if (action == MDUpdateAction.DELETE) {
            book.remove(bid, key);
            return;
        }
        TopOfBook.Entry before = book.find(bid, key);
        BigDecimal price = entry.decimal(MDEntryPx.FIELD);
        BigDecimal size = entry.decimal(MDEntrySize.FIELD);
        if (before != null) {
            price = price == null ? before.price() : price;
            size = size == null ? before.size() : size;
        }
        if (price != null) {
            book.put(bid, key, price, size);
        }
    }

    private void tellTrade(Stream stream, Fields entry, Entries message, boolean snapshot) {
        long entryNanos = FixTimes.of(entry.text(MDEntryDate.FIELD), entry.text(MDEntryTime.FIELD));
        Trade trade = new Trade(entry.decimal(MDEntryPx.FIELD), entry.decimal(MDEntrySize.FIELD), entryNanos);
        boolean repeated = snapshot && trade.equals(stream.lastTrade);
        boolean old = snapshot && !stream.begun;
        stream.lastTrade = trade;
        if (!repeated) {
            ticks.accept(Tick.trade(
                    stream.symbol.name(),
                    trade.price(),
                    old ? null : trade.size(),
                    entryNanos == 0 ? timeOf(message) : entryNanos));
        }
    }

    private void tellQuote(Stream stream, Entries message) {
        TopOfBook.Best best = stream.book.change();
        if (best == null || (best.bid() == null && best.ask() == null)) {
            return;
        }
        ticks.accept(new Tick(
                stream.symbol.name(),
                null,
                null,
                timeOf(message),
                best.bid() == null ? null : best.bid().price(),
                best.ask() == null ? null : best.ask().price(),
                best.bid() == null ? null : best.bid().size(),
                best.ask() == null ? null : best.ask().size(),
                null));
    }

    /** When it was sent; now if it does not say. */
    private long timeOf(Entries message) {
        long sentNanos = FixTimes.of(message.body().text(SendingTime.FIELD));
        return sentNanos == 0 ? epochNanos.getAsLong() : sentNanos;
    }
}
