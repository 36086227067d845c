package nexus.replay.prune;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.journal.seal.RunSeals;
import nexus.journal.seal.SealFinding;
import nexus.journal.seal.SealPublicKey;
import nexus.journal.store.DataFolderLock;
import nexus.journal.store.JournalReader;
import nexus.journal.store.SnapshotReader;
import nexus.replay.command.Times;
import nexus.replay.playback.Playback;

/**
 * What a policy means for each run, and why. Reads only. The journal loses nothing but its beginning: behind a run that
 * stays, all stay.
 *
 * @param verdicts of all runs, in their order
 * @param cutoff what ended before this is old enough
 */
record PrunePlan(List<Verdict> verdicts, Instant cutoff) {
    PrunePlan {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * Where things are.
     *
     * @param data the data folder
     * @param seals the seals' folder
     * @param trusted keys that were handed out; none to believe the seals' own
     * @param exports where exports may be
     */
    record Places(Path data, Path seals, List<SealPublicKey> trusted, List<Path> exports) {}

    /**
     * Looks at every run.
     *
     * @param holdsLock whether the data folder is this process's, so that no gateway can have it
     */
    static PrunePlan of(Places places, JournalReader journal, String journalId, Instant cutoff, boolean holdsLock)
            throws IOException {
        Exports exports = Exports.in(places.exports(), journalId);
        Optional<String> gateway = holdsLock ? Optional.empty() : DataFolderLock.holder(places.data());
        List<StoredRun> runs = StoredRun.all(places.data(), journal);
        Map<String, RunSeals> seals = seals(places, runs, cutoff);
        long needed = newestStart(places.data(), journal);
        List<Verdict> verdicts = new ArrayList<>();
        boolean allGo = true;
        for (StoredRun run : runs) {
            Verdict verdict = verdict(run, needed, gateway, seals.get(run.name()), exports);
            if (verdict.goes() && !allGo) {
                verdict = new Verdict(
                        run,
                        true,
                        List.of("a run before it stays, and the journal may lose nothing but its beginning"),
                        List.of());
            }
            allGo &= verdict.goes();
            verdicts.add(verdict);
        }
        return new PrunePlan(verdicts, cutoff);
    }

    private static Verdict verdict(
            StoredRun run, long needed, Optional<String> gateway, RunSeals seals, Exports exports) throws IOException {
        List<String> reasons = new ArrayList<>();
        if (!run.problem().isEmpty()) {
            return new Verdict(run, false, List.of("it cannot be read: " + run.problem()), List.of());
        }
        if (seals == null) {
            return new Verdict(
                    run,
                    false,
                    List.of("younger than the policy: its last record is of " + Times.iso(run.lastNanos())),
                    List.of());
        }
        if (run.last() >= needed) {
            reasons.add(
                    needed == 0
                            ? "needed: there is no snapshot that a start could begin at without it"
                            : "needed: a start begins at the snapshot of record " + needed);
        }
        gateway.ifPresent(holder -> reasons.add("a running gateway has its files mapped: " + holder));
        if (!seals.isWhole()) {
            reasons.add("not sealed: "
                    + seals.findings().stream()
                            .findFirst()
                            .map(SealFinding::text)
                            .orElse("no seal covers all of its records"));
        }
        Exports.Cover cover = exports.cover(run.first(), run.last());
        if (!cover.problem().isEmpty()) {
            reasons.add(cover.problem());
        }
        return new Verdict(run, true, reasons, cover.manifests());
    }

    /** Of the runs that are old enough: to look at the others' records would take time for nothing. */
    private static Map<String, RunSeals> seals(Places places, List<StoredRun> runs, Instant cutoff) throws IOException {
        List<String> old = runs.stream()
                .filter(run -> run.problem().isEmpty() && isOld(run, cutoff))
                .map(StoredRun::name)
                .toList();
        return old.isEmpty() ? Map.of() : RunSeals.checkAll(places.data(), old, places.seals(), places.trusted());
    }

    private static boolean isOld(StoredRun run, Instant cutoff) {
        return Instant.ofEpochSecond(0, run.lastNanos()).isBefore(cutoff);
    }

    /** The newest snapshot that a start can begin at; 0 if there is none. */
    private static long newestStart(Path data, JournalReader journal) throws IOException {
        List<Long> snapshots = SnapshotReader.of(data).sequences();
        for (int i = snapshots.size() - 1; i >= 0; i--) {
            if (Playback.at(data, journal, snapshots.get(i), problem -> {}).isPresent()) {
                return snapshots.get(i);
            }
        }
        return 0;
    }

    /** The runs that go, in their order. */
    List<Verdict> going() {
        return verdicts.stream().filter(Verdict::goes).toList();
    }

    /** Those that are old enough and stay all the same. */
    List<Verdict> refused() {
        return verdicts.stream().filter(v -> v.isOld() && !v.goes()).toList();
    }
}
