package nexus.journal.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
     * Checks the chain, and the records of one run against it; see {@link #checkAll}.
     *
     * @param run the run's folder, such as {@code 00000000000000000001-20261122T143000-1a2b3c}
     */
    public static RunSeals check(Path dataFolder, String run, Path seals, List<SealPublicKey> trusted)
            throws IOException {
        return checkAll(dataFolder, List.of(run), seals, trusted).get(run);
    }

    /**
     * Checks the chain once, and the records of some runs against it. What is wrong with the chain itself is held against
     * each of the runs.
     *
     * @param runs the runs' folders, at least one
     * @param seals folder of the seals: {@link SealFolder#of}, or a copy
     * @param trusted public keys that were handed out; none to believe the chain's own
     * @return for each run, in their order
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if there is no such run with records
     */
    public static Map<String, RunSeals> checkAll(
            Path dataFolder, List<String> runs, Path seals, List<SealPublicKey> trusted) throws IOException {
        List<SealFinding> findings = new ArrayList<>();
        SealCounts counts = SealVerification.ofRuns(
                dataFolder,
                seals,
                trusted,
                Set.copyOf(runs),
                finding -> {
                    if (findings.size() < MAX_FINDINGS) {
                        findings.add(finding);
                    }
                },
                sequence -> {});
        Map<String, RunSeals> checked = new LinkedHashMap<>();
        try (JournalReader journal = JournalReader.open(dataFolder)) {
            for (String run : runs) {
                long first = journal.firstSequenceOf(run);
                long last = journal.lastSequenceOf(run);
                List<SealFinding> concerned = findings.stream()
                        .filter(finding -> isOfChain(finding)
                                || finding.file().startsWith(run + "/")
                                || (finding.firstBad() >= first && finding.firstBad() <= last))
                        .toList();
                boolean whole =
                        concerned.isEmpty() && findings.size() < MAX_FINDINGS && counts.proved(run) == last - first + 1;
                checked.put(run, new RunSeals(whole, first, last, concerned));
            }
        }
        return checked;
    }

    private static boolean isOfChain(SealFinding finding) {
        return finding.file().isEmpty();
    }
}
