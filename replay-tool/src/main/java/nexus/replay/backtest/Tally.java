package nexus.replay.backtest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nexus.gateway.router.Output;
import nexus.gateway.router.Outputs;
import nexus.journal.message.RecordKind;

/** Counts what the journal of a backtest holds, and keeps the first alarms. */
final class Tally {
    private static final int MAX_ALARMS = 5;

    private final Map<RecordKind, Count> kinds = new EnumMap<>(RecordKind.class);
    private final Map<Output.Role, Count> roles = new EnumMap<>(Output.Role.class);
    private final List<String> alarms = new ArrayList<>();
    private long records;
    private long alarmCount;

    private static final class Count {
        private long value;
    }

    Tally() {
        for (RecordKind kind : RecordKind.values()) {
            kinds.put(kind, new Count());
        }
        for (Output.Role role : Output.Role.values()) {
            roles.put(role, new Count());
        }
    }

    void count(RecordKind kind) {
        records++;
        kinds.get(kind).value++;
    }

    void count(Output.Role role) {
        roles.get(role).value++;
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
        return kinds.get(kind).value;
    }

    long of(Output.Role role) {
        return roles.get(role).value;
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
