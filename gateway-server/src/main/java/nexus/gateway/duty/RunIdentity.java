package nexus.gateway.duty;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import nexus.config.EdgeConfig;
import nexus.config.NormalForm;
import nexus.gateway.router.RunFacts;
import nexus.journal.boot.BootId;
import nexus.journal.store.Sha256;

/**
 * What a RUN record says of the process that writes it.
 *
 * @param journalId 8 of [A-Z0-9], made once per journal
 * @param runId when the run began (UTC) and a random suffix
 * @param build version of this program
 * @param java version of the virtual machine
 * @param os name, version and architecture
 * @param bootId which boot of the machine, see {@link BootId}
 * @param edgeHash SHA-256 over the edge configuration: shows that it changed, not what it is
 * @param durability what a committed record survives in this run
 */
record RunIdentity(
        String journalId,
        String runId,
        String build,
        String java,
        String os,
        String bootId,
        String edgeHash,
        EdgeConfig.Durability durability) {

    /** Where the records' times come from. */
    static final String CLOCK = "wall clock at the start, then monotonic, slewed";

    private static final String JOURNAL_ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int JOURNAL_ID_LENGTH = 8;
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    /**
     * Of this process.
     *
     * @param journalId the journal's, or empty for a new journal
     * @param timeNanos when the run begins, nanoseconds since the epoch
     */
    static RunIdentity create(String journalId, long timeNanos, EdgeConfig edge) {
        SecureRandom random = new SecureRandom();
        String start = START.format(Instant.ofEpochSecond(0, timeNanos));
        return new RunIdentity(
                journalId.isEmpty() ? newJournalId(random) : journalId,
                start + "-" + String.format("%06x", random.nextInt(1 << 24)),
                programVersion(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                BootId.current(),
                hash(edge),
                edge.durability());
    }

    /** As the RUN record says it. */
    RunFacts facts() {
        return new RunFacts(journalId, runId, build, java, os, CLOCK, bootId, edgeHash, durability.name());
    }

    private static String newJournalId(SecureRandom random) {
        StringBuilder id = new StringBuilder();
        while (id.length() < JOURNAL_ID_LENGTH) {
            id.append(JOURNAL_ID_LETTERS.charAt(random.nextInt(JOURNAL_ID_LETTERS.length())));
        }
        return id.toString();
    }

    /** Version of this program: the jar's, or {@code development} where there is none. */
    static String programVersion() {
        return Optional.ofNullable(RunIdentity.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** SHA-256 in hexadecimal. */
    static String hash(EdgeConfig edge) {
        return Sha256.of(NormalForm.ofEdge(edge));
    }
}
