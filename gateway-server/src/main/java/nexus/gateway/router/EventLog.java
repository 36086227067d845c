package nexus.gateway.router;

import java.util.function.Consumer;

/**
 * The events for NEXUS in order: delivered ones, kept for {@code resume_from}, then those still to go out. Positions
 * count from the journal's beginning and never change.
 */
final class EventLog {
    private NexusEvent[] ring = new NexusEvent[64];
    private long first;
    private long end;
    private long cursor;

    /** Behind this lies what has never been handed out: it moves back only for what was refused or cut off. */
    private long fresh;

    /** {@link #fresh} when a resume last moved the cursor: what lies before had been handed out once. */
    private long resumed;

    /** The cursor a second ago: what lies before can no longer be refused. */
    private long settled;

    private long forgottenSeq;

    /** Adds an event behind all others. */
    void add(NexusEvent event) {
        if (end - first == ring.length) {
            NexusEvent[] larger = new NexusEvent[ring.length * 2];
            for (long p = first; p < end; p++) {
                larger[(int) (p & (larger.length - 1))] = at(p);
            }
            ring = larger;
        }
        ring[slot(end)] = event;
        end++;
    }

    /** The next event to go out, or null. */
    NexusEvent next() {
        return cursor < end ? at(cursor) : null;
    }

    /** The event that {@link #next} gave has gone out. */
    void delivered() {
        cursor++;
        fresh = Math.max(fresh, cursor);
    }

    /** How many events wait, those that a resume wants again among them. */
    long waiting() {
        return end - cursor;
    }

    /** Shows the events that wait, in order. */
    void forEachWaiting(Consumer<NexusEvent> consumer) {
        for (long p = cursor; p < end; p++) {
            consumer.accept(at(p));
        }
    }

    /** How many events wait that have never been handed out. */
    long held() {
        return end - fresh;
    }

    /** The event with this seq, and all behind it, were not sent after all. */
    void rewindTo(long seq) {
        long position = firstAtLeast(seq);
        cursor = Math.min(cursor, position);
        fresh = Math.min(fresh, Math.max(position, resumed));
        settled = Math.min(settled, cursor);
    }

    /** Lets all events behind this seq go out, again or for the first time. */
    void resumeBehind(long seq) {
        resumed = fresh;
        cursor = firstAtLeast(seq + 1);
        fresh = Math.max(fresh, cursor);
        settled = Math.min(settled, cursor);
    }

    /** The seq of the newest resumable event that is no longer here, 0 if none was forgotten. */
    long forgottenSeq() {
        return forgottenSeq;
    }

    /**
     * Forgets the oldest events that were handed out, but for {@code keep} of them. To be called once a second: what
     * was handed out since the last call may still be refused, and is kept whatever {@code keep} says.
     */
    void trim(int keep) {
        while (settled - first > keep) {
            NexusEvent event = at(first);
            if (event.resumable()) {
                forgottenSeq = event.seq();
            }
            ring[slot(first)] = null;
            first++;
        }
        settled = cursor;
    }

    private long firstAtLeast(long seq) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle).seq() < seq) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private NexusEvent at(long position) {
        return ring[slot(position)];
    }

    private int slot(long position) {
        return (int) (position & (ring.length - 1));
    }

    void writeTo(StateWriter out) {
        out.put("eventFirst", first).put("eventCursor", cursor).put("eventEnd", end);
        out.put("eventFresh", fresh).put("eventResumed", resumed).put("eventSettled", settled);
        out.put("eventForgotten", forgottenSeq);
        for (long p = first; p < end; p++) {
            NexusEvent event = at(p);
            out.put("seq", event.seq()).put("resumable", event.resumable());
            int headroom = OutputDigest.PREFIX_LENGTH;
            out.put("message", event.buffer(), headroom, event.buffer().length - headroom);
        }
    }

    static EventLog readFrom(StateReader in) {
        EventLog log = new EventLog();
        log.first = in.integer("eventFirst");
        log.cursor = in.integer("eventCursor");
        long end = in.integer("eventEnd");
        log.fresh = in.integer("eventFresh");
        log.resumed = in.integer("eventResumed");
        log.settled = in.integer("eventSettled");
        log.forgottenSeq = in.integer("eventForgotten");
        log.end = log.first;
        while (log.end < end) {
            long seq = in.integer("seq");
            boolean resumable = in.flag("resumable");
            byte[] message = in.bytes("message");
            byte[] buffer = new byte[OutputDigest.PREFIX_LENGTH + message.length];
            System.arraycopy(message, 0, buffer, OutputDigest.PREFIX_LENGTH, message.length);
            log.add(new NexusEvent(seq, resumable, buffer));
        }
        return log;
    }
}
