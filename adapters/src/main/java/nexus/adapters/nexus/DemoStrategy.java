package nexus.adapters.nexus;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import nexus.adapters.ledger.Ledger;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.Side;

/**
 * A strategy that proves the way there and back and nothing about markets: once it has seen its symbol it buys and sells
 * in turn, and keeps account of what comes of it.
 */
public final class DemoStrategy implements AutoCloseable {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long CLOSE_MILLIS = 1_000;

    private final DemoSettings settings;
    private final Consumer<String> say;
    private final LinkTime time = LinkTime.system();
    private final Ledger ledger;
    private final StrategyAccount account = new StrategyAccount();
    private final NexusClient client;
    private final Thread thread;
    private volatile boolean marketSeen;
    private volatile boolean paused;
    private volatile boolean stopping;
    private volatile String endReason;
    private long lastOrderId;
    private int signals;

    private DemoStrategy(DemoSettings settings, Consumer<String> say, Ledger ledger) throws IOException {
        this.settings = settings;
        this.say = say;
        this.ledger = ledger;
        this.thread = new Thread(this::trade, "demo-strategy");
        this.thread.setDaemon(true);
        this.client = NexusClient.open(settings.nexus(), new Listener());
    }

    /**
     * Connects and trades.
     *
     * @param say takes lines for people, from several threads
     * @throws IOException if the ledger or the file of the place cannot be opened
     */
    public static DemoStrategy open(DemoSettings settings, Consumer<String> say) throws IOException {
        Ledger ledger = settings.ledger() == null ? Ledger.none() : Ledger.open(settings.ledger());
        boolean opened = false;
        try {
            DemoStrategy strategy = new DemoStrategy(settings, say, ledger);
            strategy.thread.start();
            opened = true;
            return strategy;
        } finally {
            if (!opened) {
                ledger.close();
            }
        }
    }

    /** Runs until told to stop and returns what came of it. */
    public static Tally run(DemoSettings settings, Consumer<String> say, BooleanSupplier stop) throws IOException {
        try (DemoStrategy strategy = open(settings, say)) {
            while (!stop.getAsBoolean() && strategy.endReason == null) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            return strategy.tally();
        }
    }

    /** Sends no more signals until {@link #proceed}; goes on listening. */
    public void pause() {
        paused = true;
    }

    /** Sends signals again. */
    public void proceed() {
        paused = false;
    }

    /** Whether the gateway is there. */
    public boolean isUp() {
        return client.isUp();
    }

    /** Why it has ended by itself, or null. */
    public String endReason() {
        return endReason;
    }

    /** What came of the signals so far. */
    public Tally tally() {
        return account.tally();
    }

    /** Stops trading and disconnects; within 2 s. */
    @Override
    public void close() throws IOException {
        stopping = true;
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        ledger.close();
    }

    private void trade() {
        try {
            sendSignals();
        } catch (RuntimeException e) {
            endReason = "stopped by a fault: " + e;
        }
    }

    private void sendSignals() {
        long dueNanos = time.nanos();
        while (!stopping && signals < settings.maxSignals()) {
            long now = time.nanos();
            if (marketSeen && !paused && client.isUp() && now - dueNanos >= 0) {
                signal();
                dueNanos = now + TimeUnit.MILLISECONDS.toNanos(settings.signalEveryMillis());
            }
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }

    private void signal() {
        long millis = TimeUnit.NANOSECONDS.toMillis(time.epochNanos().getAsLong());
        lastOrderId = Math.max(lastOrderId + 1, millis);
        Side side = signals % 2 == 0 ? Side.BUY : Side.SELL;
        Signal signal = Signal.market(Long.toString(lastOrderId), settings.symbol(), side, settings.quantity());
        // Written down first: the answer may be here before the call returns.
        account.sent(signal);
        ledger.write(
                "signal",
                "at_ns",
                time.epochNanos().getAsLong(),
                "order_id",
                signal.orderId(),
                "symbol",
                signal.symbol(),
                "side",
                side,
                "quantity",
                signal.quantity());
        if (client.signal(signal)) {
            signals++;
            say.accept("signal sent: " + side + " " + signal.symbol() + " (" + signal.orderId() + ")");
        } else {
            account.unsent(signal.orderId());
            ledger.write("signal_unsent", "order_id", signal.orderId());
        }
    }

    private final class Listener implements NexusHandler {
        @Override
        public void marketData(MarketData tick) {
            account.tick();
            if (!marketSeen && settings.symbol().equals(tick.symbol())) {
                marketSeen = true;
                say.accept("market data received: " + tick.symbol() + " @ " + tick.price());
            }
        }

        @Override
        public void signalAck(SignalAck ack) {
            account.acknowledged(ack);
            ledger.write("ack", "seq", ack.seq(), "order_id", ack.orderId(), "platforms", ack.platforms());
            say.accept("order routed to " + String.join(", ", ack.platforms()) + " (" + ack.orderId() + ")");
        }

        @Override
        public void orderFill(OrderFill fill) {
            boolean first = account.filled(fill);
            ledger.write(
                    first ? "fill" : "fill_again",
                    "seq",
                    fill.seq(),
                    "order_id",
                    fill.orderId(),
                    "platform",
                    fill.platform(),
                    "exec_id",
                    fill.execId(),
                    "quantity",
                    fill.quantity(),
                    "price",
                    fill.price(),
                    "flags",
                    fill.flags());
            say.accept("order filled: " + fill.symbol() + " @ " + fill.price().toPlainString() + " on "
                    + fill.platform() + " (" + fill.orderId() + ")");
        }

        @Override
        public void orderStatus(OrderState state) {
            account.status(state);
            ledger.write(
                    "status",
                    "seq",
                    state.seq(),
                    "order_id",
                    state.orderId(),
                    "platform",
                    state.platform(),
                    "status",
                    state.status(),
                    "cum_qty",
                    state.filled());
        }

        @Override
        public void reject(Reject reject) {
            account.rejected(reject);
            ledger.write(
                    "reject",
                    "seq",
                    reject.seq(),
                    "order_id",
                    reject.orderId(),
                    "platform",
                    reject.platform(),
                    "code",
                    reject.code());
            say.accept("rejected: " + reject.code() + ": " + reject.reason());
        }

        @Override
        public void repeated(long seq) {
            account.repeated();
            ledger.write("repeated", "seq", seq);
        }

        @Override
        public void platformStatus(String platform, String status, String reason) {
            say.accept("platform " + platform + " " + status);
        }

        @Override
        public void up() {
            say.accept("connected to the gateway at " + settings.nexus().endpoint());
        }

        @Override
        public void down(String reason) {
            if (!stopping) {
                say.accept("gateway lost: " + reason);
            }
        }

        @Override
        public void ended(String reason) {
            if (!stopping) {
                endReason = reason;
            }
        }
    }
}
