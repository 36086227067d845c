package nexus.replay.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import nexus.gateway.router.Changes;
import nexus.journal.message.Code;

/** Counts what NEXUS asked for and what it was refused. */
final class SignalTally {
    private long received;
    private long accepted;
    private final Map<Code, Long> refused = new TreeMap<>();
    private final Map<Code, Long> otherRefusals = new TreeMap<>();
    private final Map<String, Map<Code, Long>> skipped = new TreeMap<>();

    void signal(Changes changes) {
        received++;
        if (!changes.orders().isEmpty()) {
            accepted++;
            changes.skipped()
                    .forEach((platform, code) ->
                            count(skipped.computeIfAbsent(platform, name -> new TreeMap<>()), code));
        }
        changes.refusals().forEach(refusal -> count(refused, refusal.code()));
    }

    void other(Changes changes) {
        changes.refusals().forEach(refusal -> count(otherRefusals, refusal.code()));
    }

    private static void count(Map<Code, Long> counts, Code code) {
        counts.merge(code, 1L, Long::sum);
    }

    SignalCounts counts() {
        Map<String, Map<Code, Long>> copy = new LinkedHashMap<>();
        skipped.forEach((platform, codes) -> copy.put(platform, new LinkedHashMap<>(codes)));
        return new SignalCounts(
                received, accepted, new LinkedHashMap<>(refused), copy, new LinkedHashMap<>(otherRefusals));
    }
}
