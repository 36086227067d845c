package nexus.adapters.companion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nexus.adapters.Adapter;
import nexus.adapters.link.LinkSettings;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.orders.GatewayRequests;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.OrderStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The adapter of a platform with a companion inside: the thread, and what it works with. */
public final class CompanionAdapter implements Adapter {
    private static final Logger LOG = LoggerFactory.getLogger(CompanionAdapter.class);
    private static final long CLOSE_MILLIS = 2_000;

    private final LinkTime time;
    private final OrderStore store;
    private final GatewayRequests requests;
    private final PlatformLink link;
    private final CompanionVenue venue;
    private final CompanionPort port;
    private final OrderDesk desk;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile String failure;
    private volatile String whyClosed = "not started";

    private CompanionAdapter(
            LinkSettings gateway, CompanionSettings settings, OrderStore store, Consumer<String> say, LinkTime time)
            throws IOException {
        String name = gateway.platform();
        this.time = time;
        this.store = store;
        this.thread = new Thread(this::work, "companion-" + name);
        thread.setDaemon(true);
        this.requests = new GatewayRequests(name, say, this::wake);
        this.link = PlatformLink.create(gateway.asClient("nexus-companion", "1"), requests, time);
        this.venue = new CompanionVenue(settings, store, link, line -> say.accept(name + ": " + line));
        this.port = CompanionPort.open(settings.port(), venue);
        this.desk = new OrderDesk(store, link, venue);
        venue.join(desk, port);
    }

    /**
     * Makes an adapter, stopped, that listens already.
     *
     * @param folder of this adapter alone, made where missing
     * @param say takes lines for people, from several threads
     * @throws IOException if the folder or the port cannot be had: one line for people
     */
    public static CompanionAdapter open(
            LinkSettings gateway, CompanionSettings settings, Path folder, Consumer<String> say) throws IOException {
        LinkTime time = LinkTime.system();
        OrderStore store = OrderStore.open(folder, time.epochNanos());
        boolean opened = false;
        try {
            CompanionAdapter adapter = new CompanionAdapter(gateway, settings, store, say, time);
            opened = true;
            return adapter;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    /** Where it listens. */
    public int port() {
        return port.port();
    }

    private void wake() {
        port.wake();
    }

    @Override
    public void start() {
        desk.resume(link, time.epochNanos().getAsLong());
        link.start();
        thread.start();
    }

    private void work() {
        try {
            while (!stopping) {
                long waitNanos = venue.pass(time.nanos());
                int done = requests.handTo(desk) + port.pass();
                whyClosed = venue.whyClosed();
                if (done == 0) {
                    port.await(TimeUnit.NANOSECONDS.toMillis(waitNanos));
                }
            }
            port.close();
        } catch (IOException | RuntimeException e) {
            LOG.error("the adapter stops", e);
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
                whyClosed == null ? "the platform takes orders" : whyClosed);
    }

    @Override
    public void close() {
        stopping = true;
        port.wake();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_MILLIS);
            } else {
                port.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the port did not close in order", e);
        }
        link.close();
        store.close();
    }
}
