package nexus.gateway.router;

/**
 * The events for NEXUS in order: delivered ones, kept for {@code resume_from}, then those still to go out. Positions
 * count from the journal's beginning and never change.
 */
final class EventLog {
    private NexusEvent[] ring = new NexusEvent[64];
    private long first;
    private long end;
    private long cursor;
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
    }

    /** How many events wait. */
    long waiting() {
        return end - cursor;
    }

    /** Lets the event with this seq, and all behind it, go out again. */
    void rewindTo(long seq) {
        cursor = firstAtLeast(seq);
    }

    /** Lets all events behind this seq go out again. */
    void rewindBehind(long seq) {
        cursor = firstAtLeast(seq + 1);
    }

    /** The seq of the newest resumable event that is no longer here, 0 if none was forgotten. */
    long forgottenSeq() {
        return forgottenSeq;
    }

    /** Forgets the oldest delivered events until at most {@code keep} of them are left. */
    void trim(int keep) {
        while (cursor - first > keep) {
            NexusEvent event = at(first);
            if (event.resumable()) {
                forgottenSeq = event.seq();
            }
            ring[slot(first)] = null;
            first++;
        }
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
