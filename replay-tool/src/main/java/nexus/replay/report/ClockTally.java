package nexus.replay.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.RecordFields;

/** What the journal says of the gateway's wall clock: how far it was from UTC, and when it jumped. */
final class ClockTally {
    private static final int NANOS_PER_MILLI_DIGITS = 6;
    private static final String NOBODY = "none";

    private final RecordFields fields = new RecordFields();
    private final TreeMap<String, Long> readings = new TreeMap<>();
    private long free;
    private long unknown;
    private long measured;
    private long worstNanos;
    private long worstErrorNanos;
    private long steps;
    private long largestStepNanos;

    /** Takes any record. */
    void take(JournalRecord record) {
        if (record.kind() == RecordKind.NOTE) {
            if (Types.CLOCK_SYNC.equals(fields.of(record).type())) {
                reading();
            }
        } else if (record.kind() == RecordKind.CONTROL
                && Types.CLOCK_STEP.equals(fields.of(record).type())) {
            long step = fields.integer(Keys.OFFSET_NS);
            steps++;
            largestStepNanos = Math.abs(step) > Math.abs(largestStepNanos) ? step : largestStepNanos;
        }
    }

    private void reading() {
        String source = fields.text(Keys.SOURCE);
        if (source == null || source.equals(NOBODY)) {
            unknown++;
            return;
        }
        readings.merge(source, 1L, Long::sum);
        if (fields.decimal(Keys.OFFSET_NS) == null) {
            free++;
            return;
        }
        measured++;
        long offset = fields.integer(Keys.OFFSET_NS);
        worstNanos = Math.abs(offset) > Math.abs(worstNanos) ? offset : worstNanos;
        worstErrorNanos = Math.max(worstErrorNanos, fields.integer(Keys.ERROR_NS));
    }

    /** A sentence each; none for a journal that says nothing of its clock. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (measured > 0) {
            notices.add("The wall clock was at most " + millis(Math.abs(worstNanos)) + " ms "
                    + (worstNanos < 0 ? "behind" : "ahead of") + " UTC in " + measured + " readings ("
                    + String.join(", ", readings.keySet()) + "), which may be wrong by " + millis(worstErrorNanos)
                    + " ms.");
        }
        if (free > 0) {
            notices.add("In " + free + " readings of the wall clock its offset from UTC was not known.");
        }
        if (measured == 0 && unknown > 0) {
            notices.add("How far the wall clock was from UTC was not measured: no time service answered.");
        }
        if (steps > 0) {
            notices.add("The wall clock jumped " + (steps == 1 ? "once" : steps + " times") + ", by "
                    + millis(largestStepNanos) + " ms at most; the journal's times do not jump.");
        }
        return notices;
    }

    private static String millis(long nanos) {
        return BigDecimal.valueOf(nanos, NANOS_PER_MILLI_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
