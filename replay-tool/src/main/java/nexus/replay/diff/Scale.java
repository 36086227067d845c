package nexus.replay.diff;

import nexus.gateway.router.Router;

/**
 * The other router's sequences: the recorded ones times {@value #ROOM}, so that there is room behind each input for what
 * is assumed. Whatever names a sequence from before the beginning keeps it: both routers know it by that.
 */
final class Scale {
    /** One input makes at most 64 orders, and each is followed by one assumed answer. */
    static final int ROOM = 256;

    /** A larger {@code seq} cannot be of this journal. */
    private static final long MAX_SEQ = Long.MAX_VALUE / ROOM / Router.SEQ_PER_INPUT;

    private final long first;

    /** @param first sequence of the first record that both routers take */
    Scale(long first) {
        this.first = first;
    }

    /** Whether a recorded input lies before the first that both routers take. */
    boolean isBefore(long recorded) {
        return recorded < first;
    }

    /** What the other router is given a record under. */
    long sequence(long recorded) {
        return recorded * ROOM;
    }

    /** Between the record before the beginning and the first: for what the other router must know beforehand. */
    long beforeFirst() {
        return first * ROOM - 1;
    }

    /** A message's {@code seq} as the other router would have given it. */
    long seq(long recorded) {
        long sequence = recorded / Router.SEQ_PER_INPUT;
        if (sequence < first || recorded > MAX_SEQ) {
            return recorded;
        }
        return sequence(sequence) * Router.SEQ_PER_INPUT + recorded % Router.SEQ_PER_INPUT;
    }
}
