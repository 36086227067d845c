package nexus.replay.verify;

import java.util.ArrayList;
import java.util.List;

/** Which records were verified, which were not, and what damage stood in the way. */
final class Coverage {
    /** So many damaged places are named; the rest is counted. */
    private static final int MAX_NAMED = 100;

    private final List<Range> verified = new ArrayList<>();
    private final List<Range> unverified = new ArrayList<>();
    private final List<String> damage = new ArrayList<>();
    private long damaged;

    /** Records from {@code first} to {@code last}, both included. */
    record Range(long first, long last) {
        @Override
        public String toString() {
            return first == last ? "record " + first : "records " + first + "–" + last;
        }
    }

    void damage(String what) {
        if (damaged++ < MAX_NAMED) {
            damage.add(what);
        }
    }

    void verified(long first, long last) {
        if (first <= last) {
            verified.add(new Range(first, last));
        }
    }

    void unverified(long first, long last) {
        if (first <= last) {
            unverified.add(new Range(first, last));
        }
    }

    /** In order. */
    List<Range> verified() {
        return verified;
    }

    /** In order. */
    List<Range> unverified() {
        return unverified;
    }

    boolean isDamaged() {
        return damaged > 0;
    }

    /** A line for each damaged place, and one for those that are not named. */
    List<String> damage() {
        List<String> lines = new ArrayList<>(damage);
        if (damaged > MAX_NAMED) {
            lines.add((damaged - MAX_NAMED) + " more damaged places");
        }
        return lines;
    }
}
