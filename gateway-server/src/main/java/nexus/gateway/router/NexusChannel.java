package nexus.gateway.router;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What NEXUS gets, and when. Order events wait here, in order, while no NEXUS or more than one is connected, while a
 * new one may still say HELLO, and while its socket takes nothing. Market data never waits.
 */
final class NexusChannel {
    /** Events that one input releases at the most; the rest waits for CONTINUE. */
    static final int EVENTS_PER_INPUT = 96;

    private final List<NexusPeer> peers = new ArrayList<>();
    private EventLog events = new EventLog();
    private boolean blocked;
    private long droppedTicks;
    private int budget;

    void beginInput() {
        budget = EVENTS_PER_INPUT;
    }

    /** The one NEXUS, or null when there is none or more than one. */
    NexusPeer only() {
        return peers.size() == 1 ? peers.get(0) : null;
    }

    boolean isConnected() {
        return !peers.isEmpty();
    }

    boolean isAmbiguous() {
        return peers.size() > 1;
    }

    /** Whether a NEXUS is there that has been told how things stand, be it alone or not. */
    boolean isStarted() {
        for (NexusPeer peer : peers) {
            if (peer.started) {
                return true;
            }
        }
        return false;
    }

    NexusPeer peer(int source) {
        for (NexusPeer peer : peers) {
            if (peer.source == source) {
                return peer;
            }
        }
        return null;
    }

    NexusPeer connected(int source) {
        NexusPeer peer = new NexusPeer(source);
        blocked &= !peers.isEmpty();
        peers.add(peer);
        return peer;
    }

    void disconnected(int source) {
        // Only the one that was there first was ever sent anything, so only its socket can be full.
        blocked &= !peers.isEmpty() && peers.get(0).source != source;
        peers.removeIf(peer -> peer.source == source);
    }

    void allDisconnected() {
        peers.clear();
        blocked = false;
    }

    /** Where market data may go now; 0 means that it is dropped. */
    int marketDataTarget() {
        NexusPeer only = peers.size() == 1 ? peers.get(0) : null;
        return only == null || blocked || (only.saidHello() && !only.started) ? 0 : only.source;
    }

    void dropTick() {
        droppedTicks++;
    }

    void refused(long fromSeq, long ticks) {
        blocked = true;
        droppedTicks += ticks;
        if (fromSeq > 0) {
            events.rewindTo(fromSeq);
        }
    }

    void writable() {
        blocked = false;
    }

    boolean isBlocked() {
        return blocked;
    }

    long droppedTicks() {
        return droppedTicks;
    }

    List<NexusPeer> peers() {
        return Collections.unmodifiableList(peers);
    }

    EventLog events() {
        return events;
    }

    private boolean mayDeliver() {
        NexusPeer only = only();
        return only != null && only.started && !blocked;
    }

    /** Whether events wait that could go out. */
    boolean wantsContinue() {
        return mayDeliver() && events.waiting() > 0;
    }

    /** Hands out what may go out, within this input's budget. */
    void deliver(Emitter emitter) {
        while (budget > 0 && wantsContinue()) {
            NexusPeer only = only();
            NexusEvent event = events.next();
            events.delivered();
            if (event.resumable() || event.seq() >= only.startedSeq) {
                emitter.sendEvent(event, only.source);
                budget--;
            }
        }
    }

    void writeTo(StateWriter out) {
        out.put("blocked", blocked).put("droppedTicks", droppedTicks).put("peers", peers.size());
        for (NexusPeer peer : peers) {
            out.put("source", peer.source).put("client", peer.client);
            out.put("resumeRequested", peer.resumeRequested).put("resumeFrom", peer.resumeFrom);
            out.put("settled", peer.settled).put("started", peer.started).put("startedSeq", peer.startedSeq);
        }
        events.writeTo(out);
    }

    void readFrom(StateReader in) {
        blocked = in.flag("blocked");
        droppedTicks = in.integer("droppedTicks");
        int count = in.small("peers");
        for (int i = 0; i < count; i++) {
            NexusPeer peer = new NexusPeer(in.small("source"));
            peer.client = in.text("client");
            peer.resumeRequested = in.flag("resumeRequested");
            peer.resumeFrom = in.integer("resumeFrom");
            peer.settled = in.flag("settled");
            peer.started = in.flag("started");
            peer.startedSeq = in.integer("startedSeq");
            peers.add(peer);
        }
        events = EventLog.readFrom(in);
    }
}
