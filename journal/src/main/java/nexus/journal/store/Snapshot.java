package nexus.journal.store;

/**
 * A sound snapshot. The state is the caller's own.
 *
 * @param sequence of the last record that the state has seen
 * @param routerVersion of the router whose state it is
 */
@SuppressWarnings("ArrayRecordComponent")
public record Snapshot(long sequence, int routerVersion, byte[] state) {}
