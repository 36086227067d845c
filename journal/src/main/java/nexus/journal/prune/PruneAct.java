package nexus.journal.prune;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An act: runs at the journal's beginning were taken out of it.
 *
 * @param number from 1, in the order of the acts
 * @param timeNanos when, nanoseconds since the epoch
 * @param journalId of the journal
 * @param who did it
 * @param reason why, in their words
 * @param policy what it was done by, and what was overridden
 * @param baseSha256 of the snapshot's file that holds the state behind the last of the records
 * @param runs in their order; at least one, each begins behind the one before it
 */
public record PruneAct(
        int number,
        long timeNanos,
        String journalId,
        String who,
        String reason,
        String policy,
        String baseSha256,
        List<Run> runs) {
    /**
     * A run that was taken out.
     *
     * @param folder its name
     * @param firstNanos time of its first record
     * @param lastNanos time of its last record
     * @param files all that the folder held
     * @param seals for each journal file its last seal
     * @param exports what proves that the records are exported
     * @param archive the file that the run is in now; null if it was deleted
     */
    public record Run(
            String folder,
            long first,
            long last,
            long firstNanos,
            long lastNanos,
            List<NamedFile> files,
            List<SealRoot> seals,
            List<NamedFile> exports,
            NamedFile archive) {
        public Run {
            files = List.copyOf(files);
            seals = List.copyOf(seals);
            exports = List.copyOf(exports);
        }

        /** Whether nothing of it is kept. */
        public boolean isDeleted() {
            return archive == null;
        }
    }

    /**
     * A file by its content.
     *
     * @param name in the run's folder, or a whole path
     * @param sha256 of all its bytes, 64 hexadecimal digits
     */
    public record NamedFile(String name, long bytes, String sha256) {}

    /** The root that was sealed of a journal file. */
    public record SealRoot(String file, long first, long last, String root) {}

    public PruneAct {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("an act without runs");
        }
    }

    /** The first record that was taken out. */
    public long first() {
        return runs.get(0).first();
    }

    /** The last record that was taken out. */
    public long last() {
        return runs.get(runs.size() - 1).last();
    }

    /** One sentence: what, when, by whom, why. */
    public String describe() {
        String time = Instant.ofEpochSecond(0, timeNanos)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        boolean anyDeleted = runs.stream().anyMatch(Run::isDeleted);
        return "records " + first() + "–" + last() + " were pruned on " + time + " by " + who + " (act " + number
                + (anyDeleted ? ", deleted" : ", archived") + "): " + reason;
    }
}
