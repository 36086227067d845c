package nexus.replay.records;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.Times;

/** What one run of the journal holds. */
final class RunSummary {
    private final String runId;
    private final String build;
    private final long firstSequence;
    private final long firstNanos;
    private final Map<RecordKind, Long> counts = new EnumMap<>(RecordKind.class);
    private long lastSequence;
    private long lastNanos;
    private long payloadBytes;

    /** A run that begins with this record. */
    RunSummary(String runId, String build, JournalRecord first) {
        this.runId = runId;
        this.build = build;
        this.firstSequence = first.sequence();
        this.firstNanos = first.timeNanos();
    }

    void add(JournalRecord record) {
        lastSequence = record.sequence();
        lastNanos = record.timeNanos();
        payloadBytes += record.payloadLength();
        counts.merge(record.kind(), 1L, Long::sum);
    }

    /** Two lines: the run, and its records by kind. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%s  records %d–%d  %s to %s (%s)  %d bytes of payload  build %s%n    %s",
                runId,
                firstSequence,
                lastSequence,
                Times.iso(firstNanos),
                Times.iso(lastNanos),
                Times.length(lastNanos - firstNanos),
                payloadBytes,
                build,
                counts.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", ")));
    }
}
