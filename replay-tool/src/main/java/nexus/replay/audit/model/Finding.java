package nexus.replay.audit.model;

import java.util.Comparator;
import java.util.List;

/**
 * One thing that is not as it should be. Ids and names are as they came from outside.
 *
 * @param sequences of the records that show it, ascending; empty where the journal has none, as with R01
 * @param timeNanos of the last of these records, or what a statement says; 0 if nobody knows
 * @param platform null if nobody knows
 * @param symbol universal; the platform's own where no dialect knows it; null where it concerns none
 * @param orderId the signal's id, or as it came; null if there is none
 * @param expected what should have been there, short
 * @param observed what was there, short
 * @param explanation a sentence for people
 */
public record Finding(
        FindingCode code,
        Severity severity,
        List<Long> sequences,
        long timeNanos,
        String platform,
        String symbol,
        String orderId,
        String expected,
        String observed,
        String explanation) {

    /** By code, then by the records, then by all else that tells two apart: two audits list alike. */
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::code)
            .thenComparing(Finding::lastSequence)
            .thenComparing(finding -> finding.sequences().toString())
            .thenComparing(Finding::timeNanos)
            .thenComparing(finding -> String.valueOf(finding.platform()))
            .thenComparing(finding -> String.valueOf(finding.orderId()))
            .thenComparing(Finding::expected)
            .thenComparing(Finding::observed)
            .thenComparing(Finding::explanation);

    public Finding {
        sequences = List.copyOf(sequences);
    }

    private long lastSequence() {
        return sequences.isEmpty() ? 0 : sequences.get(sequences.size() - 1);
    }
}
