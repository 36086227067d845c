package nexus.replay.audit.market;

import java.util.ArrayDeque;

/** Extremes of the last moments, a stretch of so much time at a time. */
final class RecentExtremes {
    private final long stretchNanos;
    private final int stretches;
    private final ArrayDeque<Extremes> recent = new ArrayDeque<>();

    /**
     * @param stretchNanos length of one
     * @param stretches how many of them, behind the last tick, are kept
     */
    RecentExtremes(long stretchNanos, int stretches) {
        this.stretchNanos = stretchNanos;
        this.stretches = stretches;
    }

    /** How far back this reaches. */
    long nanos() {
        return stretchNanos * stretches;
    }

    /** @param standing the quote in force before this tick */
    void add(long timeNanos, Extremes standing, double bid, double ask, double trade) {
        long index = Math.floorDiv(timeNanos, stretchNanos);
        Extremes last = recent.peekLast();
        if (last == null || last.index != index) {
            last = new Extremes(index, standing);
            recent.add(last);
            while (recent.peekFirst().index < index - stretches - 1) {
                recent.removeFirst();
            }
        }
        last.add(bid, ask, trade);
    }

    /** All since a time, or a stretch more. */
    Extremes since(long timeNanos) {
        long first = Math.floorDiv(timeNanos, stretchNanos);
        Extremes all = new Extremes(0);
        for (Extremes stretch : recent) {
            if (stretch.index >= first) {
                all.add(stretch);
            }
        }
        return all;
    }
}
