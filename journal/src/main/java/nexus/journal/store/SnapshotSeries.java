package nexus.journal.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Which snapshots may go. The newest {@value #NEWEST} stay, for the next start. Of the older ones, and of the journal's
 * beginning, which is as good as a snapshot, no two neighbours come to be farther apart than {@value #SPACING} records or
 * 1/{@value #AGE_DIVISOR} of their age, whichever is more; age is counted in records from the newest snapshot. Within
 * that, as few stay as possible: of any two spacings side by side the sum is above the limit.
 *
 * <p>So up to 32 million records back every record has a snapshot at most {@value #SPACING} before it, if one was taken
 * there that often, and {@code n} records are covered by some {@code 132 + 128 ln(n / 32 million)} files: 300 for 100
 * million records, 600 for a milliard.
 */
final class SnapshotSeries {
    /** How many of the newest stay. */
    static final int NEWEST = 3;
    /** Records that a cold JVM replays in about a second. */
    static final long SPACING = 500_000;

    static final int AGE_DIVISOR = 64;

    private SnapshotSeries() {}

    /**
     * Those that may go.
     *
     * @param sequences of all snapshots there are, ascending
     */
    static List<Long> superfluous(List<Long> sequences) {
        List<Long> superfluous = new ArrayList<>();
        long newest = sequences.isEmpty() ? 0 : sequences.get(sequences.size() - 1);
        long before = 0;
        for (int i = 0; i < sequences.size() - NEWEST; i++) {
            long behind = sequences.get(i + 1);
            if (behind - before <= limit(newest - behind)) {
                superfluous.add(sequences.get(i));
            } else {
                before = sequences.get(i);
            }
        }
        return superfluous;
    }

    /** How far apart two neighbours may be of which the later one is {@code age} records old. */
    static long limit(long age) {
        return Math.max(SPACING, age / AGE_DIVISOR);
    }
}
