package nexus.replay.prune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Router;
import nexus.journal.prune.PruneAct;
import nexus.journal.prune.PruneAct.NamedFile;
import nexus.journal.prune.PruneAct.SealRoot;
import nexus.journal.prune.PruneActs;
import nexus.journal.seal.ChainCheck;
import nexus.journal.seal.ChainEntry;
import nexus.journal.seal.SealEntry;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.Sha256;
import nexus.journal.store.SnapshotReader;
import nexus.replay.command.NoJournalException;
import nexus.replay.playback.Playback;
import nexus.replay.table.WrittenFile;

/** Prepares an act: archives the runs, keeps the state behind them, writes down what is to be done. Removes nothing. */
final class ActDraft {
    private final PrunePlan.Places places;
    private final Path archives;
    private final boolean deletes;

    /**
     * @param archives where runs are archived
     * @param deletes whether runs go for good instead
     */
    ActDraft(PrunePlan.Places places, Path archives, boolean deletes) {
        this.places = places;
        this.archives = archives;
        this.deletes = deletes;
    }

    /**
     * Who does what by what.
     *
     * @param timeNanos now, nanoseconds since the epoch
     */
    record Statement(String journalId, String who, String reason, String policy, long timeNanos) {}

    /**
     * Prepares and writes the act. From then on it is to be done.
     *
     * @throws IOException if something cannot be written or read back; nothing was removed then
     * @throws NoJournalException if the state behind the runs cannot be had
     */
    PruneAct write(List<Verdict> going, Statement statement) throws IOException, NoJournalException {
        PruneActs acts = PruneActs.of(places.data());
        List<PruneAct> earlier = acts.all();
        List<PruneAct.Run> runs = new ArrayList<>();
        for (Verdict verdict : going) {
            runs.add(run(verdict));
        }
        PruneAct act = new PruneAct(
                earlier.isEmpty() ? 1 : earlier.get(earlier.size() - 1).number() + 1,
                statement.timeNanos(),
                statement.journalId(),
                statement.who(),
                statement.reason(),
                statement.policy(),
                base(acts, going.get(going.size() - 1).run().last()),
                runs);
        acts.write(act);
        return act;
    }

    /** Moves a router behind the last of the records, and keeps its state. Returns the file's SHA-256. */
    private String base(PruneActs acts, long last) throws IOException, NoJournalException {
        JournalRecord record = new JournalRecord();
        try (JournalReader journal = JournalReader.open(places.data())) {
            Playback playback = Playback.before(places.data(), journal, last + 1, null, problem -> {});
            long reached = playback.start();
            while (reached < last && playback.next(record)) {
                reached = record.sequence();
            }
            Divergence divergence = playback.replay().firstDivergence().orElse(null);
            if (divergence != null && !divergence.isAcrossVersions()) {
                throw new NoJournalException("the router does not do what was recorded, at record "
                        + divergence.sequence() + ": nothing is pruned. See 'replay verify'");
            }
            return acts.writeBase(last, Router.VERSION, playback.router().stateBytes());
        }
    }

    private PruneAct.Run run(Verdict verdict) throws IOException {
        StoredRun run = verdict.run();
        Map<String, NamedFile> hashes = new LinkedHashMap<>();
        NamedFile archive = null;
        if (deletes) {
            for (Path file : files(run)) {
                String name = name(file);
                hashes.put(name, new NamedFile(name, Files.size(file), Sha256.of(file)));
            }
        } else {
            List<Path> all = new ArrayList<>(files(run));
            all.addAll(snapshots(run));
            WrittenFile written = RunArchive.write(places.data(), all, archives.resolve(run.name() + ".zip"), hashes);
            archive = new NamedFile(
                    written.path().toAbsolutePath().normalize().toString(), written.bytes(), written.sha256());
        }
        List<NamedFile> exports = new ArrayList<>();
        for (ExportManifest manifest : verdict.exports()) {
            exports.add(manifest.named());
        }
        return new PruneAct.Run(
                run.name(),
                run.first(),
                run.last(),
                run.firstNanos(),
                run.lastNanos(),
                List.copyOf(hashes.values()),
                seals(run),
                exports,
                archive);
    }

    private String name(Path file) {
        return places.data().relativize(file).toString().replace('\\', '/');
    }

    /** All files of a run's folder, in the order of their names. */
    static List<Path> files(StoredRun run) throws IOException {
        try (Stream<Path> all = Files.walk(run.folder())) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private List<Path> snapshots(StoredRun run) throws IOException {
        return SnapshotReader.of(places.data()).sequences().stream()
                .filter(sequence -> sequence >= run.first() && sequence <= run.last())
                .map(sequence -> snapshot(places.data(), sequence))
                .toList();
    }

    static Path snapshot(Path data, long sequence) {
        return data.resolve("snapshots").resolve(String.format(Locale.ROOT, "%020d.snapshot", sequence));
    }

    /** The last seal of each file. */
    private List<SealRoot> seals(StoredRun run) throws IOException {
        Map<String, SealRoot> roots = new LinkedHashMap<>();
        try (ChainCheck chain = ChainCheck.open(places.seals(), places.trusted(), finding -> {})) {
            for (ChainEntry entry = chain.next(); entry != null; entry = chain.next()) {
                if (entry.what() instanceof SealEntry.Seal seal && seal.file().startsWith(run.name() + "/")) {
                    roots.put(seal.file(), new SealRoot(seal.file(), seal.first(), seal.last(), seal.root()));
                }
            }
        }
        return List.copyOf(roots.values());
    }
}
