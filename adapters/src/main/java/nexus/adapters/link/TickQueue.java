package nexus.adapters.link;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * Ticks that wait for the socket. Each belongs to the connection it was made for: on the next one it is stale and is
 * not given out. Safe from any thread.
 */
final class TickQueue {
    private static final class Entry {
        private final long connection;
        private final byte[] message;

        private Entry(long connection, byte[] message) {
            this.connection = connection;
            this.message = message;
        }
    }

    private final ArrayBlockingQueue<Entry> entries;
    /** Number of the present connection, 0 while there is none. */
    private volatile long connection;

    private final LinkCounters counters;

    TickQueue(int maxTicks, LinkCounters counters) {
        this.entries = new ArrayBlockingQueue<>(maxTicks);
        this.counters = counters;
    }

    /** Ticks are taken from now on, for this connection. */
    void open(long connectionNumber) {
        connection = connectionNumber;
    }

    /** Ticks are refused from now on. */
    void close() {
        connection = 0;
    }

    boolean isOpen() {
        return connection != 0;
    }

    boolean hasRoom() {
        return connection != 0 && entries.remainingCapacity() > 0;
    }

    /** Queues a tick; false, and counted, if there is no connection or no room. */
    boolean offer(byte[] message) {
        long current = connection;
        if (current == 0 || !entries.offer(new Entry(current, message))) {
            counters.ticksDropped(1);
            return false;
        }
        return true;
    }

    /** The next tick of the present connection, or null. Stale ones are counted and thrown away. */
    byte[] peek() {
        Entry entry;
        while ((entry = entries.peek()) != null && entry.connection != connection) {
            entries.remove();
            counters.ticksDropped(1);
        }
        return entry == null ? null : entry.message;
    }

    /** The tick that {@link #peek} gave is in the socket. */
    void sent() {
        entries.remove();
        counters.tickSent();
    }
}
