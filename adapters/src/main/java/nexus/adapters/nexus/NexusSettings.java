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
 * @param v0 whether to say no HELLO: what is missed while away is then gone
 * @param resumeFrom the {@code seq} after which order events are wanted the first time; {@link #LIVE_ONLY} for none
 *     from before. What the file holds, and what has been seen since, goes before it
 * @param resumeFile keeps the highest {@code seq} processed over restarts; null keeps it in memory alone
 * @param maxWaiting signals and cancels that may wait for the socket, at least 1
 * @param backoffSeed of the jitter between attempts to connect
 * @param keys for an endpoint that takes registered keys only; else null
 */
public record NexusSettings(
        String endpoint,
        String client,
        String version,
        boolean v0,
        long resumeFrom,
        Path resumeFile,
        int maxWaiting,
        long backoffSeed,
        LinkKeys keys) {
    /** {@code resumeFrom}: begin with what happens from now on. */
    public static final long LIVE_ONLY = -1;

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
    }

    /** A client that says HELLO and begins live. */
    public static NexusSettings of(String endpoint) {
        return new NexusSettings(endpoint, "nexus-java", "1", false, LIVE_ONLY, null, 1_000, 1, null);
    }

    /** The same, beginning after {@code seq} where {@code file}, which may be null, does not know better. */
    public NexusSettings resumingFrom(long seq, Path file) {
        return new NexusSettings(endpoint, client, version, v0, seq, file, maxWaiting, backoffSeed, keys);
    }

    /** The same, speaking v0 alone. */
    public NexusSettings asV0() {
        return new NexusSettings(
                endpoint, client, version, true, resumeFrom, resumeFile, maxWaiting, backoffSeed, keys);
    }

    /** The same, with keys for an endpoint that asks for them; null for none. */
    public NexusSettings withKeys(LinkKeys proof) {
        return new NexusSettings(endpoint, client, version, v0, resumeFrom, resumeFile, maxWaiting, backoffSeed, proof);
    }
}
