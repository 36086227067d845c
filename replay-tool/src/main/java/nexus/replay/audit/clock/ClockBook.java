package nexus.replay.audit.clock;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;

/** Gathers the records of the wall clock: CLOCK_SYNC, a measured offset from UTC, and CLOCK_STEP, a jump. */
public final class ClockBook {
    private static final String CLOCK_SYNC = "CLOCK_SYNC";
    private static final Key ERROR_NS = Key.of("error_ns");
    private static final Key SYNCHRONISED = Key.of("synchronised");
    /** A journal has one or two; what names more is no journal of ours. */
    private static final int MOST_SOURCES = 16;

    private final Set<String> sources = new TreeSet<>();
    private final List<ClockReport.Step> steps = new ArrayList<>();
    private long readings;
    private long unknown;
    private long unsynchronised;
    private Long worstOffsetNanos;
    private Long worstErrorNanos;
    private long stepCount;

    /** Takes a control record or a note. */
    public void take(JournalRecord record, RecordFields fields) {
        if (CLOCK_SYNC.equals(fields.type())) {
            reading(fields);
        } else if (Types.CLOCK_STEP.equals(fields.type())) {
            stepCount++;
            if (steps.size() < ClockReport.MOST_STEPS) {
                steps.add(new ClockReport.Step(record.sequence(), record.timeNanos(), fields.integer(Keys.OFFSET_NS)));
            }
        }
    }

    private void reading(RecordFields fields) {
        BigDecimal offset = fields.decimal(Keys.OFFSET_NS);
        if (offset == null) {
            unknown++;
            return;
        }
        readings++;
        long nanos = fields.integer(Keys.OFFSET_NS);
        if (worstOffsetNanos == null || Math.abs(nanos) > Math.abs(worstOffsetNanos)) {
            worstOffsetNanos = nanos;
        }
        if (fields.decimal(ERROR_NS) != null) {
            long error = fields.integer(ERROR_NS);
            worstErrorNanos = worstErrorNanos == null ? error : Math.max(worstErrorNanos, error);
        }
        String source = fields.text(Keys.SOURCE);
        if (source != null && sources.size() < MOST_SOURCES) {
            sources.add(source);
        }
        unsynchronised += isSynchronised(fields.message()) ? 0 : 1;
    }

    private static boolean isSynchronised(MapReader message) {
        int field = message.find(SYNCHRONISED);
        boolean isSaid = field != MapReader.ABSENT && message.type(field) == ValueType.BOOLEAN;
        return !isSaid || message.booleanValue(field);
    }

    public ClockReport report() {
        return new ClockReport(
                readings,
                unknown,
                unsynchronised,
                worstOffsetNanos,
                worstErrorNanos,
                List.copyOf(sources),
                stepCount,
                steps);
    }
}
