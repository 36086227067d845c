package nexus.adapters.nexus;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import nexus.adapters.link.Backoff;
import nexus.adapters.link.DealerLoop;
import nexus.adapters.link.LinkTime;

/**
 * A NEXUS' connection to the gateway, on a thread of its own. Says HELLO on each new connection, with the point to
 * resume from, and reconnects by itself. A signal is sent now or not at all: none waits for a connection.
 *
 * <p>An order event is told again if the process dies between its handling and the saving of the point to resume from,
 * which follows within one batch: {@code seq} and {@code exec_id} tell.
 */
public final class NexusClient implements AutoCloseable {
    /** A message to send, for the connection it was made for. */
    static final class Outgoing {
        private final long connection;
        private final byte[] message;

        Outgoing(long connection, byte[] message) {
            this.connection = connection;
            this.message = message;
        }

        long connection() {
            return connection;
        }

        byte[] message() {
            return message;
        }
    }

    private final LinkTime time;
    private final ArrayBlockingQueue<Outgoing> waiting;
    private final LongAdder malformed = new LongAdder();
    private final DealerLoop loop;
    private volatile long connection;
    private volatile long lastSeq;

    private NexusClient(NexusSettings settings, NexusHandler handler, LinkTime time, ResumePoint point) {
        this.time = time;
        this.waiting = new ArrayBlockingQueue<>(settings.maxWaiting());
        this.lastSeq = point.seq();
        this.loop = DealerLoop.create(
                "nexus-client",
                settings.endpoint(),
                settings.keys(),
                Backoff.standard(settings.backoffSeed()),
                time,
                new NexusSession(this, settings, handler, point));
    }

    /**
     * Begins to connect.
     *
     * @throws IOException if the file of the point to resume from cannot be read
     */
    public static NexusClient open(NexusSettings settings, NexusHandler handler) throws IOException {
        return open(settings, handler, LinkTime.system());
    }

    /** Begins to connect, with clocks of the caller's. */
    public static NexusClient open(NexusSettings settings, NexusHandler handler, LinkTime time) throws IOException {
        ResumePoint point = ResumePoint.open(settings.resumeFile(), settings.resumeFrom());
        NexusClient client = new NexusClient(settings, handler, time, point);
        client.loop.start();
        return client;
    }

    /** Sends a signal; false if it was not sent and never will be. Any thread. */
    public boolean signal(Signal signal) {
        return offer(NexusMessages.signal(signal, time.epochSeconds()));
    }

    /** Cancels what is still open of a signal; false if it was not sent and never will be. Any thread. */
    public boolean cancel(String orderId) {
        return offer(NexusMessages.cancel(orderId));
    }

    private boolean offer(byte[] message) {
        long current = connection;
        if (current == 0 || !waiting.offer(new Outgoing(current, message))) {
            return false;
        }
        loop.wake();
        return true;
    }

    /** Whether there is a connection and HELLO was said on it. */
    public boolean isUp() {
        return connection != 0;
    }

    /** The highest {@code seq} of an order event that was processed, or {@link NexusSettings#LIVE_ONLY}. */
    public long lastSeq() {
        return lastSeq;
    }

    /** Messages that could not be read. */
    public long malformedMessages() {
        return malformed.sum();
    }

    /** Ends the client for good; at most 1 s. */
    @Override
    public void close() {
        loop.close();
    }

    DealerLoop loop() {
        return loop;
    }

    LongAdder malformed() {
        return malformed;
    }

    /** @param number of the connection from now on, 0 for none */
    void setConnection(long number) {
        connection = number;
    }

    void setLastSeq(long seq) {
        lastSeq = seq;
    }

    /** What waits to be sent on this connection, or null; what waited for an earlier one is thrown away. */
    byte[] peek() {
        Outgoing next;
        while ((next = waiting.peek()) != null && next.connection() != connection) {
            waiting.remove();
        }
        return next == null ? null : next.message();
    }

    void sent() {
        waiting.remove();
    }
}
