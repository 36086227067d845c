package nexus.adapters.nexus;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import nexus.adapters.link.Backoff;
import nexus.adapters.link.DealerLoop;
import nexus.adapters.link.LinkTime;
import nexus.journal.message.Types;

/**
 * A NEXUS' connection to the gateway, on a thread of its own. Says HELLO on each new connection, with the place to resume
 * from, and reconnects by itself. A signal is sent now or not at all: none waits for a connection.
 *
 * <p>Each order event is handed over once. If the process is killed while it handles one, that one alone comes again in
 * the next process, marked ({@link NexusMessage#again}). In a replay the client ends with it.
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
    private final LongAdder repeats = new LongAdder();
    private final SignalIds ids;
    private final boolean tracksSignals;
    private final Resume resume;
    private final DealerLoop loop;
    private volatile long connection;
    private volatile long lastSeq;

    private NexusClient(NexusSettings settings, NexusHandler handler, LinkTime time, Place place) {
        this.time = time;
        this.waiting = new ArrayBlockingQueue<>(settings.maxWaiting());
        this.lastSeq = place.seq();
        this.ids = settings.mode().isReplay() ? SignalIds.ofReplay() : SignalIds.random();
        this.tracksSignals = settings.mode() == NexusSettings.Mode.LIVE;
        this.resume = new Resume(place.seq());
        this.loop = DealerLoop.create(
                "nexus-client",
                settings.endpoint(),
                settings.keys(),
                Backoff.standard(settings.backoffSeed()),
                time,
                new NexusSession(this, settings, handler, place));
    }

    /**
     * Begins to connect.
     *
     * @throws IOException if the file of the place cannot be used; the message says what to do
     */
    public static NexusClient open(NexusSettings settings, NexusHandler handler) throws IOException {
        return open(settings, handler, LinkTime.system());
    }

    /** Begins to connect, with clocks of the caller's. */
    public static NexusClient open(NexusSettings settings, NexusHandler handler, LinkTime time) throws IOException {
        Place place = Place.open(
                settings.mode().isReplay() ? null : settings.resumeFile(), settings.resumeFrom(), settings.syncs());
        NexusClient client = new NexusClient(settings, handler, time, place);
        client.loop.start();
        return client;
    }

    /** Sends a signal; false if it was not sent and never will be. Any thread. */
    public boolean signal(Signal signal) {
        byte[] message = NexusMessages.signal(signal, time.epochSeconds());
        if (tracksSignals) {
            resume.sent(signal.orderId());
        }
        boolean offered = offer(message);
        if (!offered) {
            resume.settled(signal.orderId());
        }
        return offered;
    }

    /**
     * An id for a signal that no other process ever gives; in a replay {@code L-1}, {@code L-2}…, so that the same
     * backtest gives the same journal. Any thread.
     */
    public String newOrderId() {
        return ids.next();
    }

    /**
     * Cancels what is still open of a signal; false if that was not sent and never will be. Any thread.
     *
     * @param platforms there alone; none for everywhere
     */
    public boolean cancel(String orderId, String... platforms) {
        return offer(NexusMessages.cancel(orderId, List.of(platforms)));
    }

    /**
     * Stops trading, where the gateway has {@code risk.killSwitch}; only an operator resumes. False if that was not sent.
     * Any thread.
     */
    public boolean halt(String reason) {
        return offer(NexusMessages.stop(Types.HALT, reason));
    }

    /** Stops all that could enlarge a position; otherwise as {@link #halt}. */
    public boolean reduceOnly(String reason) {
        return offer(NexusMessages.stop(Types.REDUCE_ONLY, reason));
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

    /** Order events that came a second time and were left out. */
    public long repeatedEvents() {
        return repeats.sum();
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

    Resume resume() {
        return resume;
    }

    LongAdder repeats() {
        return repeats;
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
