package nexus.replay.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.journal.seal.SealFolder;
import nexus.journal.seal.SealKey;
import nexus.journal.seal.SealPublicKey;
import nexus.replay.command.DataOption;
import nexus.replay.command.NoJournalException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which journal, which seals, and which key to believe. */
final class SealsOption {
    @Mixin
    private DataOption data;

    @Option(
            names = "--seals",
            paramLabel = "DIR",
            description = "Folder of the seals: the copy that was kept elsewhere. Default: seals in the data folder.")
    private Path seals;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "The public key of the seals, as it was handed out; of several, name the first. Default: the"
                    + " seals' own word for it, which proves nothing against somebody who could replace them all.")
    private List<Path> keys = new ArrayList<>();

    DataOption data() {
        return data;
    }

    Path dataFolder() {
        return data.folder();
    }

    /** The data folder's own. */
    Path ownSeals() {
        return SealFolder.of(data.folder());
    }

    boolean isOutsideCopy() {
        return seals != null;
    }

    /**
     * The seals to look at.
     *
     * @throws NoJournalException if there are none
     */
    Path seals() throws NoJournalException {
        Path folder = seals == null ? ownSeals() : seals;
        try {
            if (SealFolder.files(folder).isEmpty()) {
                throw new NoJournalException("there are no seals in " + folder
                        + (Files.isDirectory(folder) ? "" : ", which does not exist")
                        + ": the gateway makes them while it runs (seals.enabled)");
            }
        } catch (IOException e) {
            throw new NoJournalException("the seals in " + folder + " cannot be read: " + e.getMessage());
        }
        return folder;
    }

    List<SealPublicKey> keys() throws IOException {
        List<SealPublicKey> read = new ArrayList<>();
        for (Path file : keys) {
            read.add(SealKey.readPublic(file));
        }
        return read;
    }
}
