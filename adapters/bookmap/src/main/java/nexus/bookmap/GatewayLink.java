package nexus.bookmap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.zeromq.ZMQ;
import velox.api.layer1.common.Log;

/**
 * The add-on's connection to the gateway. A thread of its own owns the socket and the {@link OrderDesk}: it connects,
 * registers, keeps alive and connects again, each time with a new socket, so no order that waited in an old one is ever
 * executed. Ticks without a connection are dropped and counted. All public methods return at once, from any thread, but
 * for {@link #close}.
 */
final class GatewayLink implements AutoCloseable {
    private static final int MAX_PER_PASS = 256;
    private static final long IDLE_MILLIS = 20;
    private static final long REGISTER_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** JeroMQ 0.6.0 now and then forgets a new connection: short at first, doubled with each failure. */
    private static final long LEAST_PATIENCE_MILLIS = 250;

    private static final long MOST_PATIENCE_MILLIS = 5_000;
    private static final long LEAST_PAUSE_MILLIS = 100;
    private static final long MOST_PAUSE_MILLIS = 5_000;
    private static final long CLOSE_MILLIS = 1_000;

    private enum State {
        WAITING,
        DIALING,
        OPEN,
        REGISTERED
    }

    private final AddonSettings settings;
    private final OrderFile file;
    private final Clock clock;
    private final Outbox outbox = new Outbox();
    private final OrderDesk desk;
    private final BookmapReports reports;
    private final GatewayRequests requests;
    private final Selector selector;
    private final ZMQ.Context context = ZMQ.context(1);
    private final Thread thread;
    private final Object selectorLock = new Object();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TickQueue ticks;

    private State state = State.WAITING;
    private DealerSocket socket;
    private long dueNanos;
    private long heartbeatNanos = TimeUnit.SECONDS.toNanos(1);
    private long nextHeartbeatNanos;
    private long patienceMillis = LEAST_PATIENCE_MILLIS;
    private long pauseMillis = LEAST_PAUSE_MILLIS;
    private String hangUpReason;
    private volatile String endReason;
    private volatile boolean up;
    private volatile boolean parked;

    private GatewayLink(AddonSettings settings, OrderFile file, Clock clock, Selector selector) {
        this.settings = settings;
        this.file = file;
        this.clock = clock;
        this.selector = selector;
        OrderBook book = new OrderBook(file, outbox, clock);
        this.desk = new OrderDesk(book, clock);
        this.reports = new BookmapReports(book, desk, clock);
        this.requests = new GatewayRequests(this, desk);
        this.ticks = new TickQueue(settings.platform());
        this.dueNanos = clock.nanos();
        this.thread = new Thread(this::run, "nexus-" + settings.platform());
        thread.setDaemon(true);
    }

    /**
     * Begins to connect.
     *
     * @throws IOException in one line if the orders' file cannot be used
     */
    static GatewayLink open(AddonSettings settings, Clock clock) throws IOException {
        OrderFile file = OrderFile.open(settings.folder(), settings.platform(), clock.epochMillis());
        GatewayLink link = new GatewayLink(settings, file, clock, Selector.open());
        link.thread.start();
        return link;
    }

    AddonSettings settings() {
        return settings;
    }

    /** Where the orders are; touched by tasks of {@link #execute} only. */
    OrderDesk desk() {
        return desk;
    }

    /** What Bookmap says of orders goes here; touched by tasks of {@link #execute} only. */
    BookmapReports reports() {
        return reports;
    }

    /** Has something done on the link's thread. */
    void execute(Runnable task) {
        tasks.add(task);
        wake();
    }

    /** Sends a tick; drops and counts it if there is no connection or too many wait. */
    void tick(Tick tick) {
        ticks.offer(tick, up);
        wake();
    }

    /** Whether the gateway has taken us. */
    boolean isUp() {
        return up;
    }

    /** Why it has ended for good; null while it lives. */
    String endReason() {
        return endReason;
    }

    long ticksDropped() {
        return ticks.dropped();
    }

    /** Ends it for good; returns when the socket is closed, at the latest after 1 s. */
    @Override
    public void close() {
        end("closed");
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops for good, without waiting. */
    void end(String reason) {
        if (endReason == null) {
            endReason = reason;
        }
        wake();
    }

    private void wake() {
        if (parked) {
            synchronized (selectorLock) {
                if (selector.isOpen()) {
                    selector.wakeup();
                }
            }
        }
    }

    private void run() {
        try (file) {
            while (endReason == null) {
                if (doWork() == 0) {
                    idle();
                }
            }
        } catch (IOException | RuntimeException e) {
            Log.error("NEXUS: stopped; detach the add-on and attach it again", e);
            end("fault: " + e);
        } finally {
            hangUpReason = endReason;
            drop();
            context.term();
            closeSelector();
        }
    }

    private int doWork() {
        long now = clock.nanos();
        int work = runTasks();
        reports.passTime();
        work += connect(now);
        if (state == State.REGISTERED) {
            work += sendHeartbeat(now) + sendEvents(now) + sendTicks();
        }
        // Receive last: an empty receive is what makes it safe to wait on the socket's descriptor.
        return socket == null ? work : work + receive();
    }

    private int runTasks() {
        int count = 0;
        Runnable task;
        while (count < MAX_PER_PASS && (task = tasks.poll()) != null) {
            task.run();
            count++;
        }
        return count;
    }

    private int connect(long now) {
        if (state == State.WAITING) {
            if (now - dueNanos < 0) {
                return 0;
            }
            socket = DealerSocket.connect(context, settings.endpoint(), settings.keys(), selector, this::wake);
            enter(State.DIALING, now, TimeUnit.MILLISECONDS.toNanos(patienceMillis));
            return 1;
        }
        if (hangUpReason == null) {
            hangUpReason = socket.failure();
        }
        if (hangUpReason == null && state == State.DIALING && socket.isOpen()) {
            socket.send(GatewayMessages.register(settings.platform()));
            patienceMillis = LEAST_PATIENCE_MILLIS;
            enter(State.OPEN, now, REGISTER_NANOS);
            return 1;
        }
        if (hangUpReason == null && state != State.REGISTERED && now - dueNanos >= 0) {
            hangUpReason = state == State.OPEN ? "REGISTER not answered within 5 s" : "no greeting";
            patienceMillis = Math.min(patienceMillis * 2, MOST_PATIENCE_MILLIS);
        }
        if (hangUpReason == null) {
            return 0;
        }
        receive();
        drop();
        return 1;
    }

    private void enter(State next, long now, long patienceNanos) {
        state = next;
        dueNanos = now + patienceNanos;
    }

    private void drop() {
        if (socket == null) {
            return;
        }
        if (up) {
            Log.warn("NEXUS: gateway at " + settings.endpoint() + " lost: " + hangUpReason);
        }
        up = false;
        ticks.drop();
        socket.close();
        socket = null;
        hangUpReason = null;
        // Between half the pause and all of it: who lost the gateway together shall not come back together.
        long pause = ThreadLocalRandom.current().nextLong(pauseMillis / 2, pauseMillis + 1);
        pauseMillis = Math.min(pauseMillis * 2, MOST_PAUSE_MILLIS);
        enter(State.WAITING, clock.nanos(), TimeUnit.MILLISECONDS.toNanos(pause));
    }

    private int sendHeartbeat(long now) {
        if (now - nextHeartbeatNanos < 0) {
            return 0;
        }
        nextHeartbeatNanos = now + heartbeatNanos;
        return socket.send(GatewayMessages.heartbeat(clock.epochMillis())) ? 1 : 0;
    }

    private int sendEvents(long now) {
        int count = 0;
        while (count < MAX_PER_PASS && !outbox.isEmpty() && socket.send(outbox.peek())) {
            outbox.sent(now);
            count++;
        }
        return count;
    }

    private int sendTicks() {
        // Nothing overtakes what is said of an order.
        return outbox.isEmpty() ? ticks.sendTo(socket, MAX_PER_PASS) : 0;
    }

    private int receive() {
        int count = 0;
        byte[] bytes;
        while (count < MAX_PER_PASS && endReason == null && (bytes = socket.receive()) != null) {
            count++;
            ReceivedMessage message = ReceivedMessage.parse(bytes);
            if (message == null) {
                Log.warn("NEXUS: a message of " + bytes.length + " bytes from the gateway ignored: not readable");
            } else {
                requests.received(message);
            }
        }
        return count;
    }

    /** The gateway has taken us. The link's thread only. */
    void registered(ReceivedMessage message) {
        if (message.decimal("heartbeat_ms") != null) {
            long millis = message.decimal("heartbeat_ms").longValue();
            heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(10, Math.min(millis, 60_000)));
        }
        if (state == State.OPEN) {
            state = State.REGISTERED;
            pauseMillis = LEAST_PAUSE_MILLIS;
            nextHeartbeatNanos = clock.nanos() + heartbeatNanos;
            outbox.rewind(clock.nanos());
            up = true;
            Log.info("NEXUS: registered at " + settings.endpoint() + " as " + settings.platform());
        }
    }

    /** The gateway refuses something; before it has taken us, that is us. The link's thread only. */
    void refused(String code, String reason) {
        Log.warn("NEXUS: the gateway refuses: " + code + ": " + reason);
        if (state == State.OPEN) {
            hangUpReason = "registration refused: " + code + ": " + reason;
        }
    }

    private void idle() throws IOException {
        parked = true;
        try {
            // Looked at once more: who came before the flag was up has woken nobody.
            if (doWork() == 0 && endReason == null) {
                selector.select(IDLE_MILLIS);
                selector.selectedKeys().clear();
            }
        } finally {
            parked = false;
        }
    }

    private void closeSelector() {
        synchronized (selectorLock) {
            try {
                selector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
