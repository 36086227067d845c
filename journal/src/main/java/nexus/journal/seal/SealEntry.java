package nexus.journal.seal;

/** What an entry of the chain of seals says; what all entries have in common is in {@link ChainEntry}. */
public sealed interface SealEntry {
    /**
     * The first entry of a chain.
     *
     * @param publicKey that its signature and all later ones belong to, X.509 in Base64
     */
    record Begin(String publicKey) implements SealEntry {}

    /**
     * The records {@code first} to {@code last}, all of them, are the leaves of one tree. All lie in one file. A file's
     * tree grows from seal to seal: later seals have the same {@code first}, and a new root.
     *
     * @param run the run's id
     * @param file the journal file, as {@code run folder/file}
     * @param count of the leaves: {@code last - first + 1}
     * @param root of the tree, 64 hexadecimal digits
     */
    record Seal(String run, String file, long first, long last, long count, String root) implements SealEntry {
        /** The run's folder. */
        String runFolder() {
            return file.substring(0, Math.max(0, file.indexOf('/')));
        }

        /** Whether this is the tree of another seal, grown or not. */
        public boolean isTreeOf(Seal other) {
            return first == other.first && file.equals(other.file);
        }
    }

    /**
     * The sealer could not vouch for these records, says why, and goes on with record {@code next}.
     *
     * @param file where they should be, as in a seal
     * @param cause why
     * @param text for people
     */
    record Gap(String file, long first, long last, long next, Cause cause, String text) implements SealEntry {
        /** Why there is a gap. */
        public enum Cause {
            /** They could not be read when they should have been sealed. */
            UNREADABLE,
            /** They were sealed, and were gone when the sealer came back: the machine died, or somebody cut them off. */
            LOST,
            /** They were sealed, and were others when the sealer came back. */
            CHANGED
        }
    }

    /**
     * From the next entry on, signatures belong to another key.
     *
     * @param newKey its id
     * @param publicKey X.509 in Base64
     */
    record HandOver(String newKey, String publicKey) implements SealEntry {}

    /**
     * The records of a run were removed from the journal, on purpose.
     *
     * @param run the run's folder
     * @param who removed them
     * @param reason the policy, and what was checked before
     */
    record Prune(String run, long first, long last, String who, String reason) implements SealEntry {}
}
