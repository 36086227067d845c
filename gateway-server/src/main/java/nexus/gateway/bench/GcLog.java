package nexus.gateway.bench;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds up the collections that a JVM tells of on its standard output, if it was started with {@link #FLAGS}. */
final class GcLog implements Consumer<String> {
    static final List<String> FLAGS = List.of("-Xlog:gc:stdout");

    /** Such as {@code GC(3) Pause Young (Normal) (G1 Evacuation Pause) 25M->3M(64M) 1.234ms}. */
    private static final Pattern PAUSE =
            Pattern.compile("GC\\(\\d+\\) Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");

    private static final long MEGABYTE = 1 << 20;

    private Totals totals = new Totals(0, 0, 0, 0);
    private long usedMegabytes;

    /**
     * What happened since the start.
     *
     * @param pauses how many collections stopped the program
     * @param pauseMillis how long all of them together
     * @param allocatedBytes up to the last of them, to a megabyte each
     * @param largestLeftBytes the most that one left in use
     */
    record Totals(long pauses, double pauseMillis, long allocatedBytes, long largestLeftBytes) {}

    /** A line; others than the log's are passed over. */
    @Override
    public synchronized void accept(String line) {
        Matcher pause = PAUSE.matcher(line);
        if (!pause.find()) {
            return;
        }
        long before = Long.parseLong(pause.group(1));
        long after = Long.parseLong(pause.group(2));
        totals = new Totals(
                totals.pauses() + 1,
                totals.pauseMillis() + Double.parseDouble(pause.group(3)),
                totals.allocatedBytes() + (before - usedMegabytes) * MEGABYTE,
                Math.max(totals.largestLeftBytes(), after * MEGABYTE));
        usedMegabytes = after;
    }

    synchronized Totals totals() {
        return totals;
    }
}
