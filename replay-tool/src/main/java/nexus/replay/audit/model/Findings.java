package nexus.replay.audit.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers what is found: counts all of it, and keeps the first {@value #MOST_LISTED} of each code. */
public final class Findings {
    /** Of each code: beyond, a list helps nobody, and memory must not grow with the journal. */
    public static final int MOST_LISTED = 10_000;

    private final Map<FindingCode, List<Finding>> listed = new EnumMap<>(FindingCode.class);
    private final Map<FindingCode, Map<Severity, Long>> counts = new EnumMap<>(FindingCode.class);

    public void add(Finding finding) {
        counts.computeIfAbsent(finding.code(), code -> new EnumMap<>(Severity.class))
                .merge(finding.severity(), 1L, Long::sum);
        List<Finding> ofCode = listed.computeIfAbsent(finding.code(), code -> new ArrayList<>());
        if (ofCode.size() < MOST_LISTED) {
            ofCode.add(finding);
        }
    }

    /** Those that were kept, in {@link Finding#ORDER}. */
    public List<Finding> sorted() {
        return listed.values().stream()
                .flatMap(List::stream)
                .sorted(Finding.ORDER)
                .toList();
    }

    /** How many there were of a code and a severity. */
    public long count(FindingCode code, Severity severity) {
        return counts.getOrDefault(code, Map.of()).getOrDefault(severity, 0L);
    }

    /** How many there were of a severity, or a heavier one. */
    public long atLeast(Severity severity) {
        long sum = 0;
        for (FindingCode code : counts.keySet()) {
            for (Severity each : Severity.values()) {
                sum += each.compareTo(severity) >= 0 ? count(code, each) : 0;
            }
        }
        return sum;
    }
}
