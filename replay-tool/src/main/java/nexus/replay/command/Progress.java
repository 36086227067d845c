package nexus.replay.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far long work has come: one line on stderr that is written over, on a terminal only. It begins when the work
 * has taken a second.
 */
public final class Progress implements AutoCloseable {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Looks at the clock once in so many records. */
    private static final int MASK = 0xfff;

    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final boolean isTerminal;
    private final String what;
    private final long first;
    private final long last;
    private final long startNanos = System.nanoTime();
    private long shownNanos = startNanos;
    private int calls;
    private int shown;

    Progress(PrintWriter err, boolean isTerminal, String what, long first, long last) {
        this.err = err;
        this.isTerminal = isTerminal;
        this.what = what;
        this.first = first;
        this.last = last;
    }

    /**
     * Begins.
     *
     * @param what is done, for people: "verifying"
     * @param first sequence of the first record to be worked on
     * @param last of the last
     */
    public static Progress on(PrintWriter err, String what, long first, long last) {
        return new Progress(err, Terminal.ERR.isThere(), what, first, last);
    }

    /** Notes that the work has come to this record. Cheap enough for each. */
    public void at(long sequence) {
        if (!isTerminal || (++calls & MASK) != 0) {
            return;
        }
        long now = System.nanoTime();
        if (now - shownNanos >= INTERVAL_NANOS) {
            shownNanos = now;
            show(line(sequence, now - startNanos));
        }
    }

    /**
     * Notes that so many ticks are done, which is this share of the work. For work whose length is not known in records; to
     * be called once in thousands.
     *
     * @param done 0 to 1
     */
    public void at(long ticks, double done) {
        long now = System.nanoTime();
        if (isTerminal && now - shownNanos >= INTERVAL_NANOS) {
            shownNanos = now;
            long tookNanos = now - startNanos;
            show(String.format(
                    Locale.ROOT,
                    "%s: %,d ticks, %.0f %%, %,.0f/s, %s left",
                    what,
                    ticks,
                    100 * done,
                    ticks * (double) INTERVAL_NANOS / tookNanos,
                    Times.length((long) (tookNanos * (1 - done) / Math.max(done, 1e-6)))));
        }
    }

    private String line(long sequence, long tookNanos) {
        double perSecond = (sequence - first + 1) * (double) INTERVAL_NANOS / tookNanos;
        return String.format(
                Locale.ROOT,
                "%s: record %,d of %,d, %,.0f/s, %s left",
                what,
                sequence,
                last,
                perSecond,
                Times.length((long) (Math.max(0, last - sequence) * INTERVAL_NANOS / perSecond)));
    }

    private void show(String line) {
        String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
        err.print('\r' + cut + " ".repeat(Math.max(0, shown - cut.length())));
        err.flush();
        shown = cut.length();
    }

    /** Leaves an empty line to whatever is printed next. */
    @Override
    public void close() {
        if (shown > 0) {
            err.print('\r' + " ".repeat(shown) + '\r');
            err.flush();
            shown = 0;
        }
    }
}
