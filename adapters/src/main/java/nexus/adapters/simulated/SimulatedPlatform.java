package nexus.adapters.simulated;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import nexus.adapters.ledger.Ledger;
import nexus.adapters.link.LinkCounters;
import nexus.adapters.link.LinkTime;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.PlatformHandler;
import nexus.adapters.link.PlatformLink;
import nexus.adapters.link.Tick;

/**
 * A platform that exists only here, on a thread of its own: ticks while the gateway is there, and deals with orders as
 * {@link SimulatedBehaviour} says. Forgets everything when it is closed, but for its ledger.
 */
public final class SimulatedPlatform implements AutoCloseable {
    private static final int MAX_TICKS_PER_PASS = 256;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long CLOSE_MILLIS = 1_000;
    private static final long STOP_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final SimulatedSettings settings;
    private final Consumer<String> say;
    private final LinkTime time;
    private final TickSource ticks;
    private final Ledger ledger;
    private final Account account;
    private final SimulatedOrders orders;
    private final PlatformLink link;
    private final Thread thread;
    private final ConcurrentLinkedQueue<LongConsumer> inbound = new ConcurrentLinkedQueue<>();

    private Pace pace;
    private boolean exhausted;
    private volatile boolean stopping;
    private volatile String endReason;

    private SimulatedPlatform(SimulatedSettings settings, Consumer<String> say, TickSource ticks, Ledger ledger) {
        this.settings = settings;
        this.say = say;
        this.time = LinkTime.system();
        this.ticks = ticks;
        this.ledger = ledger;
        this.link = PlatformLink.create(settings.link(), new Inbox(), time);
        this.account = new Account(ledger, time, link, say);
        String execPrefix = Long.toString(time.epochNanos().getAsLong() / 1_000, Character.MAX_RADIX) + "-";
        this.orders = new SimulatedOrders(settings.behaviour(), ticks.symbols(), account, execPrefix);
        this.thread = new Thread(this::work, "simulated-" + settings.link().platform());
        this.thread.setDaemon(true);
    }

    /**
     * Starts a platform.
     *
     * @param say takes lines for people, from several threads
     * @throws IOException if the recording or the ledger cannot be opened
     */
    public static SimulatedPlatform open(SimulatedSettings settings, Consumer<String> say) throws IOException {
        TickSource ticks = settings.recording() == null
                ? new RandomWalk(settings.symbols(), settings.seed())
                : RecordedTicks.open(settings.recording());
        boolean opened = false;
        try {
            Ledger ledger = settings.ledger() == null ? Ledger.none() : Ledger.open(settings.ledger());
            SimulatedPlatform platform = new SimulatedPlatform(settings, say, ticks, ledger);
            platform.link.start();
            platform.thread.start();
            opened = true;
            return platform;
        } finally {
            if (!opened) {
                ticks.close();
            }
        }
    }

    /**
     * Runs a platform until told to stop, or until its link ends.
     *
     * @return null if it was told to stop, else why it ended
     * @throws IOException if the recording or the ledger cannot be opened
     */
    public static String run(SimulatedSettings settings, Consumer<String> say, BooleanSupplier stop)
            throws IOException {
        try (SimulatedPlatform platform = open(settings, say)) {
            while (!stop.getAsBoolean()) {
                String reason = platform.endReason;
                if (reason != null) {
                    return reason;
                }
                LockSupport.parkNanos(STOP_POLL_NANOS);
            }
            return null;
        }
    }

    /** Whether the gateway has taken the platform. */
    public boolean isUp() {
        return link.isUp();
    }

    /** Why it has ended by itself, or null. */
    public String endReason() {
        return endReason;
    }

    /** What it has received and done. */
    public Account account() {
        return account;
    }

    public LinkCounters counters() {
        return link.counters();
    }

    /** Stops ticking and filling, and disconnects; within 2 s. */
    @Override
    public void close() throws IOException {
        stopping = true;
        link.close();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ticks.close();
        ledger.close();
    }

    private void work() {
        try {
            while (!stopping) {
                long now = time.nanos();
                int done = takeInbound(now) + orders.passTime(now) + tick(now);
                if (done == 0) {
                    LockSupport.parkNanos(this, IDLE_NANOS);
                }
            }
        } catch (IOException | RuntimeException e) {
            endReason = "stopped by a fault: " + e;
            link.close();
        }
    }

    private int takeInbound(long now) {
        int count = 0;
        LongConsumer request;
        while ((request = inbound.poll()) != null) {
            request.accept(now);
            count++;
        }
        return count;
    }

    private int tick(long now) throws IOException {
        // The first connect starts the clock: a recording is played from its beginning.
        if (exhausted || (pace == null && !link.isUp())) {
            return 0;
        }
        if (pace == null) {
            pace = new Pace(settings.ticksPerSecond(), now);
        }
        int allowed = Math.min(pace.due(now), MAX_TICKS_PER_PASS);
        int count = 0;
        while (count < allowed && (!pace.isUnlimited() || link.hasRoomForTick())) {
            Tick tick = ticks.next(time.epochNanos().getAsLong());
            if (tick == null) {
                exhausted = true;
                say.accept("recording played to its end");
                break;
            }
            count++;
            orders.traded(tick.symbol(), tick.price(), now);
            link.marketData(tick);
        }
        pace.took(count);
        return count;
    }

    /** Brings what the gateway asks to the platform's own thread. */
    private final class Inbox implements PlatformHandler {
        private final String name = settings.link().platform();

        @Override
        public void order(OrderRequest order) {
            account.received(order);
            inbound.add(now -> orders.order(order, now));
        }

        @Override
        public void orderRepeated(OrderRequest order) {
            account.repeated(order);
        }

        @Override
        public void cancel(String ref) {
            inbound.add(now -> orders.cancel(ref));
        }

        @Override
        public void statusRequest(String ref) {
            inbound.add(now -> orders.statusRequest(ref));
        }

        @Override
        public void linkUp() {
            say.accept("platform registered: " + name + " at " + settings.link().endpoint());
        }

        @Override
        public void linkDown(String reason) {
            if (!stopping) {
                say.accept("gateway lost: " + reason);
            }
        }

        @Override
        public void refused(String code, String reason) {
            say.accept("gateway refuses: " + code + ": " + reason);
        }

        @Override
        public void linkEnded(String reason) {
            if (!stopping) {
                endReason = reason;
            }
        }
    }
}
