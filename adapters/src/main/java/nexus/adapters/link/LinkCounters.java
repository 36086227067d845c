package nexus.adapters.link;

import java.util.concurrent.atomic.LongAdder;

/** What a link has done since it was opened. Counted from several threads; the figures only grow. */
public final class LinkCounters {
    private final LongAdder connects = new LongAdder();
    private final LongAdder ticksSent = new LongAdder();
    private final LongAdder ticksDropped = new LongAdder();
    private final LongAdder eventsSent = new LongAdder();
    private final LongAdder eventsResent = new LongAdder();
    private final LongAdder eventsRefused = new LongAdder();
    private final LongAdder ordersRepeated = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder ignored = new LongAdder();

    LinkCounters() {}

    void connected() {
        connects.increment();
    }

    void tickSent() {
        ticksSent.increment();
    }

    void ticksDropped(int count) {
        ticksDropped.add(count);
    }

    void eventSent() {
        eventsSent.increment();
    }

    void eventsResent(int count) {
        eventsResent.add(count);
    }

    void eventRefused() {
        eventsRefused.increment();
    }

    void orderRepeated() {
        ordersRepeated.increment();
    }

    void malformed() {
        malformed.increment();
    }

    void ignored() {
        ignored.increment();
    }

    /** Connections on which the gateway took us. */
    public long connects() {
        return connects.sum();
    }

    /** Ticks handed to the socket. */
    public long ticksSent() {
        return ticksSent.sum();
    }

    /** Ticks thrown away: no connection, or more than may wait. */
    public long ticksDropped() {
        return ticksDropped.sum();
    }

    /** Order events handed to the socket, repeats included. */
    public long eventsSent() {
        return eventsSent.sum();
    }

    /** Order events queued a second time because the connection broke soon after they were sent. */
    public long eventsResent() {
        return eventsResent.sum();
    }

    /** Order events that found no room: lost to the gateway. */
    public long eventsRefused() {
        return eventsRefused.sum();
    }

    /** Orders that came again under a ref already handed over. */
    public long ordersRepeated() {
        return ordersRepeated.sum();
    }

    /** Messages that could not be read or lacked what they must have. */
    public long malformedMessages() {
        return malformed.sum();
    }

    /** Messages of a type that this client does not know. */
    public long ignoredMessages() {
        return ignored.sum();
    }
}
