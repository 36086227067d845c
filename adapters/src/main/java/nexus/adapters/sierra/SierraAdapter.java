package nexus.adapters.sierra;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.Adapter;
import nexus.adapters.link.Backoff;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.orders.GatewayRequests;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.OrderStore;
import nexus.adapters.sierra.dtc.Message;
import nexus.adapters.sierra.dtc.MessageType;
import nexus.adapters.sierra.dtc.SessionMessages.LogonResponse;
import nexus.adapters.sierra.dtc.SessionMessages.Notice;
import nexus.adapters.sierra.dtc.SessionMessages.UserMessage;
import nexus.adapters.sierra.dtc.SymbolMessages.FeedSymbolStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sierra Chart's adapter: the thread, and what it works with. */
public final class SierraAdapter implements Adapter {
    private static final Logger LOG = LoggerFactory.getLogger(SierraAdapter.class);
    private static final long CLOSE_MILLIS = 2_000;

    private final Consumer<String> say;
    private final LinkTime time;
    private final OrderStore store;
    private final Selector selector;
    private final Thread thread;
    private final GatewayRequests requests;
    private final PlatformLink link;
    private final DtcSession session;
    private final SymbolTable symbols;
    private final TradeAccounts accounts;
    private final SierraVenue venue;
    private final OrderDesk desk;
    private final OrderRound round;
    private final Positions positions;
    private final MarketDataFeed feed;

    private volatile boolean stopping;
    private volatile String failure;
    private volatile String whyClosed = "not connected yet";

    private SierraAdapter(
            LinkSettings gateway,
            SierraSettings settings,
            Path folder,
            Consumer<String> say,
            LinkTime time,
            OrderStore store,
            Selector selector) {
        String name = gateway.platform();
        this.say = line -> say.accept(name + ": " + line);
        this.time = time;
        this.store = store;
        this.selector = selector;
        this.requests = new GatewayRequests(name, say, selector::wakeup);
        this.link = PlatformLink.create(gateway.asClient("nexus-sierra", "1"), requests, time);
        this.session = new DtcSession(
                settings, Backoff.standard(gateway.backoffSeed()), selector, new Conversation(), this.say, time);
        this.symbols = new SymbolTable(settings.symbols(), this.say);
        this.accounts = new TradeAccounts(settings.account());
        this.venue = new SierraVenue(
                session, symbols, accounts, time.monotonicNanos(), this::whyUnsettled, this::askWhereItStands);
        this.desk = new OrderDesk(store, link, venue);
        Executions executions = new Executions(desk);
        OrderUpdates updates = new OrderUpdates(
                desk, link, executions, ref -> venue.named(store.find(ref)), this::askWhereItStands, this.say);
        this.round = new OrderRound(session, store, updates, executions, time, this.say);
        this.positions = new Positions(symbols, accounts, link);
        TickDecoder decoder = new TickDecoder(time.epochNanos());
        this.feed = new MarketDataFeed(settings, symbols, link, decoder, folder, this.say);
        this.thread = new Thread(this::work, "sierra-" + name);
        thread.setDaemon(true);
    }

    /**
     * Makes an adapter, stopped.
     *
     * @param folder of this adapter alone, made where missing
     * @param say takes lines for people, from several threads
     * @throws IOException if the folder cannot be used: one line for people
     */
    public static SierraAdapter open(LinkSettings gateway, SierraSettings settings, Path folder, Consumer<String> say)
            throws IOException {
        LinkTime time = LinkTime.system();
        OrderStore store = OrderStore.open(folder, time.epochNanos());
        boolean opened = false;
        try {
            SierraAdapter adapter = new SierraAdapter(gateway, settings, folder, say, time, store, Selector.open());
            opened = true;
            return adapter;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    @Override
    public void start() {
        desk.resume(link, time.epochNanos().getAsLong());
        link.start();
        thread.start();
    }

    @Override
    public boolean isUp() {
        return link.isUp() && whyClosed == null;
    }

    @Override
    public String endReason() {
        return failure != null ? failure : stopping ? null : requests.endReason();
    }

    @Override
    public List<String> status() {
        List<String> lines = new ArrayList<>();
        lines.add(link.isUp() ? "the gateway is there" : "no gateway");
        lines.add(whyClosed == null ? "Sierra Chart takes orders" : whyClosed);
        lines.addAll(feed.status());
        return lines;
    }

    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
        store.close();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("the selector did not close in order", e);
        }
    }

    private void work() {
        try {
            while (!stopping) {
                pass();
            }
            session.close();
        } catch (IOException | RuntimeException e) {
            LOG.error("the adapter of Sierra Chart stops", e);
            failure = "stopped by a fault: " + e;
            session.close();
            link.close();
        }
    }

    private void pass() throws IOException {
        long now = time.nanos();
        int done = requests.handTo(desk) + session.pass(now) + round.pass(now) + positions.pass(now) + feed.pass(now);
        whyClosed = venue.whyClosed();
        if (done > 0) {
            return;
        }
        long due = Math.min(session.dueNanos(), Math.min(round.dueNanos(now), positions.dueNanos(now)));
        long waitNanos = Math.min(due, feed.dueNanos(now)) - time.nanos();
        selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos)));
        selector.selectedKeys().clear();
    }

    private String whyUnsettled() {
        return round.isSettled() ? null : "Sierra Chart is being asked for its open orders, after a connect";
    }

    private void askWhereItStands(String ref) {
        round.ask(ref);
    }

    /** Brings messages to those whom they concern. */
    private final class Conversation implements DtcSession.Client {
        @Override
        public void up(Message logon) {
            venue.tradingIs(logon.flag(LogonResponse.TRADING_IS_SUPPORTED));
            accounts.clear();
            session.send(Message.of(MessageType.TRADE_ACCOUNTS_REQUEST));
            symbols.askAll(session);
            round.begin();
            positions.askAll(session);
            feed.begin(
                    session,
                    logon.flag(LogonResponse.MARKET_DATA_SUPPORTED),
                    logon.flag(LogonResponse.RESUBSCRIBE_WHEN_MARKET_DATA_FEED_AVAILABLE));
        }

        @Override
        public void down() {
            round.end();
            positions.clear();
            accounts.clear();
        }

        @Override
        public void received(Message message) {
            switch (message.type()) {
                case ORDER_UPDATE -> round.orderUpdate(message);
                case HISTORICAL_ORDER_FILL_RESPONSE -> round.fill(message);
                case OPEN_ORDERS_REJECT, HISTORICAL_ORDER_FILLS_REJECT -> round.rejected(message);
                case POSITION_UPDATE -> positions.take(message, time.nanos());
                case TRADE_ACCOUNT_RESPONSE -> accounts.take(message);
                case SECURITY_DEFINITION_RESPONSE -> symbols.defined(message);
                case SECURITY_DEFINITION_REJECT -> symbols.rejected(message);
                case MARKET_DATA_REJECT -> feed.rejected(message);
                case MARKET_DATA_FEED_STATUS -> feed.feedStatus(session, message);
                case MARKET_DATA_FEED_SYMBOL_STATUS ->
                    LOG.info(
                            "feed status of symbol {}: {}",
                            message.whole(FeedSymbolStatus.SYMBOL_ID),
                            message.whole(FeedSymbolStatus.STATUS));
                case USER_MESSAGE -> say.accept("Sierra Chart says: " + message.text(UserMessage.USER_MESSAGE));
                case GENERAL_LOG_MESSAGE, ALERT_MESSAGE ->
                    LOG.info("Sierra Chart says: {}", message.text(Notice.MESSAGE_TEXT));
                default -> feed.take(message);
            }
        }
    }
}
