package nexus.replay.step;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Steps that have been made, within a limit; the one that was not asked for longest goes first. */
final class StepCache {
    private final long maxBytes;
    private final Map<Long, Step> steps = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /** @param maxBytes that are kept at about the most */
    StepCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The step of this record, or null. */
    Step get(long sequence) {
        return steps.get(sequence);
    }

    boolean has(long sequence) {
        return steps.containsKey(sequence);
    }

    void add(Step step) {
        if (steps.put(step.sequence(), step) == null) {
            bytes += step.size();
        }
        Iterator<Step> oldest = steps.values().iterator();
        while (bytes > maxBytes && steps.size() > 1) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
    }
}
