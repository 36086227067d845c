package nexus.adapters.simulated;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import nexus.adapters.Adapter;
import nexus.adapters.link.Fill;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.OrderAnswers;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderStatus;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.link.Tick;
import nexus.adapters.orders.GatewayRequests;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.OrderStore;
import nexus.adapters.orders.Steps;
import nexus.adapters.orders.StoredOrder;
import nexus.adapters.orders.Venue;

/**
 * The model of an adapter: its platform, {@link SimulatedOrders}, lives in the same thread, all else is as for a real one.
 * What the platform held open is gone when the process ends, and the adapter says so; what it executed is remembered.
 */
public final class SimulatedAdapter implements Adapter {
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long CLOSE_MILLIS = 2_000;

    private final SimulatedSettings settings;
    private final LinkTime time = LinkTime.system();
    private final RandomWalk ticks;
    private final SimulatedOrders platform;
    private final OrderStore store;
    private final OrderDesk desk;
    private final GatewayRequests requests;
    private final PlatformLink link;
    private final Thread thread;
    private Pace pace;
    private volatile boolean stopping;
    private volatile String failure;

    private SimulatedAdapter(SimulatedSettings settings, OrderStore store, Consumer<String> say) {
        this.settings = settings;
        this.store = store;
        this.ticks = new RandomWalk(settings.symbols(), settings.seed());
        this.thread = new Thread(this::work, "adapter-" + settings.link().platform());
        this.thread.setDaemon(true);
        this.requests = new GatewayRequests(settings.link().platform(), say, () -> LockSupport.unpark(thread));
        this.link = PlatformLink.create(settings.link(), requests, time);
        this.desk = new OrderDesk(store, link, new Platform());
        this.platform = new SimulatedOrders(
                settings.behaviour(),
                ticks.symbols(),
                new Answers(),
                Long.toString(time.epochNanos().getAsLong() / 1_000, Character.MAX_RADIX) + "-");
    }

    /**
     * Makes one, stopped.
     *
     * @param folder of this adapter alone
     * @param say takes lines for people, from several threads
     * @throws IOException if the folder cannot be used
     */
    public static SimulatedAdapter open(SimulatedSettings settings, Path folder, Consumer<String> say)
            throws IOException {
        return new SimulatedAdapter(
                settings, OrderStore.open(folder, LinkTime.system().epochNanos()), say);
    }

    @Override
    public void start() {
        desk.resume(link, time.epochNanos().getAsLong());
        link.start();
        thread.start();
    }

    private void work() {
        try {
            while (!stopping && requests.endReason() == null) {
                long now = time.nanos();
                if (requests.handTo(desk) + platform.passTime(now) + tick(now) == 0) {
                    LockSupport.parkNanos(this, IDLE_NANOS);
                }
            }
        } catch (RuntimeException e) {
            failure = "stopped by a fault: " + e;
            link.close();
        }
    }

    private int tick(long now) {
        if (!link.isUp()) {
            return 0;
        }
        if (pace == null) {
            pace = new Pace(settings.ticksPerSecond(), now);
        }
        int due = pace.due(now);
        for (int i = 0; i < due; i++) {
            Tick tick = ticks.next(time.epochNanos().getAsLong());
            platform.traded(tick.symbol(), tick.price(), now);
            link.marketData(tick);
        }
        pace.took(due);
        return due;
    }

    @Override
    public boolean isUp() {
        return link.isUp();
    }

    @Override
    public String endReason() {
        return failure != null ? failure : requests.endReason();
    }

    @Override
    public List<String> status() {
        return List.of(
                link.isUp() ? "the gateway is there" : "no gateway",
                store.open().size() + " orders open");
    }

    @Override
    public void close() {
        stopping = true;
        link.close();
        LockSupport.unpark(thread);
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }

    /** What the desk asks of the platform. */
    private final class Platform implements Venue {
        @Override
        public String whyClosed() {
            return null;
        }

        @Override
        public Steps steps(String symbol) {
            return ticks.symbols().contains(symbol) ? Steps.ANY : null;
        }

        @Override
        public void send(OrderRequest order) {
            platform.order(order, time.nanos());
        }

        @Override
        public void cancel(StoredOrder order) {
            platform.cancel(order.ref());
        }

        @Override
        public void ask(StoredOrder order) {
            platform.statusRequest(order.ref());
        }
    }

    /** What the platform says to that. */
    private final class Answers implements OrderAnswers {
        @Override
        public boolean ack(String ref, String platformOrderId) {
            desk.acknowledged(ref, platformOrderId);
            return true;
        }

        @Override
        public boolean fill(Fill fill) {
            return desk.executed(
                    fill.ref(),
                    fill.execId(),
                    fill.quantity(),
                    fill.price(),
                    time.epochNanos().getAsLong());
        }

        @Override
        public boolean reject(String ref, String reason) {
            desk.rejected(ref, reason);
            return true;
        }

        @Override
        public boolean canceled(String ref, String reason) {
            desk.canceled(ref, reason);
            return true;
        }

        @Override
        public boolean status(String ref, OrderStatus status, BigDecimal filled, BigDecimal averagePrice) {
            if (status == OrderStatus.UNKNOWN) {
                desk.canceled(ref, "the simulated platform forgot it when it stopped");
            }
            desk.stands(ref);
            return true;
        }
    }
}
