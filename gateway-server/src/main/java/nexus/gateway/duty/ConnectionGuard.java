package nexus.gateway.duty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import nexus.config.EdgeConfig;
import nexus.gateway.edge.Edge;
import nexus.gateway.keys.KeyFolder;
import nexus.gateway.keys.KeyRing;
import nexus.gateway.keys.Principal;
import nexus.gateway.port.Channel;
import nexus.gateway.router.ControlRecords;
import nexus.journal.message.Code;
import nexus.journal.message.RecordKind;

/**
 * Watches each connection: how fast it sends, how much of it is bad, and whether its key still counts. What breaks a
 * limit is cut off: from then on nothing of it is taken. What happens is journaled; the router then tells people, and the
 * peer where it understands that.
 */
final class ConnectionGuard {
    /** How long the holder of a key must stay away after a cut. Without keys a peer cannot be told from another. */
    private static final long PAUSE_NANOS = 10_000_000_000L;

    /** Causes of refusal that are told apart; all others are one. */
    private static final int MAX_CAUSES = 64;

    /** A power of 2: as many platforms as there may be. */
    private static final int RECENT = 64;

    private static final int SECONDS_PER_MINUTE = 60;

    private final Edge edge;
    private final Sequencer sequencer;
    private final ControlRecords records;
    private final EdgeConfig config;
    private final Map<Integer, Watched> bySource = new HashMap<>();
    /** Where the last look-ups went, by the low bits of the number: a look-up in the map may make an object. */
    private final Watched[] recent = new Watched[RECENT];

    private final List<Watched> cut = new ArrayList<>();
    private final Map<String, Refused> refused = new LinkedHashMap<>();
    private int secondsToMinute = SECONDS_PER_MINUTE;

    /** One connection. */
    private static final class Watched {
        private final Channel channel;
        private final int source;
        private final Principal principal;
        private int messages;
        private int bad;
        private int unauthorized;
        private boolean cut;

        Watched(Channel channel, int source, Principal principal) {
            this.channel = channel;
            this.source = source;
            this.principal = principal;
        }

        String who() {
            return principal == null ? "connection " + source : principal.name();
        }
    }

    /** One cause of refusal in handshakes. */
    private static final class Refused {
        private final Channel channel;
        private final String who;
        private final String reason;
        private long count;
        private long told;

        Refused(Channel channel, String who, String reason) {
            this.channel = channel;
            this.who = who;
            this.reason = reason;
        }
    }

    ConnectionGuard(Edge edge, Sequencer sequencer, ControlRecords records, EdgeConfig config) {
        this.edge = edge;
        this.sequencer = sequencer;
        this.records = records;
        this.config = config;
    }

    /** A connection is there. */
    void cameUp(Channel channel, int source, Principal principal) {
        bySource.put(source, new Watched(channel, source, principal));
    }

    /** A connection is gone. */
    void wentDown(int source) {
        Watched gone = bySource.remove(source);
        if (gone != null && recent[source & (RECENT - 1)] == gone) {
            recent[source & (RECENT - 1)] = null;
        }
    }

    private Watched watched(Channel channel, int source) {
        Watched known = recent[source & (RECENT - 1)];
        if (known == null || known.source != source) {
            known = bySource.computeIfAbsent(source, added -> new Watched(channel, added, null));
            recent[source & (RECENT - 1)] = known;
        }
        return known;
    }

    /** Whether a message may be taken; false if its connection is cut off, perhaps because of it. */
    boolean takes(Channel channel, int source) {
        Watched sender = watched(channel, source);
        if (sender.cut) {
            return false;
        }
        if (++sender.messages > config.maxMessagesPerSecond()) {
            cutOff(
                    sender,
                    Code.TOO_FAST,
                    "more than " + config.maxMessagesPerSecond()
                            + " messages in one second (limits.maxMessagesPerSecond)");
            return false;
        }
        return true;
    }

    /** A message that was taken was bad: unreadable, or not allowed to its sender. */
    void hasOffended(Channel channel, int source) {
        Watched sender = watched(channel, source);
        if (++sender.bad > config.maxMalformed() && !sender.cut) {
            cutOff(
                    sender,
                    Code.TOO_MANY_BAD,
                    "more than " + config.maxMalformed() + " bad messages in one minute (limits.maxMalformed)");
        }
    }

    /** An operator's request came without the token, or with a wrong one. */
    void wasUnauthorized(Channel channel, int source, String reason) {
        Watched sender = watched(channel, source);
        if (!takes(channel, source)) {
            return;
        }
        sender.unauthorized++;
        sequencer.append(
                RecordKind.CONTROL,
                records.turnedAway(
                        source, channel.text(), Code.UNAUTHORIZED.name(), sender.who(), reason, sender.unauthorized));
        hasOffended(channel, source);
    }

    /** Somebody was refused in the handshake. Told the first time, and then once a minute. */
    void wasTurnedAway(Channel channel, String who, String reason) {
        String cause = channel.text() + " " + who + " " + reason;
        Refused refusal = refused.get(cause);
        if (refusal == null && refused.size() < MAX_CAUSES) {
            refusal = new Refused(channel, who, reason);
            refused.put(cause, refusal);
        } else if (refusal == null) {
            refusal = refused.computeIfAbsent("", any -> new Refused(channel, "many", "several reasons"));
        }
        refusal.count++;
        if (refusal.told == 0) {
            tell(refusal);
        }
    }

    private void tell(Refused refusal) {
        refusal.told = refusal.count;
        sequencer.append(
                RecordKind.CONTROL,
                records.turnedAway(
                        0, refusal.channel.text(), Code.FORBIDDEN.name(), refusal.who, refusal.reason, refusal.count));
    }

    /** To be called once a second: counts begin anew. */
    void secondBegins() {
        boolean minute = --secondsToMinute == 0;
        for (Watched connection : bySource.values()) {
            connection.messages = 0;
            connection.bad = minute ? 0 : connection.bad;
        }
        if (minute) {
            secondsToMinute = SECONDS_PER_MINUTE;
            refused.values().stream()
                    .filter(refusal -> refusal.count > refusal.told)
                    .toList()
                    .forEach(this::tell);
        }
    }

    /**
     * Reads the folder of keys again, and cuts off whoever has come with one that no longer counts.
     *
     * @return what came of it, for the operator
     * @throws IOException if the keys cannot be read; nothing changes then
     */
    String reloadKeys() throws IOException {
        if (!config.needsKeys()) {
            return "no endpoint asks for keys";
        }
        KeyRing ring = new KeyFolder(Path.of(config.security().keys())).ring();
        edge.admit(ring);
        List<Watched> revoked = bySource.values().stream()
                .filter(connection -> connection.principal != null && !connection.cut)
                .filter(connection -> !ring.knows(connection.principal))
                .toList();
        revoked.forEach(connection -> cutOff(connection, Code.REVOKED, "its key was revoked"));
        return ring.principals().size() + " keys are registered"
                + (revoked.isEmpty() ? "" : "; connections cut off: " + revoked.size());
    }

    private void cutOff(Watched connection, Code code, String reason) {
        connection.cut = true;
        cut.add(connection);
        sequencer.append(
                RecordKind.CONTROL, records.peerCutOff(connection.source, code.name(), connection.who(), reason));
        if (connection.principal != null && code != Code.REVOKED) {
            edge.pause(connection.principal, PAUSE_NANOS);
        }
    }

    /** A connection sends faster than is read, and cannot be made to wait. */
    void hasOverrun(Channel channel, int source) {
        Watched sender = watched(channel, source);
        if (!sender.cut) {
            cutOff(sender, Code.TOO_FAST, "it sends faster than the gateway reads");
        }
    }

    /**
     * Hangs up where it was decided; what was told them has been handed to the sockets by now.
     *
     * @param gone told the number of each connection
     * @return how many there were
     */
    int hangUp(IntConsumer gone) {
        if (cut.isEmpty()) {
            return 0;
        }
        edge.flush();
        for (Watched connection : cut) {
            edge.hangUp(connection.channel, connection.source);
            wentDown(connection.source);
            gone.accept(connection.source);
        }
        int count = cut.size();
        cut.clear();
        return count;
    }
}
