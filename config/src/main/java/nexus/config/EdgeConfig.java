package nexus.config;

/**
 * What the process needs and the router never sees.
 *
 * @param platformEndpoint where platforms connect, {@code tcp://host:port}; port 0 takes a free one
 * @param nexusEndpoint where NEXUS connects
 * @param controlEndpoint where operator tools connect
 * @param durability whether a record survives the process or the machine
 * @param maxFrameBytes larger frames are journaled as prefix, length and hash, and refused; 1 KiB–1 MiB
 * @param maxQueuedMessages how many messages may wait for one peer in its socket before a send is refused, 1–1,000,000
 * @param minFreeDiskBytes below this, trading halts and market data is no longer taken
 * @param reserveDiskBytes allocated at start, so that fills can be journaled on a full disk
 * @param snapshotRecords a snapshot after this many records, or {@code snapshotSeconds}, whichever comes first
 * @param snapshotSeconds as above
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

    /** What a committed record survives. */
    public enum Durability {
        /** The death of the process. */
        PROCESS,
        /** The death of the machine, for signals, order events and orders. */
        POWER
    }
}
