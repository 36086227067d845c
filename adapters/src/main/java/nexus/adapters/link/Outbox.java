package nexus.adapters.link;

import java.util.ArrayDeque;

/**
 * Order events on their way to the gateway, in order. What was handed to a socket shortly before it broke may have died
 * in it, so sent events are kept for a while and queued again, ahead of the rest, on the next connection. Safe from any
 * thread.
 */
final class Outbox {
    private static final class Event {
        private final byte[] message;
        private final boolean repeatable;
        private long sentNanos;

        private Event(byte[] message, boolean repeatable) {
            this.message = message;
            this.repeatable = repeatable;
        }
    }

    private final int maxEvents;
    private final long keepNanos;
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private final ArrayDeque<Event> sent = new ArrayDeque<>();

    /**
     * @param maxEvents that wait, and as many again that were sent
     * @param keepNanos how long sent events are kept; 0 keeps none
     */
    Outbox(int maxEvents, long keepNanos) {
        this.maxEvents = maxEvents;
        this.keepNanos = keepNanos;
    }

    /** Queues an event; false if there is no room. Only a repeatable one is sent again after a disconnect. */
    synchronized boolean offer(byte[] message, boolean repeatable) {
        if (waiting.size() >= maxEvents) {
            return false;
        }
        waiting.add(new Event(message, repeatable));
        return true;
    }

    /** The next message to send, or null. */
    synchronized byte[] peek() {
        Event event = waiting.peek();
        return event == null ? null : event.message;
    }

    /** The message that {@link #peek} gave is in the socket. */
    synchronized void sent(long nowNanos) {
        Event event = waiting.remove();
        if (event.repeatable && keepNanos > 0) {
            event.sentNanos = nowNanos;
            sent.add(event);
        }
        expire(nowNanos);
    }

    /** Queues what was sent lately once more, ahead of what waits. Returns how many. */
    synchronized int rewind(long nowNanos) {
        expire(nowNanos);
        int count = sent.size();
        while (!sent.isEmpty()) {
            waiting.addFirst(sent.removeLast());
        }
        return count;
    }

    /** How many wait. */
    synchronized int waiting() {
        return waiting.size();
    }

    private void expire(long nowNanos) {
        while (!sent.isEmpty() && (nowNanos - sent.peek().sentNanos > keepNanos || sent.size() > maxEvents)) {
            sent.remove();
        }
    }
}
