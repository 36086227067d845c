package nexus.gateway.duty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nexus.config.EdgeConfig;
import nexus.gateway.router.ControlRecords;
import nexus.gateway.router.Divergence;
import nexus.gateway.router.Output;
import nexus.gateway.router.PendingOutput;
import nexus.gateway.router.RecoveryFacts;
import nexus.gateway.router.Replay;
import nexus.gateway.router.Router;
import nexus.journal.boot.BootId;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.SnapshotStore;

/**
 * What the journal says at the start: the router in the state behind the last record, and what the last run did not get
 * to do.
 *
 * @param router stands behind the last sound record
 * @param journalId the journal's, empty if the journal is
 * @param lastSequence of the last sound record, 0 if there is none
 * @param lastTimeNanos that record's time, 0 if there is none
 * @param pending outputs that the router made and the journal does not hold, in order
 * @param divergence the first place where replay and journal disagree, if any
 * @param rebooted whether the machine was restarted since the last run and that run did not sync to the disk
 * @param torn what lies behind the last sound record, if anything
 * @param snapshotSequence where the replay began, 0 if at the first record
 */
record Recovery(
        Router router,
        String journalId,
        long lastSequence,
        long lastTimeNanos,
        List<PendingOutput> pending,
        Optional<Divergence> divergence,
        boolean rebooted,
        Optional<String> torn,
        long snapshotSequence) {

    /**
     * Reads the journal of a data folder: from the newest sound snapshot that fits, or from the first record.
     *
     * @throws IOException in one line, if the journal cannot be read to its end
     */
    static Recovery read(Path dataFolder, SnapshotStore snapshots) throws IOException {
        try (JournalReader reader = JournalReader.open(dataFolder)) {
            long last = reader.lastSequence();
            if (last == 0) {
                return new Recovery(new Router(), "", 0, 0, List.of(), Optional.empty(), false, reader.tornTail(), 0);
            }
            return read(dataFolder, reader, last, snapshots);
        } catch (JournalDamageException | IllegalStateException e) {
            throw new IOException(
                    "the journal in " + dataFolder.toAbsolutePath() + " cannot be replayed: " + e.getMessage()
                            + "; run 'replay verify' on it, and begin with another data folder meanwhile",
                    e);
        }
    }

    private static Recovery read(Path dataFolder, JournalReader reader, long last, SnapshotStore snapshots)
            throws IOException {
        JournalRecord record = new JournalRecord();
        reader.toStart();
        reader.next(record);
        String journalId = RunRecord.of(record).journalId();
        SnapshotChoice start = SnapshotChoice.newestThatFits(snapshots, reader, journalId, last);
        if (start.sequence() == 0 && reader.firstSequence() > 1) {
            start = SnapshotChoice.behindPruned(dataFolder, reader.firstSequence());
        }
        Replay replay = new Replay(start.router());
        reader.seek(start.sequence() + 1);
        long timeNanos = start.timeNanos();
        RunRecord lastRun = null;
        while (reader.next(record)) {
            timeNanos = record.timeNanos();
            if (record.kind() == RecordKind.RUN) {
                lastRun = RunRecord.of(record);
            }
            replay.accept(record);
        }
        if (lastRun == null) {
            lastRun = RunRecord.last(dataFolder, reader, last);
        }
        boolean rebooted = lastRun.durability() == EdgeConfig.Durability.PROCESS
                && !BootId.isSame(lastRun.bootId(), BootId.current());
        return new Recovery(
                replay.router(),
                journalId,
                last,
                timeNanos,
                List.copyOf(replay.pending()),
                replay.firstDivergence(),
                rebooted,
                reader.tornTail(),
                start.sequence());
    }

    /** The same, with further outputs that the journal does not hold. */
    Recovery withMissing(List<PendingOutput> further) {
        List<PendingOutput> all = new ArrayList<>(pending);
        all.addAll(further);
        return new Recovery(
                router,
                journalId,
                lastSequence,
                lastTimeNanos,
                List.copyOf(all),
                divergence,
                rebooted,
                torn,
                snapshotSequence);
    }

    /** Outputs that never reached the journal, hence no socket. */
    int missing() {
        return pending.size();
    }

    /** The {@code ref} of each ORDER that was not journaled: never sent. */
    List<String> abandonedRefs() {
        return refs(pending, Output.Role.ORDER);
    }

    /** The {@code ref} of each ORDER_CANCEL that was not journaled. */
    List<String> uncanceledRefs() {
        return refs(pending, Output.Role.CANCEL);
    }

    private static List<String> refs(Collection<PendingOutput> outputs, Output.Role role) {
        List<String> refs = new ArrayList<>();
        for (PendingOutput output : outputs) {
            if (output.role() == role) {
                refs.add(output.ref());
            }
        }
        return refs;
    }

    /** The smallest {@code seq} of the messages for NEXUS that were not journaled, 0 if there are none. */
    long nexusFromSeq() {
        return pending.stream()
                .filter(output -> output.role() == Output.Role.NEXUS_EVENT)
                .mapToLong(PendingOutput::seq)
                .min()
                .orElse(0);
    }

    /** As the RECOVERY record of a new run says it. */
    RecoveryFacts facts(String runId) {
        return new RecoveryFacts(
                runId, lastSequence, abandonedRefs(), uncanceledRefs(), nexusFromSeq(), missing(), rebooted, torn);
    }

    /** What a RUN record says of its run. */
    record RunRecord(String journalId, String bootId, EdgeConfig.Durability durability) {
        private static final Pattern RUN_FOLDER = Pattern.compile("(\\d{20})-.+");

        static RunRecord of(JournalRecord record) {
            MapReader reader = new MapReader();
            String problem = record.kind() == RecordKind.RUN
                    ? reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength())
                    : "a RUN record expected, not " + record.kind();
            if (problem != null) {
                throw new IllegalStateException("record " + record.sequence() + ": " + problem);
            }
            return new RunRecord(
                    reader.textValue(reader.find(Keys.JOURNAL_ID)),
                    reader.textValue(reader.find(Keys.BOOT_ID)),
                    EdgeConfig.Durability.valueOf(reader.textValue(reader.find(ControlRecords.DURABILITY))));
        }

        /** Of the last run, by the names of the run folders: {@code journal/<first sequence>-<run id>}. */
        static RunRecord last(Path dataFolder, JournalReader reader, long lastSequence) throws IOException {
            List<Long> firstSequences;
            try (Stream<Path> runs = Files.list(dataFolder.resolve("journal"))) {
                firstSequences = runs.map(
                                run -> RUN_FOLDER.matcher(run.getFileName().toString()))
                        .filter(Matcher::matches)
                        .map(matcher -> Long.valueOf(matcher.group(1)))
                        .filter(first -> first <= lastSequence)
                        .sorted(Comparator.reverseOrder())
                        .toList();
            }
            JournalRecord record = new JournalRecord();
            for (long first : firstSequences) {
                if (reader.seek(first) && reader.next(record) && record.kind() == RecordKind.RUN) {
                    return of(record);
                }
            }
            throw new IllegalStateException("the journal holds no RUN record up to " + lastSequence);
        }
    }
}
