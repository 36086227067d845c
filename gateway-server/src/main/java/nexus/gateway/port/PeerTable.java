package nexus.gateway.port;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import nexus.gateway.keys.Principal;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.util.Blob;

/**
 * The connections of one ROUTER socket: tells who came and went by comparing with the socket's own table, and who a
 * message is from.
 *
 * <p>A connection is known by the very array that holds its identity, not by what the array contains: JeroMQ makes one
 * per connection and hands it out with each of its messages. So the first message of a client that has come back under
 * its old identity is not taken for one of the connection before.
 */
final class PeerTable {
    private static final Comparator<Peer> BY_SOURCE = Comparator.comparingInt(Peer::source);

    private final Channel channel;
    private final Map<Blob, Object> outpipes;
    private final IntSupplier sources;
    private final boolean curved;
    private final IdentityHashMap<byte[], Peer> byIdentityArray = new IdentityHashMap<>();
    private final Map<Integer, Peer> bySource = new HashMap<>();
    private long scan;
    private Peer lastSender;
    private Peer lastTarget;

    /**
     * @param outpipes the socket's live table
     * @param sources gives each new connection its number
     * @param curved whether each connection has proved whose it is
     */
    PeerTable(Channel channel, Map<Blob, Object> outpipes, IntSupplier sources, boolean curved) {
        this.channel = channel;
        this.outpipes = outpipes;
        this.sources = sources;
        this.curved = curved;
    }

    /** A table of connections that need prove nothing. */
    PeerTable(Channel channel, Map<Blob, Object> outpipes, IntSupplier sources) {
        this(channel, outpipes, sources, false);
    }

    /** The connection with this number, or null if it is gone. */
    Peer ofSource(int source) {
        Peer peer = lastTarget;
        if (peer == null || peer.source() != source) {
            peer = bySource.get(source);
            lastTarget = peer;
        }
        return peer;
    }

    /** All connections that are there. */
    Collection<Peer> all() {
        return bySource.values();
    }

    /** Whether the socket still sends to this very connection what goes to its identity. */
    boolean isInTable(Peer peer) {
        return peer.outpipe() != null && outpipes.get(Blob.createBlob(peer.identity())) == peer.outpipe();
    }

    /**
     * The connection that a message came from; one that is new is told to {@code events} first. To be called when the
     * whole message has been read.
     *
     * @param identity the array in the message's identity frame
     * @param message its first frame behind that
     */
    Peer sender(byte[] identity, Msg message, PortEvents events) {
        Peer peer = lastSender;
        if (peer == null || peer.identity() != identity) {
            peer = find(identity, message, events);
            lastSender = peer;
        }
        if (peer.isHandedOver() && !peer.isHungUp()) {
            // Its end has been told, yet it was not: its real end must be told as well.
            peer.comeBack();
            tellUp(peer, addressOf(message), events);
        }
        return peer;
    }

    private Peer find(byte[] identity, Msg message, PortEvents events) {
        Peer peer = byIdentityArray.get(identity);
        if (peer == null) {
            String address = addressOf(message);
            scan(events, identity, message);
            peer = byIdentityArray.get(identity);
            if (peer == null) {
                // It came, spoke and went between two looks; the next scan finds it gone.
                peer = add(identity, null, principalOf(message));
                tellUp(peer, address, events);
            }
        }
        return peer;
    }

    private Principal principalOf(Msg message) {
        Metadata metadata = message.getMetadata();
        return curved && metadata != null ? principal(metadata.get(Metadata.USER_ID)) : null;
    }

    private static Principal principal(String userId) {
        return userId == null ? null : Principal.ofUserId(userId).orElse(null);
    }

    private static String addressOf(Msg message) {
        Metadata metadata = message.getMetadata();
        return metadata == null ? null : metadata.get(Metadata.PEER_ADDRESS);
    }

    /**
     * Compares with the socket's table. To be called when no message has been read half, and none has been fetched
     * ahead by a poll: then whoever is not in the table has nothing left to read.
     *
     * @return how many came and went
     */
    int scan(PortEvents events) {
        return scan(events, null, (Msg) null);
    }

    private int scan(PortEvents events, byte[] spokenIdentity, Msg spoken) {
        scan++;
        int seen = 0;
        List<Map.Entry<Blob, Object>> unknown = null;
        for (Map.Entry<Blob, Object> entry : outpipes.entrySet()) {
            Peer peer = byIdentityArray.get(entry.getKey().data());
            if (peer != null && peer.outpipe() == entry.getValue()) {
                peer.seenIn(scan);
                seen++;
            } else {
                unknown = unknown == null ? new ArrayList<>() : unknown;
                unknown.add(Map.entry(entry.getKey(), entry.getValue()));
            }
        }
        if (unknown == null) {
            if (seen == bySource.size()) {
                return 0;
            }
            unknown = new ArrayList<>();
        }
        List<Peer> taken = takeOutHandedOver(unknown);
        int changes = tellDown(taken, events);
        unknown.sort(
                (a, b) -> Arrays.compareUnsigned(a.getKey().data(), b.getKey().data()));
        for (Map.Entry<Blob, Object> entry : unknown) {
            byte[] identity = entry.getKey().data();
            boolean hasSpoken = identity == spokenIdentity;
            Principal principal = hasSpoken ? principalOf(spoken) : principalOf(entry.getValue());
            if (curved && principal == null) {
                // Gone already, before it could be asked who it is; if it has spoken, its message will tell.
                continue;
            }
            tellUp(add(identity, entry.getValue(), principal), hasSpoken ? addressOf(spoken) : null, events);
            changes++;
        }
        return changes;
    }

    /** A connection that lost its identity to a newer one goes on under an identity that the socket made up. */
    private List<Peer> takeOutHandedOver(List<Map.Entry<Blob, Object>> unknown) {
        List<Peer> taken = new ArrayList<>();
        for (Peer peer : bySource.values()) {
            for (Map.Entry<Blob, Object> entry : unknown) {
                if (entry.getValue() == peer.outpipe()) {
                    byIdentityArray.remove(peer.identity());
                    peer.changeIdentity(entry.getKey().data());
                    byIdentityArray.put(peer.identity(), peer);
                    peer.seenIn(scan);
                    taken.add(peer);
                    break;
                }
            }
        }
        unknown.removeIf(entry -> byIdentityArray.containsKey(entry.getKey().data()));
        return taken;
    }

    private int tellDown(List<Peer> taken, PortEvents events) {
        List<Peer> down = new ArrayList<>(taken);
        for (Peer peer : bySource.values()) {
            if (!peer.wasSeenIn(scan)) {
                down.add(peer);
            }
        }
        down.sort(BY_SOURCE);
        int changes = 0;
        for (Peer peer : down) {
            boolean stillThere = peer.wasSeenIn(scan);
            if (!stillThere) {
                remove(peer);
            }
            if (!peer.isHandedOver()) {
                peer.handOver();
                events.peerDown(channel, peer.source(), stillThere ? PortEvents.TAKEN_OVER : "disconnected");
                changes++;
            }
        }
        return changes;
    }

    private Principal principalOf(Object outpipe) {
        return curved ? principal(ConnectionInternals.userId(RouterInternals.pipe(outpipe))) : null;
    }

    private Peer add(byte[] identity, Object outpipe, Principal principal) {
        Peer peer = new Peer(sources.getAsInt(), identity, outpipe, principal);
        peer.seenIn(scan);
        byIdentityArray.put(identity, peer);
        bySource.put(peer.source(), peer);
        return peer;
    }

    private void remove(Peer peer) {
        byIdentityArray.remove(peer.identity());
        bySource.remove(peer.source());
        if (lastSender == peer) {
            lastSender = null;
        }
        if (lastTarget == peer) {
            lastTarget = null;
        }
    }

    private void tellUp(Peer peer, String address, PortEvents events) {
        events.peerUp(channel, peer.source(), HexFormat.of().formatHex(peer.identity()), address, peer.principal());
    }
}
