package nexus.gateway.router;

import java.math.BigDecimal;

/**
 * What a platform last said that it holds, held against our count. While orders work the two may differ for a moment: a
 * difference counts when it persists.
 */
final class Stated {
    /** A difference counts after so long without an execution of ours. */
    private static final long STILL_NANOS = 3_000_000_000L;

    /** It counts after so long in any case. */
    private static final long LONGEST_NANOS = 4_000_000_000L;

    /** Or when the platform repeats it, not sooner than this. */
    private static final long REPEATED_NANOS = 1_000_000_000L;

    /** Universal units; negative is short. */
    BigDecimal quantity;

    long timeNanos;

    /** Whether our count has been the same at any moment since it was said. */
    boolean agreed;

    /** Theirs less ours when it was said last. */
    BigDecimal difference = BigDecimal.ZERO;

    /** Since when they differ. */
    long differsNanos;

    /** When our count last changed while they differed, as far as has been looked at. */
    long stillNanos;

    /** Whether our count has changed since it was said. */
    boolean moved;

    /** The same since it was last looked at. */
    boolean movedLately;

    /** Whether theirs changed with no execution of ours: somebody trades there by hand. */
    boolean unexplained;

    /** Whether the difference counts. */
    boolean mismatch;

    private Stated() {}

    /** The first that a platform says; or, after that, {@link #again}. */
    static Stated first(BigDecimal theirs, BigDecimal ours, long timeNanos) {
        Stated stated = new Stated();
        stated.agreed = true;
        stated.quantity = ours;
        stated.moved = true;
        stated.again(theirs, ours, timeNanos);
        return stated;
    }

    /** The platform speaks again. */
    void again(BigDecimal theirs, BigDecimal ours, long now) {
        boolean changed = theirs.compareTo(quantity) != 0;
        BigDecimal before = difference;
        quantity = theirs;
        timeNanos = now;
        difference = theirs.subtract(ours);
        if (difference.signum() == 0) {
            agree();
        } else if (agreed) {
            agreed = false;
            unexplained = changed && !moved;
            differsNanos = now;
            stillNanos = now;
        } else {
            boolean same = !moved || before.compareTo(difference) == 0;
            mismatch |= same && now - differsNanos >= REPEATED_NANOS;
        }
        moved = false;
        movedLately = false;
    }

    /** Our count has changed. */
    void moved(BigDecimal ours) {
        moved = true;
        movedLately = true;
        if (ours.compareTo(quantity) == 0) {
            agree();
        }
    }

    /** An operator has settled it: until the platform speaks again, our count holds. */
    void settle() {
        agree();
        moved = true;
    }

    private void agree() {
        agreed = true;
        unexplained = false;
        mismatch = false;
    }

    /** A second has passed. Returns whether the difference counts. */
    boolean check(long now) {
        if (agreed) {
            return false;
        }
        if (movedLately) {
            movedLately = false;
            stillNanos = now;
        }
        mismatch |= now - stillNanos >= STILL_NANOS || now - differsNanos >= LONGEST_NANOS;
        return mismatch;
    }

    static void write(StateWriter out, Stated stated) {
        out.put("stated", stated != null);
        if (stated != null) {
            out.put("quantity", stated.quantity).put("time", stated.timeNanos).put("agreed", stated.agreed);
            out.put("difference", stated.difference).put("differs", stated.differsNanos);
            out.put("still", stated.stillNanos).put("moved", stated.moved).put("movedLately", stated.movedLately);
            out.put("unexplained", stated.unexplained).put("mismatch", stated.mismatch);
        }
    }

    /** Null where there was none. */
    static Stated read(StateReader in) {
        if (!in.flag("stated")) {
            return null;
        }
        Stated stated = new Stated();
        stated.quantity = in.decimal("quantity");
        stated.timeNanos = in.integer("time");
        stated.agreed = in.flag("agreed");
        stated.difference = in.decimal("difference");
        stated.differsNanos = in.integer("differs");
        stated.stillNanos = in.integer("still");
        stated.moved = in.flag("moved");
        stated.movedLately = in.flag("movedLately");
        stated.unexplained = in.flag("unexplained");
        stated.mismatch = in.flag("mismatch");
        return stated;
    }
}
