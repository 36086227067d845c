package nexus.replay.backtest.fills;

import java.util.PriorityQueue;

/** What is to happen later, in order of time; at the same time in the order in which it was added. */
final class EventQueue {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long added;

    private record Event(long dueNanos, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(dueNanos, other.dueNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    void add(long dueNanos, Runnable action) {
        events.add(new Event(dueNanos, added++, action));
    }

    /** When the first is due, in nanoseconds since the epoch; {@link Long#MAX_VALUE} if there is none. */
    long nextDueNanos() {
        Event first = events.peek();
        return first == null ? Long.MAX_VALUE : first.dueNanos();
    }

    /** Takes the first out and lets it happen. */
    void runNext() {
        events.remove().action().run();
    }
}
