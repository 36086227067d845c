package nexus.adapters.fix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import nexus.adapters.Adapter;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.orders.GatewayRequests;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.OrderStore;
import nexus.adapters.orders.Registration;
import nexus.adapters.orders.StoredOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.MsgType;

/**
 * FIX 4.4's adapter: the threads, and what they work with.
 *
 * <p>What comes from the counterparty is acted upon on QuickFIX/J's thread, so that a message counts as received only when
 * what it says is remembered; what comes from the gateway, on the adapter's own. One lock keeps them apart; it is never
 * waited for by what QuickFIX/J calls while it sends.
 */
public final class FixAdapter implements Adapter {
    private static final Logger LOG = LoggerFactory.getLogger(FixAdapter.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long CLOSE_MILLIS = 500;

    private static final Patience PATIENCE = new Patience(TimeUnit.SECONDS.toNanos(5), TimeUnit.SECONDS.toNanos(3));

    /**
     * How long to wait for the counterparty.
     *
     * @param settlingNanos so long it may answer "unknown order" of one that it is about to take
     * @param logonNanos so long the gateway does not hear of us while we are not logged on; then orders are rejected
     */
    record Patience(long settlingNanos, long logonNanos) {}

    private final LinkTime time;
    private final Patience patience;
    private final OrderStore store;
    private final Consumer<String> say;
    private final Thread thread;
    private final GatewayRequests requests;
    private final PlatformLink link;
    private final FixSession trade;
    private final FixSession quote;
    private final FixEngine engine;
    private final FixVenue venue;
    private final SentMessages sent = new SentMessages();
    private final SentMessages quoteSent;
    private final OrderDesk desk;
    private final StatusQuestions questions;
    private final ExecutionReports reports;
    private final Refusals refusals;
    private final MarketData marketData;
    private final boolean wantsData;
    private final Object lock = new Object();
    private Registration registration;
    private volatile boolean stopping;
    private volatile String failure;

    private FixAdapter(
            LinkSettings gateway,
            FixSettings settings,
            Path folder,
            Consumer<String> say,
            LinkTime time,
            OrderStore store,
            Patience patience) {
        String name = gateway.platform();
        this.time = time;
        this.patience = patience;
        this.store = store;
        this.say = line -> say.accept(name + ": " + MaskedLog.mask(line));
        this.thread = new Thread(this::work, "fix-" + name);
        thread.setDaemon(true);
        this.requests = new GatewayRequests(name, say, () -> LockSupport.unpark(thread));
        this.link = PlatformLink.create(gateway.asClient("nexus-fix", "1"), requests, time);
        this.trade = new FixSession(settings.trade(), time.monotonicNanos(), this.say, gateway.backoffSeed());
        this.quote = settings.quote() == null
                ? trade
                : new FixSession(settings.quote(), time.monotonicNanos(), this.say, gateway.backoffSeed() + 1);
        this.quoteSent = quote == trade ? sent : new SentMessages();
        this.venue = new FixVenue(settings, trade, sent, time.epochNanos(), this.say);
        this.desk = new OrderDesk(store, link, venue);
        this.questions =
                new StatusQuestions(store, venue::askNow, this.say, time.monotonicNanos(), settings.asksStatus());
        venue.asksThrough(questions);
        this.reports = new ExecutionReports(desk, questions, this.say, time.epochNanos(), patience.settlingNanos());
        this.refusals = new Refusals(desk, questions, reports, this.say);
        this.wantsData = settings.marketData().wanted();
        this.marketData = new MarketData(settings, link::marketData, this.say, time.epochNanos());
        this.engine = FixEngine.of(
                quote == trade ? List.of(trade) : List.of(trade, quote), folder.resolve("fix"), new Counterparty());
    }

    /**
     * Makes an adapter, stopped.
     *
     * @param folder of this adapter alone, made where missing
     * @param say takes lines for people, from several threads
     * @throws IOException if the folder cannot be used: one line for people
     */
    public static FixAdapter open(LinkSettings gateway, FixSettings settings, Path folder, Consumer<String> say)
            throws IOException {
        return open(gateway, settings, folder, say, PATIENCE);
    }

    static FixAdapter open(
            LinkSettings gateway, FixSettings settings, Path folder, Consumer<String> say, Patience patience)
            throws IOException {
        LinkTime time = LinkTime.system();
        OrderStore store = OrderStore.open(folder, time.epochNanos());
        boolean opened = false;
        try {
            FixAdapter adapter = new FixAdapter(gateway, settings, folder, say, time, store, patience);
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
        registration = new Registration(link, patience.logonNanos(), time.nanos());
        engine.start();
        thread.start();
    }

    @Override
    public boolean isUp() {
        return link.isUp() && trade.whyDown() == null && quote.whyDown() == null;
    }

    @Override
    public String endReason() {
        return failure != null ? failure : stopping ? null : requests.endReason();
    }

    @Override
    public List<String> status() {
        List<String> lines = new ArrayList<>();
        lines.add(link.isUp() ? "the gateway is there" : "no gateway");
        lines.add(standing("orders", trade));
        if (quote != trade) {
            lines.add(standing("market data", quote));
        }
        return lines;
    }

    private static String standing(String what, FixSession session) {
        String why = session.whyDown();
        return what + ": " + (why == null ? session.settings() + " is logged on" : why);
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engine.close();
        link.close();
        synchronized (lock) {
            store.close();
        }
    }

    private void work() {
        try {
            while (!stopping && failure == null && requests.endReason() == null) {
                pass();
            }
        } catch (RuntimeException e) {
            failed(e);
        }
        if (failure != null) {
            engine.close();
            link.close();
        }
    }

    private void pass() {
        long now = time.nanos();
        engine.pass(now);
        registration.pass(now, trade.whyDown());
        int done;
        synchronized (lock) {
            done = requests.handTo(desk) + questions.pass(now);
        }
        if (done == 0 && requests.isEmpty()) {
            LockSupport.parkNanos(this, TICK_NANOS);
        }
    }

    private void failed(RuntimeException e) {
        LOG.error("the FIX adapter stops", e);
        failure = "stopped by a fault: " + e;
        LockSupport.unpark(thread);
    }

    /** Brings messages to those whom they concern. */
    private final class Counterparty implements FixEngine.Client {
        @Override
        public void numbersBegin(FixSession session) {
            synchronized (lock) {
                (session == trade ? sent : quoteSent).clear();
            }
        }

        @Override
        public void up(FixSession session) {
            if (session == trade) {
                missed(session);
            }
            if (session == quote && wantsData) {
                synchronized (lock) {
                    marketData.subscribe(session, quoteSent);
                }
            }
        }

        @Override
        public void missed(FixSession session) {
            if (session == trade) {
                synchronized (lock) {
                    store.open().stream().filter(StoredOrder::sent).forEach(questions::ask);
                }
            }
        }

        @Override
        public void down(FixSession session) {
            if (session == trade) {
                synchronized (lock) {
                    questions.forget();
                }
            }
        }

        @Override
        public void received(FixSession session, Message message) throws FieldNotFound {
            String type = message.getHeader().getString(MsgType.FIELD);
            try {
                dispatch(session, type, message);
            } catch (FieldNotFound | FieldException e) {
                say.accept("a message of type " + type + " is left out: " + e.getMessage() + " in "
                        + MaskedLog.mask(message.toString()));
            } catch (RuntimeException e) {
                failed(e);
                throw e;
            }
        }

        private void dispatch(FixSession session, String type, Message message) throws FieldNotFound {
            switch (type) {
                case MsgType.MARKET_DATA_SNAPSHOT_FULL_REFRESH -> marketData.snapshot(message);
                case MsgType.MARKET_DATA_INCREMENTAL_REFRESH -> marketData.increment(message);
                case MsgType.MARKET_DATA_REQUEST_REJECT -> marketData.rejected(message);
                case MsgType.EXECUTION_REPORT -> {
                    synchronized (lock) {
                        reports.take(ExecutionReport.of(message));
                    }
                }
                case MsgType.ORDER_CANCEL_REJECT -> {
                    synchronized (lock) {
                        refusals.cancelReject(message);
                    }
                }
                case MsgType.BUSINESS_MESSAGE_REJECT, MsgType.REJECT -> {
                    synchronized (lock) {
                        refusals.reject(message, session == trade ? sent : quoteSent);
                    }
                }
                default -> LOG.debug("{}: a message of type {} is not needed", session.id(), type);
            }
        }
    }
}
