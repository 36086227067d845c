package nexus.replay.clock;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;

/** Gathers the records of the wall clock: CLOCK_SYNC, a measured offset from UTC, and CLOCK_STEP, a jump. */
public final class ClockBook {
    /** The source of a reading where no time service answered. */
    private static final String NOBODY = "none";

    /** A journal has one or two; what names more is no journal of ours. */
    private static final int MOST_SOURCES = 16;

    private final RecordFields fields = new RecordFields();
    private final Set<String> sources = new TreeSet<>();
    private final List<ClockReport.Step> steps = new ArrayList<>();
    private long readings;
    private long unknown;
    private long unanswered;
    private long unsynchronised;
    private Long worstOffsetNanos;
    private Long worstErrorNanos;
    private long stepCount;
    private long largestStepNanos;

    /** Takes any record: whether it is of the clock depends on who wrote it, too. */
    public void take(JournalRecord record) {
        if (record.kind() == RecordKind.NOTE
                && Types.CLOCK_SYNC.equals(fields.of(record).type())) {
            reading();
        } else if (record.kind() == RecordKind.CONTROL
                && Types.CLOCK_STEP.equals(fields.of(record).type())) {
            stepCount++;
            long step = fields.integer(Keys.OFFSET_NS);
            largestStepNanos = Math.abs(step) > Math.abs(largestStepNanos) ? step : largestStepNanos;
            if (steps.size() < ClockReport.MOST_STEPS) {
                steps.add(new ClockReport.Step(record.sequence(), record.timeNanos(), step));
            }
        }
    }

    private void reading() {
        BigDecimal offset = fields.decimal(Keys.OFFSET_NS);
        if (offset == null) {
            unknown++;
            unanswered += NOBODY.equals(fields.text(Keys.SOURCE)) ? 1 : 0;
            return;
        }
        readings++;
        long nanos = fields.integer(Keys.OFFSET_NS);
        if (worstOffsetNanos == null || Math.abs(nanos) > Math.abs(worstOffsetNanos)) {
            worstOffsetNanos = nanos;
        }
        if (fields.decimal(Keys.ERROR_NS) != null) {
            long error = fields.integer(Keys.ERROR_NS);
            worstErrorNanos = worstErrorNanos == null ? error : Math.max(worstErrorNanos, error);
        }
        String source = fields.text(Keys.SOURCE);
        if (source != null && sources.size() < MOST_SOURCES) {
            sources.add(source);
        }
        unsynchronised += isSynchronised(fields.message()) ? 0 : 1;
    }

    private static boolean isSynchronised(MapReader message) {
        int field = message.find(Keys.SYNCHRONISED);
        boolean isSaid = field != MapReader.ABSENT && message.type(field) == ValueType.BOOLEAN;
        return !isSaid || message.booleanValue(field);
    }

    public ClockReport report() {
        return new ClockReport(
                readings,
                unknown,
                unanswered,
                unsynchronised,
                worstOffsetNanos,
                worstErrorNanos,
                List.copyOf(sources),
                stepCount,
                largestStepNanos,
                steps);
    }
}
