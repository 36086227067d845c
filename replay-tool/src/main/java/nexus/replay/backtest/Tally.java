package nexus.replay.backtest;

import java.util.ArrayList;
import java.util.List;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.journal.message.RecordKind;

/** Counts what the journal of a backtest holds, and keeps the first alarms. */
final class Tally {
    private static final int MAX_ALARMS = 5;

    private final long[] kinds = new long[RecordKind.values().length];
    private final long[] roles = new long[Output.Role.values().length];
    private final List<String> alarms = new ArrayList<>();
    private long records;
    private long alarmCount;

    void count(RecordKind kind) {
        records++;
        kinds[kind.ordinal()]++;
    }

    void count(Output.Role role) {
        roles[role.ordinal()]++;
    }

    void note(Outputs.Level level, String text) {
        if (level == Outputs.Level.ALARM) {
            alarmCount++;
            if (alarms.size() < MAX_ALARMS) {
                alarms.add(text);
            }
        }
    }

    long records() {
        return records;
    }

    long of(RecordKind kind) {
        return kinds[kind.ordinal()];
    }

    long of(Output.Role role) {
        return roles[role.ordinal()];
    }

    /** How many alarms the router raised. */
    long alarmCount() {
        return alarmCount;
    }

    /** The first of them. */
    List<String> alarms() {
        return List.copyOf(alarms);
    }
}
