package nexus.gateway.seal;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How sealing goes, on its way to the duty cycle. Safe for all threads; the duty cycle reads one flag as a rule. */
public final class SealReports {
    private final Map<Part, String> problems = new EnumMap<>(Part.class);
    private volatile boolean changed;
    private volatile long sealedThrough;
    private volatile long sealedNanos;

    /** What may go wrong by itself. */
    enum Part {
        /** Seals are not made. */
        SEALING,
        /** Records were not what they should be. */
        RECORDS,
        /** Seals do not get to the other place. */
        COPY
    }

    /** @param text what is wrong; empty if nothing is */
    synchronized void tell(Part part, String text) {
        String before = text.isEmpty() ? problems.remove(part) : problems.put(part, text);
        changed |= !text.equals(before == null ? "" : before);
    }

    void sealed(long sequence, long timeNanos) {
        sealedThrough = sequence;
        sealedNanos = timeNanos;
    }

    /** Everything that is wrong now, empty if nothing is; null if that is as it was at the last call. */
    public String poll() {
        if (!changed) {
            return null;
        }
        synchronized (this) {
            changed = false;
            return problems();
        }
    }

    /** Everything that is wrong now, in one line; empty if nothing is. */
    public synchronized String problems() {
        return problems.values().stream().collect(Collectors.joining("; "));
    }

    /** The last record that is sealed; 0 if none is known to be. */
    public long sealedThrough() {
        return sealedThrough;
    }

    /** When the last seal was made, nanoseconds since the epoch; 0 if none was in this run. */
    public long sealedNanos() {
        return sealedNanos;
    }
}
