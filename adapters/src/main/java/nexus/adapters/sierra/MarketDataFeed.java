package nexus.adapters.sierra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.link.Tick;
import nexus.adapters.sierra.SierraSettings.DataSource;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.SymbolMessages.FeedStatus;
import nexus.adapters.sierra.dtc.SymbolMessages.MarketDataReject;
import nexus.adapters.sierra.dtc.SymbolMessages.MarketDataRequest;
import nexus.adapters.sierra.scid.ScidTail;

/**
 * Ticks, of each symbol from one place: from the server, or from the symbol's file where that is wanted or the server
 * refuses. A symbol that went over to its file stays there for the adapter's life.
 */
final class MarketDataFeed {
    private static final int SUBSCRIBE = 1;
    private static final int FEED_UNAVAILABLE = 1;
    private static final int FEED_AVAILABLE = 2;

    private final SierraSettings settings;
    private final SymbolTable symbols;
    private final PlatformLink link;
    private final TickDecoder decoder;
    private final Path folder;
    private final Consumer<String> say;
    private final Map<Integer, ScidTail> tails = new ConcurrentHashMap<>();
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private boolean resubscribes;
    private boolean feedLost;
    private boolean polled;
    private long pollNanos;

    /** @param folder where it remembers how far files were told */
    MarketDataFeed(
            SierraSettings settings,
            SymbolTable symbols,
            PlatformLink link,
            TickDecoder decoder,
            Path folder,
            Consumer<String> say) {
        this.settings = settings;
        this.symbols = symbols;
        this.link = link;
        this.decoder = decoder;
        this.folder = folder;
        this.say = say;
        if (settings.dataSource() == DataSource.SCID) {
            symbols.all().forEach(this::follow);
        }
    }

    /**
     * A session has begun.
     *
     * @param served whether the server has market data at all
     * @param mustResubscribe whether subscriptions end when its feed is lost
     */
    void begin(DtcSession session, boolean served, boolean mustResubscribe) {
        resubscribes = mustResubscribe;
        feedLost = false;
        if (!wantsServer()) {
            return;
        }
        if (served) {
            symbols.all().forEach(entry -> subscribe(session, entry));
        } else {
            symbols.all().forEach(entry -> refused(entry, "it has no market data for DTC clients"));
        }
    }

    private boolean wantsServer() {
        return settings.dataSource() == DataSource.AUTO || settings.dataSource() == DataSource.DTC;
    }

    private void subscribe(DtcSession session, SymbolTable.Entry entry) {
        if (!tails.containsKey(entry.id())) {
            session.send(Message.of(MessageType.MARKET_DATA_REQUEST)
                    .put(MarketDataRequest.REQUEST_ACTION, SUBSCRIBE)
                    .put(MarketDataRequest.SYMBOL_ID, entry.id())
                    .put(MarketDataRequest.SYMBOL, entry.symbol().sierraName())
                    .put(MarketDataRequest.EXCHANGE, entry.symbol().exchange()));
        }
    }

    /** Takes the refusal of a subscription. */
    void rejected(Message reject) {
        SymbolTable.Entry entry = symbols.ofId(reject.whole(MarketDataReject.SYMBOL_ID));
        if (entry != null) {
            refused(entry, reject.text(MarketDataReject.REJECT_TEXT));
        }
    }

    private void refused(SymbolTable.Entry entry, String reason) {
        String what = entry.symbol().sierraName() + ": Sierra Chart refuses market data: " + reason;
        if (tails.containsKey(entry.id())) {
            return;
        }
        if (settings.dataSource() == DataSource.AUTO && settings.dataFolder() != null) {
            say.accept(what + "; its ticks come from " + entry.symbol().scidFile() + " from now on");
            follow(entry);
        } else if (refused.add(entry.id())) {
            say.accept(what + "; set dataFolder to Sierra Chart's Data folder, and data to auto");
        }
    }

    private void follow(SymbolTable.Entry entry) {
        SierraSymbol symbol = entry.symbol();
        Path memory = settings.resumesScid()
                ? folder.resolve(symbol.scidFile().replaceAll("[^A-Za-z0-9._-]", "_") + ".place")
                : null;
        tails.put(
                entry.id(),
                new ScidTail(
                        settings.dataFolder().resolve(symbol.scidFile()),
                        symbol.name(),
                        symbol.scidFactor(),
                        entry::steps,
                        memory,
                        say));
    }

    /** Takes what the server says of its feed. */
    void feedStatus(DtcSession session, Message message) {
        int status = message.number(FeedStatus.STATUS);
        if (status == FEED_UNAVAILABLE && !feedLost) {
            feedLost = true;
            say.accept("Sierra Chart has lost its market data feed: see File > Connect to Data Feed");
        } else if (status == FEED_AVAILABLE && feedLost) {
            feedLost = false;
            say.accept("Sierra Chart has its market data feed again");
            if (resubscribes && wantsServer()) {
                symbols.all().forEach(entry -> subscribe(session, entry));
            }
        }
    }

    /** Takes a message of market data. */
    void take(Message message) {
        SymbolTable.Entry entry = symbols.ofId(TickDecoder.symbolId(message));
        if (entry != null && !tails.containsKey(entry.id())) {
            Tick tick = decoder.tick(message, entry.symbol().name(), entry.steps());
            if (tick != null) {
                link.marketData(tick);
            }
        }
    }

    /** Looks at the files when that is due; how many ticks they gave. */
    int pass(long nowNanos) {
        if (tails.isEmpty() || (polled && nowNanos - pollNanos < 0)) {
            return 0;
        }
        polled = true;
        pollNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(settings.scidPollMillis());
        int count = 0;
        for (ScidTail tail : tails.values()) {
            count += tail.pass(tick -> {
                // Without a gateway ticks are dropped and counted, unless none may be lost.
                boolean takes = link.hasRoomForTick() || (!link.isUp() && !tail.resumes());
                return takes && (link.marketData(tick) || !tail.resumes());
            });
        }
        return count;
    }

    /** When {@link #pass} must be called at the latest. */
    long dueNanos(long nowNanos) {
        return tails.isEmpty() ? nowNanos + TimeUnit.SECONDS.toNanos(10) : polled ? pollNanos : nowNanos;
    }

    /** Where ticks come from, for people. Safe from any thread. */
    List<String> status() {
        List<String> lines = new ArrayList<>();
        for (SymbolTable.Entry entry : symbols.all()) {
            String source = tails.containsKey(entry.id())
                    ? entry.symbol().scidFile()
                    : refused.contains(entry.id()) || !wantsServer() ? "nowhere" : "the DTC server";
            lines.add(entry.symbol().name() + ": ticks from " + source);
        }
        return lines;
    }
}
