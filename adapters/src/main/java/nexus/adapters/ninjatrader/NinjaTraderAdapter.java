package nexus.adapters.ninjatrader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** NinjaTrader's adapter over files: the thread, and what it works with. */
public final class NinjaTraderAdapter implements Adapter {
    private static final Logger LOG = LoggerFactory.getLogger(NinjaTraderAdapter.class);
    private static final long CLOSE_MILLIS = 2_000;

    private final LinkTime time;
    private final OrderStore store;
    private final GatewayRequests requests;
    private final PlatformLink link;
    private final AtiVenue venue;
    private final OrderDesk desk;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile String failure;
    private volatile String whyClosed = "not started";

    private NinjaTraderAdapter(
            LinkSettings gateway, NinjaTraderSettings settings, OrderStore store, Consumer<String> say, LinkTime time) {
        String name = gateway.platform();
        this.time = time;
        this.store = store;
        this.thread = new Thread(this::work, "ninjatrader-" + name);
        thread.setDaemon(true);
        this.requests = new GatewayRequests(name, say, () -> LockSupport.unpark(thread));
        this.link = PlatformLink.create(gateway.asClient("nexus-ninjatrader", "1"), requests, LinkTime.system());
        this.venue = new AtiVenue(settings, link, line -> say.accept(name + ": " + line));
        this.desk = new OrderDesk(store, link, venue);
    }

    /**
     * Makes an adapter, stopped.
     *
     * @param folder of this adapter alone, made where missing
     * @param say takes lines for people, from several threads
     * @throws IOException if the folder cannot be used: one line for people
     */
    public static NinjaTraderAdapter open(
            LinkSettings gateway, NinjaTraderSettings settings, Path folder, Consumer<String> say) throws IOException {
        return open(gateway, settings, folder, say, LinkTime.system());
    }

    /** The same by a clock of the caller's, which the link does not follow. */
    static NinjaTraderAdapter open(
            LinkSettings gateway, NinjaTraderSettings settings, Path folder, Consumer<String> say, LinkTime time)
            throws IOException {
        OrderStore store = OrderStore.open(folder, time.epochNanos());
        return new NinjaTraderAdapter(gateway, settings, store, say, time);
    }

    @Override
    public void start() {
        desk.resume(link, time.epochNanos().getAsLong());
        thread.start();
    }

    private void work() {
        try {
            venue.begin(desk, time.epochNanos().getAsLong(), time.nanos());
            Registration registration = new Registration(link, Registration.USUAL_PATIENCE_NANOS, time.nanos());
            while (!stopping) {
                int done = requests.handTo(desk);
                long waitNanos = venue.pass(time.nanos());
                whyClosed = venue.whyClosed();
                registration.pass(time.nanos(), whyClosed);
                if (done == 0 && waitNanos > 0 && requests.isEmpty()) {
                    LockSupport.parkNanos(this, waitNanos);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("the adapter of NinjaTrader stops", e);
            failure = "stopped by a fault: " + e;
            link.close();
        }
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
        return List.of(
                link.isUp() ? "the gateway is there" : "no gateway",
                whyClosed == null ? "NinjaTrader takes orders" : whyClosed);
    }

    /** Waits for the thread: an instruction is never put in half. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
        store.close();
    }
}
