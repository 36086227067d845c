package nexus.adapters.nexus;

import java.nio.file.Path;
import java.util.Objects;
import nexus.adapters.link.LinkKeys;

/**
 * How a NEXUS client behaves.
 *
 * @param endpoint of the gateway, {@code tcp://host:port}
 * @param client name of the client program
 * @param version of the client program
 * @param mode what is at the other end
 * @param resumeFrom the {@code seq} after which order events are wanted the first time; {@link #LIVE_ONLY} for none
 *     from before. What the file holds, and what has been seen since, goes before it
 * @param resumeFile keeps how far order events were handled over restarts; null keeps it in memory alone
 * @param syncs whether that file survives the death of the machine, too: one sync to the disk for each order event
 * @param heartbeatMillis between HEARTBEATs, 0 for none. They come from the thread that calls the handler: one that hangs
 *     is silent
 * @param maxWaiting signals and cancels that may wait for the socket, at least 1
 * @param backoffSeed of the jitter between attempts to connect
 * @param keys for an endpoint that takes registered keys only; else null
 */
public record NexusSettings(
        String endpoint,
        String client,
        String version,
        Mode mode,
        long resumeFrom,
        Path resumeFile,
        boolean syncs,
        int heartbeatMillis,
        int maxWaiting,
        long backoffSeed,
        LinkKeys keys) {
    /** {@code resumeFrom}: begin with what happens from now on. */
    public static final long LIVE_ONLY = -1;

    private static final int HEARTBEAT_MILLIS = 1_000;

    /** What is at the other end, and how it is spoken to. */
    public enum Mode {
        /** The gateway; says HELLO. */
        LIVE,
        /** The gateway, without HELLO: what is missed while away is then gone. */
        V0,
        /** {@code replay feed}: ends with it. */
        REPLAY,
        /** {@code replay feed --speed lockstep} or {@code replay backtest}: answers each tick once the handler has. */
        LOCKSTEP;

        /** Whether nothing here is real, and it ends. */
        boolean isReplay() {
            return this == REPLAY || this == LOCKSTEP;
        }
    }

    public NexusSettings {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(version, "version");
        if (resumeFrom < LIVE_ONLY) {
            throw new IllegalArgumentException("resumeFrom is " + resumeFrom + ": want a seq, or -1 for live only");
        }
        if (maxWaiting < 1) {
            throw new IllegalArgumentException("maxWaiting is " + maxWaiting + ": want 1 or more");
        }
        if (heartbeatMillis < 0) {
            throw new IllegalArgumentException("heartbeatMillis is " + heartbeatMillis + ": want 0 or more");
        }
    }

    /** A client that says HELLO and begins live. */
    public static NexusSettings of(String endpoint) {
        return new NexusSettings(
                endpoint, "nexus-java", "1", Mode.LIVE, LIVE_ONLY, null, true, HEARTBEAT_MILLIS, 1_000, 1, null);
    }

    /** The same, beginning after {@code seq} where {@code file}, which may be null, does not know better. */
    public NexusSettings resumingFrom(long seq, Path file) {
        return new NexusSettings(
                endpoint, client, version, mode, seq, file, syncs, heartbeatMillis, maxWaiting, backoffSeed, keys);
    }

    /** The same, speaking v0 alone. */
    public NexusSettings asV0() {
        return in(Mode.V0);
    }

    /** The same, with something else at the other end. */
    public NexusSettings in(Mode other) {
        return new NexusSettings(
                endpoint,
                client,
                version,
                other,
                resumeFrom,
                resumeFile,
                syncs,
                heartbeatMillis,
                maxWaiting,
                backoffSeed,
                keys);
    }

    /** The same, with keys for an endpoint that asks for them; null for none. */
    public NexusSettings withKeys(LinkKeys proof) {
        return new NexusSettings(
                endpoint,
                client,
                version,
                mode,
                resumeFrom,
                resumeFile,
                syncs,
                heartbeatMillis,
                maxWaiting,
                backoffSeed,
                proof);
    }
}
