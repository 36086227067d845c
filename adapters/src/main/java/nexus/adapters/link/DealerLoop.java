package nexus.adapters.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;

/**
 * One thread that owns one DEALER connection to the gateway: dials, redials with back-off on a new socket each time,
 * and lets a {@link Session} say what is sent. Nothing here blocks but the wait for something to do.
 */
public final class DealerLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DealerLoop.class);
    private static final int MAX_RECEIVED_PER_PASS = 256;
    private static final long IDLE_MILLIS = 20;
    /**
     * How long the first attempt waits for the peer's greeting; each that fails doubles it. So short because in a few of
     * a hundred connects JeroMQ 0.6.0 forgets the new connection and never greets (its pull request 1022), so slow in
     * the end because a busy gateway may need it.
     */
    private static final long LEAST_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long MOST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long CLOSE_MILLIS = 1_000;

    /** What happens on a connection. Called on the loop's thread only. */
    public interface Session {
        /** A ZeroMQ peer has greeted us, under a new identity. Nothing has been sent. */
        void opened();

        /** The connection that {@link #opened} announced is over. */
        void lost(String reason);

        /** Sends what waits; called on every pass while connected. Returns how much it did. */
        int send(long nowNanos);

        /** A message came; the array is the session's own. */
        void received(byte[] message);

        /** The loop is over for good; nothing is called after this. */
        void ended(String reason);
    }

    private enum State {
        WAITING,
        DIALING,
        OPEN
    }

    private final String endpoint;
    private final LinkKeys keys;
    private final Backoff backoff;
    private final LinkTime time;
    private final Session session;
    private final ZMQ.Context context;
    private final Selector selector;
    private final Thread thread;
    private final Object selectorLock = new Object();

    private State state = State.WAITING;
    private DealerConnection connection;
    private long dueNanos;
    private long patienceNanos = LEAST_PATIENCE_NANOS;
    private String hangUpReason;
    private volatile String endReason;
    private volatile boolean parked;

    private DealerLoop(
            String name,
            String endpoint,
            LinkKeys keys,
            Backoff backoff,
            LinkTime time,
            Session session,
            Selector selector) {
        this.endpoint = endpoint;
        this.keys = keys;
        this.backoff = backoff;
        this.time = time;
        this.session = session;
        this.selector = selector;
        this.context = ZMQ.context(1);
        this.dueNanos = time.nanos();
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /**
     * A loop that does nothing before {@link #start}.
     *
     * @param name of the thread
     * @param endpoint such as {@code tcp://127.0.0.1:5555}
     * @param keys for an endpoint that asks for them; else null
     * @throws IllegalArgumentException if the endpoint is not {@code tcp://host:port}
     */
    public static DealerLoop create(
            String name, String endpoint, LinkKeys keys, Backoff backoff, LinkTime time, Session session) {
        if (!endpoint.matches("tcp://.+:[0-9]{1,5}")) {
            throw new IllegalArgumentException("endpoint '" + endpoint + "': want tcp://host:port");
        }
        try {
            return new DealerLoop(name, endpoint, keys, backoff, time, session, Selector.open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Lets the loop look for work at once. Any thread. */
    public void wake() {
        if (parked) {
            synchronized (selectorLock) {
                if (selector.isOpen()) {
                    selector.wakeup();
                }
            }
        }
    }

    /** Hands a message to the socket; false if it is not taken. The loop's thread only. */
    public boolean send(byte[] message) {
        return connection != null && connection.send(message);
    }

    /** Gives the connection up; the next attempt follows after the back-off. The loop's thread only. */
    public void hangUp(String reason) {
        hangUpReason = reason;
    }

    /** The connection has proved useful: the back-off begins anew. The loop's thread only. */
    public void established() {
        backoff.reset();
    }

    /** Stops for good, without waiting. Any thread. */
    public void end(String reason) {
        if (endReason == null) {
            endReason = reason;
        }
        wake();
    }

    /** Whether it has stopped, or is about to. */
    public boolean isEnded() {
        return endReason != null;
    }

    /** Stops for good; returns when the socket is closed, at the latest after 1 s. */
    @Override
    public void close() {
        end("closed");
        if (Thread.currentThread() == thread || thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (endReason == null) {
                if (doWork() == 0) {
                    idle();
                }
            }
        } catch (RuntimeException e) {
            LOG.error("{}: stopped by a fault", thread.getName(), e);
            end("fault: " + e);
        } finally {
            end("stopped by an error");
            hangUpReason = endReason;
            try {
                drop();
            } finally {
                context.term();
                closeSelector();
                session.ended(endReason);
            }
        }
    }

    /** One pass: dial or notice the end of the connection, send, receive. Returns how much was done. */
    private int doWork() {
        long now = time.nanos();
        int work = dial(now);
        if (state == State.OPEN) {
            work += session.send(now);
        }
        // Receive last: an empty receive is what makes it safe to wait on the socket's descriptor.
        if (connection != null) {
            work += receive();
        }
        return work;
    }

    private int dial(long now) {
        if (state == State.WAITING) {
            if (now - dueNanos < 0) {
                return 0;
            }
            hangUpReason = null;
            connection = DealerConnection.open(context, endpoint, keys, selector, this::wake);
            state = State.DIALING;
            dueNanos = now + patienceNanos;
            return 1;
        }
        if (hangUpReason == null) {
            hangUpReason = connection.failure();
        }
        if (hangUpReason == null && state == State.DIALING) {
            if (connection.isHandshaken()) {
                state = State.OPEN;
                patienceNanos = LEAST_PATIENCE_NANOS;
                session.opened();
                return 1;
            }
            if (now - dueNanos >= 0) {
                hangUpReason = "no greeting within " + TimeUnit.NANOSECONDS.toMillis(patienceNanos) + " ms";
                patienceNanos = Math.min(patienceNanos * 2, MOST_PATIENCE_NANOS);
            }
        }
        if (hangUpReason == null) {
            return 0;
        }
        // All that came before the end.
        int received = receive();
        while (received > 0) {
            received = receive();
        }
        drop();
        dueNanos = now + TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis());
        return 1;
    }

    private int receive() {
        int count = 0;
        while (count < MAX_RECEIVED_PER_PASS && endReason == null) {
            byte[] message = connection.receive();
            if (message == null) {
                break;
            }
            count++;
            session.received(message);
        }
        return count;
    }

    private void drop() {
        if (connection == null) {
            return;
        }
        String reason = hangUpReason;
        boolean wasOpen = state == State.OPEN;
        connection.close();
        connection = null;
        hangUpReason = null;
        state = State.WAITING;
        if (wasOpen) {
            session.lost(reason);
        } else {
            LOG.debug("{}: {}: {}", thread.getName(), endpoint, reason);
        }
    }

    private void idle() {
        parked = true;
        try {
            // Looked at once more: who came before the flag was up has woken nobody.
            if (doWork() == 0 && endReason == null) {
                selector.select(IDLE_MILLIS);
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            parked = false;
        }
        if (Thread.interrupted()) {
            LOG.warn("{}: interrupt ignored; close() stops this thread", thread.getName());
        }
    }

    private void closeSelector() {
        synchronized (selectorLock) {
            try {
                selector.close();
            } catch (IOException e) {
                LOG.warn("{}: selector not closed", thread.getName(), e);
            }
        }
    }
}
