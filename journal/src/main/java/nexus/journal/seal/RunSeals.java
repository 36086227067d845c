package nexus.journal.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.journal.store.JournalReader;

/**
 * Whether one run of a journal is sealed.
 *
 * @param isWhole whether a seal covers every record of the run, and everything that was checked is right
 * @param first the run's first record
 * @param last its last; the last sound one where the run is the journal's newest
 * @param findings what is wrong with the chain, or with this run's records
 */
public record RunSeals(boolean isWhole, long first, long last, List<SealFinding> findings) {
    private static final int MAX_FINDINGS = 100;

    public RunSeals {
        findings = List.copyOf(findings);
    }

    /**
     * Checks the chain, and this run's records against it.
     *
     * @param run the run's folder, such as {@code 00000000000000000001-20261122T143000-1a2b3c}
     * @param seals folder of the seals: {@link SealFolder#of}, or a copy
     * @param trusted public keys that were handed out; none to believe the chain's own
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if there is no such run with records
     */
    public static RunSeals check(Path dataFolder, String run, Path seals, List<SealPublicKey> trusted)
            throws IOException {
        long first;
        long last;
        try (JournalReader journal = JournalReader.open(dataFolder)) {
            first = journal.firstSequenceOf(run);
            last = journal.lastSequenceOf(run);
        }
        List<SealFinding> findings = new ArrayList<>();
        SealCounts counts = SealVerification.ofRun(
                dataFolder,
                seals,
                trusted,
                run,
                finding -> {
                    if (findings.size() < MAX_FINDINGS) {
                        findings.add(finding);
                    }
                },
                sequence -> {});
        boolean whole = findings.isEmpty() && counts.proved() == last - first + 1;
        return new RunSeals(whole, first, last, findings);
    }
}
