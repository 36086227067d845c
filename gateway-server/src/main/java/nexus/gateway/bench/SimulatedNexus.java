package nexus.gateway.bench;

import java.util.ArrayDeque;
import java.util.Random;
import java.util.function.IntSupplier;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * A NEXUS that comes and goes: up for an hour or two, away for some minutes. Mostly it says HELLO and resumes behind the
 * last order event that it has read, sometimes it is v0. When it goes, some of what had reached it within the last
 * {@value #READING_SECONDS} seconds is lost unread: a HELLO after that must bring it again, a v0 NEXUS must learn the sum.
 */
final class SimulatedNexus {
    private static final int SAYINGS_PER_TURN = 8;
    private static final int HELLO_PERCENT = 70;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long MINUTE_NANOS = 60 * SECOND_NANOS;
    /** The gateway trusts that what it sent a minute ago has been read. */
    private static final long READING_SECONDS = 20;
    /** How much longer it stays so that it has something to lose. */
    private static final long WAIT_FOR_SOMETHING_NANOS = 15 * MINUTE_NANOS;

    /** Longer than any answer takes, so that the order is half filled by then. */
    private static final long CANCEL_AFTER_NANOS = 10 * MINUTE_NANOS;

    private final SimulatedTime time;
    private final SimulatedOrders orders;
    private final NexusReading reading;
    private final Random random;
    private final ArrayDeque<Arrived> unread = new ArrayDeque<>();
    private final ArrayDeque<Cancel> cancels = new ArrayDeque<>();
    private final MapWriter map = new MapWriter(512);
    private boolean up;
    private boolean staying;
    private int source;
    private long changesNanos;
    private long speaksNanos;
    private long sessions;

    /** A message that is here and not yet read. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Arrived(long timeNanos, byte[] message) {}

    private record Cancel(long dueNanos, int signal) {}

    SimulatedNexus(SimulatedTime time, SimulatedOrders orders, Random random) {
        this.time = time;
        this.orders = orders;
        this.reading = new NexusReading(orders);
        this.random = random;
    }

    /** Whether it is connected. */
    boolean isUp() {
        return up;
    }

    /** How often it has connected. */
    long sessions() {
        return sessions;
    }

    /** From now on it goes no more; where it is away it comes back at once. */
    void stay() {
        if (!staying) {
            staying = true;
            changesNanos = up ? Long.MAX_VALUE : time.elapsedNanos();
        }
    }

    /** Whether it has said everything, and read everything that has reached it. */
    boolean isQuiet() {
        return orders.isAllAsked() && cancels.isEmpty() && unread.isEmpty();
    }

    /** The gateway is gone. */
    void disconnected() {
        if (up) {
            loseSome();
            up = false;
        }
        changesNanos = time.elapsedNanos() + SECOND_NANOS;
    }

    /**
     * Comes, speaks or goes, as is due.
     *
     * @param ordersDue how many orders it is to have asked for by now
     * @param freshSource for a new connection
     * @return how many messages or changes there were
     */
    int receive(int ordersDue, IntSupplier freshSource, PortEvents events) {
        read(time.elapsedNanos() - READING_SECONDS * SECOND_NANOS);
        long overdueNanos = time.elapsedNanos() - changesNanos;
        if (!up) {
            return overdueNanos >= 0 ? connect(freshSource, events) : 0;
        }
        if (overdueNanos >= (unread.isEmpty() ? WAIT_FOR_SOMETHING_NANOS : 0)) {
            disconnect(events);
            return 1;
        }
        return speak(ordersDue, events);
    }

    private int connect(IntSupplier freshSource, PortEvents events) {
        up = true;
        source = freshSource.getAsInt();
        sessions++;
        changesNanos = staying ? Long.MAX_VALUE : time.elapsedNanos() + (60 + random.nextInt(60)) * MINUTE_NANOS;
        events.peerUp(Channel.NEXUS, source, "0003", "simulated");
        if (random.nextInt(100) < HELLO_PERCENT) {
            reading.beginsWithHello();
            speaksNanos = time.elapsedNanos();
            begin(Types.HELLO)
                    .put(Keys.CLIENT, "simulated")
                    .put(Keys.VERSION, "1")
                    .put(Keys.RESUME_FROM, reading.lastSeq());
            say(events);
        } else {
            reading.beginsAsV0();
            // Silent for longer than the gateway waits for a HELLO.
            speaksNanos = time.elapsedNanos() + SECOND_NANOS;
        }
        return 1;
    }

    private void disconnect(PortEvents events) {
        loseSome();
        up = false;
        changesNanos = time.elapsedNanos() + (1 + random.nextInt(9)) * MINUTE_NANOS;
        events.peerDown(Channel.NEXUS, source, "simulated");
    }

    private void loseSome() {
        for (int lost = random.nextInt(unread.size() + 1); lost > 0; lost--) {
            reading.lose(unread.removeLast().message());
        }
        read(Long.MAX_VALUE);
    }

    private int speak(int ordersDue, PortEvents events) {
        int said = 0;
        if (time.elapsedNanos() < speaksNanos) {
            return said;
        }
        while (said < SAYINGS_PER_TURN && orders.asked() < ordersDue && !orders.isAllAsked()) {
            signal(orders.next());
            say(events);
            said++;
        }
        while (said < SAYINGS_PER_TURN && !cancels.isEmpty() && cancels.peek().dueNanos() <= time.elapsedNanos()) {
            begin(Types.CANCEL)
                    .put(Keys.ORDER_ID, SimulatedOrders.orderId(cancels.poll().signal()));
            say(events);
            said++;
        }
        return said;
    }

    private void signal(SimulatedOrders.Signal signal) {
        begin(Types.SIGNAL)
                .put(Keys.SYMBOL, signal.symbol())
                .put(Keys.SIDE, random.nextBoolean() ? "BUY" : "SELL")
                .put(Keys.QUANTITY, signal.quantity())
                .put(Keys.ORDER_ID, SimulatedOrders.orderId(signal.number()))
                .put(Keys.CONFIDENCE, 0.75)
                .put(Keys.TIMESTAMP, time.wallNanos() / NANOS_PER_SECOND);
        if (signal.isToBeCanceled()) {
            cancels.add(new Cancel(time.elapsedNanos() + CANCEL_AFTER_NANOS, signal.number()));
        }
    }

    private MapWriter begin(String type) {
        return map.reset().beginMap().put(Keys.TYPE, type);
    }

    private void say(PortEvents events) {
        map.endMap();
        events.frame(Channel.NEXUS, source, 0, map.buffer(), map.offset(), map.length());
    }

    /** An order event from the gateway; copied, read later. */
    void take(int toSource, byte[] buffer, int offset, int length) {
        if (!up || toSource != source) {
            orders.problem("a message for connection " + toSource + ", which is no NEXUS's");
            return;
        }
        byte[] message = new byte[length];
        System.arraycopy(buffer, offset, message, 0, length);
        unread.add(new Arrived(time.elapsedNanos(), message));
    }

    private void read(long untilNanos) {
        while (!unread.isEmpty() && unread.peek().timeNanos() <= untilNanos) {
            reading.read(unread.poll().message());
        }
    }
}
