package nexus.journal.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts a new key in the place of the old one: the old key signs that the new one takes over, so that who knows the first
 * can follow. Whatever moment it is interrupted at, doing it again finishes it. A running gateway goes on with the new key.
 */
public final class SealKeyChange {
    private static final int SHOWN_DIGITS = 8;

    private SealKeyChange() {}

    /**
     * Changes the key.
     *
     * @param secretFile of the key that signs now; then of the new one. The old public file stays beside it, its name
     *     followed by the beginning of its id
     * @param timeNanos of the entry, nanoseconds since the epoch
     * @return the new key
     * @throws IOException in one line that says what to do
     */
    public static SealKey run(Path secretFile, Path seals, long timeNanos) throws IOException {
        Path nextFile = secretFile.resolveSibling("next-" + secretFile.getFileName());
        SealKey old = SealKey.read(secretFile);
        SealKey next = Files.exists(nextFile) ? SealKey.read(nextFile) : SealKey.make(nextFile);
        if (!isHandedOver(seals, next)) {
            SealChain chain = SealChain.open(seals, old);
            if (chain.isEmpty()) {
                throw new SealException("there are no seals in " + seals + " yet: delete " + secretFile
                        + " and its public file, and the next start makes a new key");
            }
            chain.append(
                    new SealEntry.HandOver(
                            next.publicKey().id(), next.publicKey().base64()),
                    timeNanos);
        }
        Path publicFile = SealKey.publicFile(secretFile);
        if (Files.exists(publicFile)
                && SealKey.readPublic(publicFile).id().equals(old.publicKey().id())) {
            String suffix = "." + old.publicKey().id().substring(0, SHOWN_DIGITS);
            Files.move(
                    publicFile,
                    publicFile.resolveSibling(publicFile.getFileName() + suffix),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(SealKey.publicFile(nextFile), publicFile, StandardCopyOption.REPLACE_EXISTING);
        Files.move(nextFile, secretFile, StandardCopyOption.REPLACE_EXISTING);
        return next;
    }

    /** Whether an interrupted change has come so far. */
    private static boolean isHandedOver(Path seals, SealKey next) throws IOException {
        try {
            return !SealChain.open(seals, next).isEmpty();
        } catch (SealException e) {
            // Signed with the old key still, as it should be before.
            return false;
        }
    }
}
