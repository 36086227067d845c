package nexus.gateway.router;

import java.util.List;
import java.util.Optional;

/**
 * What a RECOVERY record says of the runs before.
 *
 * @param runId of the run that begins
 * @param lastSequence of the last sound record before it, 0 if there is none
 * @param abandonedRefs orders that were made and certainly never sent
 * @param uncanceledRefs orders whose cancel was made and certainly never sent
 * @param nexusFromSeq the first event that NEXUS was not sent, by its {@code seq}; 0 if it was sent all
 * @param missing how many outputs the router made and the journal does not hold
 * @param rebooted whether the machine was restarted since and the run before did not sync to the disk
 * @param torn what lies behind the last sound record, if anything
 */
public record RecoveryFacts(
        String runId,
        long lastSequence,
        List<String> abandonedRefs,
        List<String> uncanceledRefs,
        long nexusFromSeq,
        int missing,
        boolean rebooted,
        Optional<String> torn) {

    public RecoveryFacts {
        abandonedRefs = List.copyOf(abandonedRefs);
        uncanceledRefs = List.copyOf(uncanceledRefs);
    }

    /** Of a journal that begins. */
    public static RecoveryFacts ofNothing(String runId) {
        return new RecoveryFacts(runId, 0, List.of(), List.of(), 0, 0, false, Optional.empty());
    }
}
