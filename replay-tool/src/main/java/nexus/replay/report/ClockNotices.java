package nexus.replay.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nexus.replay.clock.ClockReport;

/** What a reader of a report should know of the gateway's wall clock. */
final class ClockNotices {
    private static final int NANOS_PER_MILLI_DIGITS = 6;

    private ClockNotices() {}

    /** A sentence each; none for a journal that says nothing of its clock. */
    static List<String> of(ClockReport clock) {
        List<String> notices = new ArrayList<>();
        if (clock.readings() > 0) {
            String error = clock.worstErrorNanos() == null
                    ? ""
                    : ", which may be wrong by " + millis(clock.worstErrorNanos()) + " ms";
            notices.add("The wall clock was at most " + millis(Math.abs(clock.worstOffsetNanos())) + " ms "
                    + (clock.worstOffsetNanos() < 0 ? "behind" : "ahead of") + " UTC in " + clock.readings()
                    + " readings (" + String.join(", ", clock.sources()) + ")" + error + ".");
        }
        long free = clock.unknown() - clock.unanswered();
        if (free > 0) {
            notices.add("In " + free + " readings of the wall clock its offset from UTC was not known.");
        }
        if (clock.readings() == 0 && clock.unanswered() > 0) {
            notices.add("How far the wall clock was from UTC was not measured: no time service answered.");
        }
        if (clock.stepCount() > 0) {
            notices.add("The wall clock jumped " + (clock.stepCount() == 1 ? "once" : clock.stepCount() + " times")
                    + ", by " + millis(clock.largestStepNanos()) + " ms at most; the journal's times do not jump.");
        }
        return notices;
    }

    private static String millis(long nanos) {
        return BigDecimal.valueOf(nanos, NANOS_PER_MILLI_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
