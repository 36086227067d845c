package nexus.journal.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;

/**
 * Writes a proof as JSON Lines, all that somebody needs who has the public key and nothing else:
 *
 * <pre>
 * {"type":"proof","version":1,"subject":…,"records":2}
 * {"type":"key",…}      entries in which a key hands over, as they stand in the chain; as a rule none
 * {"type":"seal",…}     the seals, as they stand in the chain
 * {"type":"record","seq":…,"time_ns":…,"kind":…,"kind_code":…,"flags":…,"source":…,"cause":…,"raw":…,
 *  "seal":17,"index":4,"path":"…"}
 * </pre>
 *
 * <p>{@code raw} is the payload in Base64, {@code path} the hashes from the leaf's sibling up to the root, in hexadecimal,
 * each 64 digits, one behind the other. {@link RecordLeaf} says what the leaf's bytes are.
 */
public final class ProofText {
    private ProofText() {}

    /**
     * Writes a whole proof; the same proof always gives the same text.
     *
     * @param subject what is proved, for people: {@code order 4711}
     */
    public static void write(Path dataFolder, String subject, InclusionProofs proofs, Appendable out)
            throws IOException {
        line(
                out,
                new FlatJson()
                        .put("type", "proof")
                        .put("version", 1)
                        .put("subject", subject)
                        .put("records", proofs.proofs().size())
                        .close());
        for (ChainEntry entry : proofs.handOvers()) {
            line(out, entry.line());
        }
        for (ChainEntry entry : proofs.seals()) {
            line(out, entry.line());
        }
        try (JournalReader journal = JournalReader.open(dataFolder)) {
            JournalRecord record = new JournalRecord();
            for (InclusionProofs.Proof proof : proofs.proofs()) {
                if (!journal.seek(proof.sequence()) || !journal.next(record)) {
                    throw new SealException("record " + proof.sequence() + " is gone");
                }
                line(out, text(record, proof));
            }
        }
    }

    private static String text(JournalRecord record, InclusionProofs.Proof proof) {
        return new FlatJson()
                .put("type", "record")
                .put("seq", record.sequence())
                .put("time_ns", record.timeNanos())
                .put("kind", record.kind().name())
                .put("kind_code", record.kind().id())
                .put("flags", record.flags())
                .put("source", record.source())
                .put("cause", record.cause())
                .put("raw", Base64.getEncoder().encodeToString(record.copyPayload()))
                .put("seal", proof.seal())
                .put("index", proof.index())
                .put("path", String.join("", proof.path()))
                .close();
    }

    private static void line(Appendable out, String text) throws IOException {
        out.append(text).append('\n');
    }
}
