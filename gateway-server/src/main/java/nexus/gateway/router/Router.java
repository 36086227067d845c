package nexus.gateway.router;

import nexus.journal.store.JournalRecord;

/**
 * The deterministic state machine: takes inputs in the order of the journal, changes its state, makes outputs. Live,
 * follower and replay run this same class.
 */
public final class Router {
    /** Goes up when the same journal would give other outputs. */
    public static final int VERSION = 1;

    /**
     * Takes one record. Records that are not inputs are ignored.
     *
     * @throws IllegalStateException if an invariant is broken: the router must not be used any further
     */
    public void route(JournalRecord record, Outputs outputs) {
        throw new IllegalStateException("skeleton " + record + outputs);
    }

    /** Sequence of the last input routed, 0 if none. */
    public long lastInput() {
        return 0;
    }

    /** Whether more outputs wait than one input may make: a CONTINUE control record releases the next. */
    public boolean wantsContinue() {
        return false;
    }

    /** Digest of all outputs so far. */
    public OutputDigest digest() {
        throw new IllegalStateException("skeleton");
    }

    /** The whole state in canonical form: equal states give equal bytes. */
    public byte[] stateBytes() {
        throw new IllegalStateException("skeleton");
    }

    /**
     * A router in the state that {@link #stateBytes} gave.
     *
     * @throws IllegalArgumentException if the bytes are of another layout
     */
    public static Router ofState(byte[] state) {
        throw new IllegalStateException("skeleton " + state.length);
    }
}
