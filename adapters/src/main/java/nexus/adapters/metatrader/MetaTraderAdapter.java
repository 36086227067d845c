package nexus.adapters.metatrader;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MetaTrader's adapter over the files of DWX Connect: the thread, and what it works with. */
public final class MetaTraderAdapter implements Adapter {
    private static final Logger LOG = LoggerFactory.getLogger(MetaTraderAdapter.class);
    private static final long CLOSE_MILLIS = 2_000;

    private final LinkTime time;
    private final long pollNanos;
    private final OrderStore store;
    private final GatewayRequests requests;
    private final PlatformLink link;
    private final DwxVenue venue;
    private final OrderDesk desk;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile String failure;
    private volatile String whyClosed = "not started";
    private volatile int symbolsWithoutPrice;

    private MetaTraderAdapter(
            LinkSettings gateway,
            MetaTraderSettings settings,
            OrderStore store,
            CommandIds ids,
            Consumer<String> say,
            LinkTime time) {
        String name = gateway.platform();
        this.time = time;
        this.pollNanos = TimeUnit.MILLISECONDS.toNanos(settings.pollMillis());
        this.store = store;
        this.thread = new Thread(this::work, "metatrader-" + name);
        thread.setDaemon(true);
        this.requests = new GatewayRequests(name, say, () -> LockSupport.unpark(thread));
        this.link = PlatformLink.create(gateway.asClient("nexus-metatrader", "1"), requests, LinkTime.system());
        this.venue = new DwxVenue(settings, ids, link, line -> say.accept(name + ": " + line), time);
        this.desk = new OrderDesk(store, link, venue);
    }

    /**
     * Makes an adapter, stopped.
     *
     * @param folder of this adapter alone, made where missing
     * @param say takes lines for people, from several threads
     * @throws IOException if the folder cannot be used: one line for people
     */
    public static MetaTraderAdapter open(
            LinkSettings gateway, MetaTraderSettings settings, Path folder, Consumer<String> say) throws IOException {
        return open(gateway, settings, folder, say, LinkTime.system());
    }

    /** The same by a clock of the caller's, which the link does not follow. */
    static MetaTraderAdapter open(
            LinkSettings gateway, MetaTraderSettings settings, Path folder, Consumer<String> say, LinkTime time)
            throws IOException {
        OrderStore store = OrderStore.open(folder, time.epochNanos());
        boolean opened = false;
        try {
            CommandIds ids = CommandIds.open(folder);
            opened = true;
            return new MetaTraderAdapter(gateway, settings, store, ids, say, time);
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    @Override
    public void start() {
        desk.resume(link, time.epochNanos().getAsLong());
        thread.start();
    }

    private void work() {
        try {
            venue.begin(desk, time.nanos());
            Registration registration = new Registration(link, Registration.USUAL_PATIENCE_NANOS, time.nanos());
            while (!stopping) {
                int done = requests.handTo(desk);
                boolean news = venue.pass(time.nanos());
                whyClosed = venue.whyClosed();
                registration.pass(time.nanos(), whyClosed);
                symbolsWithoutPrice = venue.symbolsWithoutPrice();
                if (done == 0 && !news && requests.isEmpty()) {
                    LockSupport.parkNanos(this, pollNanos);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("the adapter of MetaTrader stops", e);
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
        List<String> lines = new ArrayList<>();
        lines.add(link.isUp() ? "the gateway is there" : "no gateway");
        lines.add(whyClosed == null ? "MetaTrader takes orders" : whyClosed);
        if (symbolsWithoutPrice > 0) {
            lines.add("symbols without a price: " + symbolsWithoutPrice);
        }
        return lines;
    }

    /** Waits for the thread: a command is never put in half. */
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
