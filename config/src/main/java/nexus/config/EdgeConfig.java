package nexus.config;

import java.util.stream.Stream;

/**
 * What the process needs and the router never sees. The ranges below are those of a configuration that
 * {@link ConfigLoader} has accepted; the record itself holds any value, so that tests can go beyond.
 *
 * @param platformEndpoint where platforms connect, {@code tcp://host:port}; port 0 takes a free one
 * @param nexusEndpoint where NEXUS connects
 * @param controlEndpoint where operator tools connect
 * @param durability whether a record survives the process or the machine
 * @param maxFrameBytes larger frames are journaled as prefix, length and hash, and refused; 1 KiB–1 MiB
 * @param maxQueuedMessages how many messages may wait for one peer in its socket before a send is refused, 1–1,000,000
 * @param minFreeDiskBytes below this, trading halts and market data is no longer taken; 1 MiB–1 TiB
 * @param reserveDiskBytes allocated at start, so that fills can be journaled on a full disk; 1 MiB–1 TiB
 * @param snapshotRecords a snapshot after this many records, or {@code snapshotSeconds}, whichever comes first;
 *     1,000–100,000,000
 * @param snapshotSeconds as above; 1 s–1 d
 */
public record EdgeConfig(
        String platformEndpoint,
        String nexusEndpoint,
        String controlEndpoint,
        Durability durability,
        int maxFrameBytes,
        int maxQueuedMessages,
        long minFreeDiskBytes,
        long reserveDiskBytes,
        int snapshotRecords,
        int snapshotSeconds) {

    /** The default of everything. */
    public static EdgeConfig standard() {
        return new EdgeConfig(
                Settings.PLATFORM_ENDPOINT,
                Settings.NEXUS_ENDPOINT,
                Settings.CONTROL_ENDPOINT,
                Settings.DURABILITY,
                (int) Settings.MAX_FRAME.standard(),
                (int) Settings.MAX_QUEUED_MESSAGES.standard(),
                Settings.MIN_FREE_DISK.standard(),
                Settings.DISK_RESERVE.standard(),
                (int) Settings.SNAPSHOT_RECORDS.standard(),
                (int) Settings.SNAPSHOT_INTERVAL.standard());
    }

    /**
     * Whether only this machine can connect. A host name other than {@code localhost} counts as open, whatever it
     * resolves to.
     *
     * @throws IllegalArgumentException if an endpoint is none
     */
    public boolean isLoopbackOnly() {
        return Stream.of(platformEndpoint, nexusEndpoint, controlEndpoint)
                .map(Endpoint::parse)
                .allMatch(Endpoint::isLoopback);
    }

    /** What a committed record survives. */
    public enum Durability {
        /** The death of the process. */
        PROCESS,
        /** The death of the machine, for signals, order events and orders. */
        POWER
    }
}
