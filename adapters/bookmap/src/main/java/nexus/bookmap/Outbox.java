package nexus.bookmap;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * What is to be said of orders, in order. Events wait while there is no connection; those sent shortly before one broke
 * may have died in it and are sent again on the next. Answers about where an order stands are for now or never. For the
 * link's thread.
 */
final class Outbox {
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final class Entry {
        private final byte[] message;
        private final boolean isEvent;
        private long sentNanos;

        Entry(byte[] message, boolean isEvent) {
            this.message = message;
            this.isEvent = isEvent;
        }
    }

    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private final ArrayDeque<Entry> sent = new ArrayDeque<>();

    /** Queues what the gateway must hear. */
    void event(byte[] message) {
        waiting.add(new Entry(message, true));
    }

    /** Queues what is out of date after a disconnect. */
    void answer(byte[] message) {
        waiting.add(new Entry(message, false));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The next message, or null. */
    byte[] peek() {
        Entry entry = waiting.peek();
        return entry == null ? null : entry.message;
    }

    /** What {@link #peek} gave is in the socket. */
    void sent(long nowNanos) {
        Entry entry = waiting.remove();
        if (entry.isEvent) {
            entry.sentNanos = nowNanos;
            sent.add(entry);
        }
        forget(nowNanos);
    }

    /** A new connection: what was sent lately goes again, ahead of what waits. */
    void rewind(long nowNanos) {
        forget(nowNanos);
        waiting.removeIf(entry -> !entry.isEvent);
        while (!sent.isEmpty()) {
            waiting.addFirst(sent.removeLast());
        }
    }

    private void forget(long nowNanos) {
        while (!sent.isEmpty() && nowNanos - sent.peek().sentNanos > KEPT_NANOS) {
            sent.remove();
        }
    }
}
