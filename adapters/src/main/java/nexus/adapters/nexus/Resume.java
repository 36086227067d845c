package nexus.adapters.nexus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which order events are new, and which signals found no way. HELLO names the last event that came; what comes up to
 * RESUMED may still hold some that did.
 *
 * <p>Behind RESUMED an event is new if its {@code seq} is greater than the last. Before it, one that is not may be a
 * repeat, or come from another journal than the last time (the gateway began anew in an empty folder): RESUMED tells
 * which. Safe from any thread.
 */
final class Resume {
    /** What becomes of an order event. */
    enum Verdict {
        NEW,
        REPEATED,
        /** RESUMED will tell. */
        HELD
    }

    /**
     * What RESUMED has shown.
     *
     * @param told what was held and is new after all, by {@code seq}, in order
     * @param repeats what was held and is not
     * @param unanswered signals of earlier connections that the gateway knows nothing of
     */
    record Outcome(boolean anotherJournal, Map<Long, byte[]> told, List<Long> repeats, List<String> unanswered) {
        static final Outcome NOTHING = new Outcome(false, Map.of(), List.of(), List.of());
    }

    private final Map<Long, byte[]> held = new LinkedHashMap<>();
    private final Map<String, Long> sent = new HashMap<>();
    private long seq;
    private long asked;
    private long connection;
    private boolean resumed;
    private boolean gap;

    /** @param seq of the last event that was taken, or {@link NexusSettings#LIVE_ONLY} */
    Resume(long seq) {
        this.seq = seq;
    }

    /** The last event that came, or {@link NexusSettings#LIVE_ONLY}. */
    synchronized long seq() {
        return seq;
    }

    /** A new connection, on which HELLO asks for what comes behind {@link #seq}. */
    synchronized void connected() {
        connection++;
        asked = seq;
        resumed = false;
        gap = false;
        held.clear();
    }

    /** A signal goes out on this connection. */
    synchronized void sent(String orderId) {
        sent.put(orderId, connection);
    }

    /** It did not after all, or it has an answer. */
    synchronized void settled(String orderId) {
        sent.remove(orderId);
    }

    /** The gateway has forgotten events: no answer proves nothing. */
    synchronized void forgotten() {
        gap = true;
    }

    /** Judges an order event; what is to be held is kept. */
    synchronized Verdict take(long eventSeq, byte[] message) {
        if (eventSeq > seq) {
            seq = eventSeq;
            return Verdict.NEW;
        }
        if (resumed) {
            return Verdict.REPEATED;
        }
        held.put(eventSeq, message);
        return Verdict.HELD;
    }

    /** RESUMED has come. */
    synchronized Outcome resumed(long toSeq) {
        boolean another = asked != NexusSettings.LIVE_ONLY && toSeq < asked;
        Map<Long, byte[]> told = another ? new LinkedHashMap<>(held) : Map.of();
        List<Long> repeats = another ? List.of() : List.copyOf(held.keySet());
        if (another) {
            seq = held.keySet().stream().reduce(toSeq, Math::max);
        } else {
            seq = Math.max(seq, toSeq);
        }
        held.clear();
        resumed = true;
        List<String> lost = new ArrayList<>();
        sent.forEach((orderId, its) -> {
            if (its < connection) {
                lost.add(orderId);
            }
        });
        lost.forEach(sent::remove);
        lost.sort(null);
        return new Outcome(another, told, repeats, gap || another ? List.of() : lost);
    }
}
