package nexus.replay.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import nexus.journal.store.JournalReader;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Thresholds;
import nexus.replay.command.NoJournalException;

/**
 * What an audit of a stretch of a journal has found. Times are nanoseconds since the epoch.
 *
 * @param range which records it is about
 * @param thresholds by which it was judged
 * @param counts what was looked at
 * @param findings what is not as it should be
 * @param notices what else a reader must know, a sentence each
 * @param damage what made the journal unreadable before the end of the range, or null
 */
public record AuditReport(
        Range range, Thresholds thresholds, Counts counts, Findings findings, List<String> notices, String damage) {

    public AuditReport {
        notices = List.copyOf(notices);
    }

    /** Which records. */
    public record Range(
            long firstSequence, long lastSequence, long firstNanos, long lastNanos, long records, long ticks) {}

    /** How many of each there were. */
    public record Counts(long signals, long orders, long executions) {}

    /**
     * Reads an open journal.
     *
     * @param dataFolder its folder
     * @param journal its cursor is moved
     * @param progress told of each record that was read
     * @throws NoJournalException if there is nothing in the range, or no state from which to begin
     */
    public static AuditReport of(Path dataFolder, JournalReader journal, AuditOptions options, LongConsumer progress)
            throws NoJournalException {
        return new AuditRun(dataFolder, journal, options, progress).run();
    }

    /** For people: lines, each ended. */
    public String text() {
        return AuditText.of(this);
    }
}
