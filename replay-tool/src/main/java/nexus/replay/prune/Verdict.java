package nexus.replay.prune;

import java.util.List;

/**
 * What is to happen to a run.
 *
 * @param isOld whether the policy would let it go
 * @param reasons why it stays; empty if it goes
 * @param exports what holds its records, if it goes
 */
record Verdict(StoredRun run, boolean isOld, List<String> reasons, List<ExportManifest> exports) {
    Verdict {
        reasons = List.copyOf(reasons);
        exports = List.copyOf(exports);
    }

    boolean goes() {
        return reasons.isEmpty();
    }
}
