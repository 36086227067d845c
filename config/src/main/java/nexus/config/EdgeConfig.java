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
 * @param maxMessagesPerSecond a connection that sends more is cut off; 1,000–10,000,000
 * @param maxMalformed a connection that sends more messages that cannot be read, in one minute, is cut off; 1–1,000,000
 * @param security who is let in
 * @param clock how the wall clock's offset from UTC is measured
 * @param seals how the journal is sealed
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
        int snapshotSeconds,
        int maxMessagesPerSecond,
        int maxMalformed,
        SecurityConfig security,
        ClockConfig clock,
        SealsConfig seals) {

    /** With the default limits of connections, and nobody let in from the network. */
    public EdgeConfig(
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
        this(
                platformEndpoint,
                nexusEndpoint,
                controlEndpoint,
                durability,
                maxFrameBytes,
                maxQueuedMessages,
                minFreeDiskBytes,
                reserveDiskBytes,
                snapshotRecords,
                snapshotSeconds,
                (int) Settings.MAX_MESSAGES_PER_SECOND.standard(),
                (int) Settings.MAX_MALFORMED.standard(),
                SecurityConfig.NONE,
                ClockConfig.standard(),
                SealsConfig.STANDARD);
    }

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

    /** The same, listening elsewhere. */
    public EdgeConfig withEndpoints(String platforms, String nexus, String control) {
        return new EdgeConfig(
                platforms,
                nexus,
                control,
                durability,
                maxFrameBytes,
                maxQueuedMessages,
                minFreeDiskBytes,
                reserveDiskBytes,
                snapshotRecords,
                snapshotSeconds,
                maxMessagesPerSecond,
                maxMalformed,
                security,
                clock,
                seals);
    }

    /** The same, with the wall clock measured otherwise. */
    public EdgeConfig withClock(ClockConfig measured) {
        return new EdgeConfig(
                platformEndpoint,
                nexusEndpoint,
                controlEndpoint,
                durability,
                maxFrameBytes,
                maxQueuedMessages,
                minFreeDiskBytes,
                reserveDiskBytes,
                snapshotRecords,
                snapshotSeconds,
                maxMessagesPerSecond,
                maxMalformed,
                security,
                measured,
                seals);
    }

    /** The same, with others let in. */
    public EdgeConfig withSecurity(SecurityConfig letIn) {
        return with(maxMessagesPerSecond, maxMalformed, letIn, seals);
    }

    /** The same, sealed otherwise. */
    public EdgeConfig withSeals(SealsConfig sealed) {
        return with(maxMessagesPerSecond, maxMalformed, security, sealed);
    }

    /** The same, with other limits of connections. */
    public EdgeConfig withLimits(int messagesPerSecond, int malformed) {
        return with(messagesPerSecond, malformed, security, seals);
    }

    private EdgeConfig with(int messagesPerSecond, int malformed, SecurityConfig letIn, SealsConfig sealed) {
        return new EdgeConfig(
                platformEndpoint,
                nexusEndpoint,
                controlEndpoint,
                durability,
                maxFrameBytes,
                maxQueuedMessages,
                minFreeDiskBytes,
                reserveDiskBytes,
                snapshotRecords,
                snapshotSeconds,
                messagesPerSecond,
                malformed,
                letIn,
                clock,
                sealed);
    }

    /**
     * Whether an endpoint takes only those who prove by CURVE that they hold a registered key.
     *
     * @throws IllegalArgumentException if it is no endpoint
     */
    public boolean isCurved(String endpoint) {
        return switch (security.curve()) {
            case OFF -> false;
            case AUTO -> !Endpoint.parse(endpoint).isLoopback();
            case ON -> true;
        };
    }

    /** Whether any endpoint does. */
    public boolean needsKeys() {
        return endpoints().anyMatch(this::isCurved);
    }

    /**
     * Refuses a configuration that would let anybody in from the network.
     *
     * @throws IllegalArgumentException if an endpoint is open and not curved, or is no endpoint; it says what to do
     */
    public void requireClosedDoors() {
        endpoints().filter(this::isOpenDoor).findFirst().ifPresent(endpoint -> {
            throw new IllegalArgumentException(endpoint + " — " + SecurityConfig.OPEN_DOOR);
        });
    }

    /** Whether anybody on the network could connect. */
    boolean isOpenDoor(String endpoint) {
        return !Endpoint.parse(endpoint).isLoopback() && !isCurved(endpoint);
    }

    private Stream<String> endpoints() {
        return Stream.of(platformEndpoint, nexusEndpoint, controlEndpoint);
    }

    /**
     * Whether only this machine can connect. A host name other than {@code localhost} counts as open, whatever it
     * resolves to.
     *
     * @throws IllegalArgumentException if an endpoint is none
     */
    public boolean isLoopbackOnly() {
        return endpoints().map(Endpoint::parse).allMatch(Endpoint::isLoopback);
    }

    /** What a committed record survives. */
    public enum Durability {
        /** The death of the process. */
        PROCESS,
        /** The death of the machine, for signals, order events and orders. */
        POWER
    }
}
