package nexus.replay.records;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.Times;

/** What one run of the journal holds. */
final class RunSummary {
    /** So many damaged places are shown; the rest is counted. */
    private static final int MAX_NAMED = 20;

    private final String runId;
    private final String build;
    private final long firstSequence;
    private final long firstNanos;
    private final Map<RecordKind, Long> counts = new EnumMap<>(RecordKind.class);
    private long lastSequence;
    private long lastNanos;
    private long payloadBytes;
    private final List<String> damage = new ArrayList<>();
    private long damaged;

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

    /** Notes a damaged place behind the last record. */
    void damage(String line) {
        if (damaged++ < MAX_NAMED) {
            damage.add(line);
        }
    }

    /** The run, its records by kind, and what is damaged. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(text().lines().toList());
        lines.addAll(damage);
        if (damaged > MAX_NAMED) {
            lines.add("    and " + (damaged - MAX_NAMED) + " more damaged places");
        }
        return lines;
    }

    private String text() {
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
