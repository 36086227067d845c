package nexus.replay.seal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import nexus.journal.seal.InclusionProofs;
import nexus.journal.seal.ProofText;
import nexus.journal.store.JournalReader;
import nexus.replay.command.Interruption;
import nexus.replay.command.NoJournalException;
import nexus.replay.command.Progress;
import nexus.replay.table.TargetFile;
import nexus.replay.why.OrderRecords;

/**
 * A file that proves records, for somebody who has the public key and nothing else. It appears whole or not at all.
 *
 * @param records how many it proves
 * @param unsealed records that belong to it and are not sealed yet
 * @param doubts why something may be missing, in words
 */
public record ProofFile(int records, SortedSet<Long> unsealed, List<String> doubts) {
    /**
     * Proves one order's life.
     *
     * @param seals folder of the seals
     * @param id {@code order_id} of a signal, {@code ref} of an order, or a platform's own id of one
     * @throws NoJournalException if no record has this id, or none of them is sealed
     * @throws IOException if the records are not those that were sealed, or the file cannot be written
     */
    public static ProofFile ofOrder(
            Path dataFolder, Path seals, String id, Path target, Progress progress, Interruption interruption)
            throws IOException, NoJournalException {
        OrderRecords found;
        try (JournalReader journal = JournalReader.open(dataFolder)) {
            found = OrderRecords.of(journal, id, progress, interruption);
        }
        if (found.sequences().isEmpty()) {
            throw new NoJournalException("no record names " + id);
        }
        ProofFile file = of(dataFolder, seals, "order " + id, found.sequences(), target);
        return new ProofFile(
                file.records,
                file.unsealed,
                found.isIncomplete() ? List.of("there are more records of it than can be kept") : found.unreadable());
    }

    /** Proves these records. */
    static ProofFile of(Path dataFolder, Path seals, String subject, List<Long> sequences, Path target)
            throws IOException, NoJournalException {
        InclusionProofs proofs = InclusionProofs.of(dataFolder, seals, sequences);
        if (proofs.proofs().isEmpty()) {
            throw new NoJournalException("record " + sequences.get(0) + " is not sealed, or not in the journal: see"
                    + " 'replay seal status'");
        }
        try (TargetFile file = TargetFile.of(target)) {
            Writer text = new BufferedWriter(new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8));
            ProofText.write(dataFolder, subject, proofs, text);
            text.flush();
            file.commit(proofs.proofs().size());
        }
        return new ProofFile(proofs.proofs().size(), proofs.unsealed(), List.of());
    }
}
